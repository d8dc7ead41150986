package org.whybounce.bounce.wording;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// The sending address as the person who asks tells it, in the words around the refusal: "our server is
/// 192.0.2.1", "we send from 192.0.2.1".
public final class ClientStated {
    private ClientStated() {}

    /// In front of the address, in lower case.
    private static final List<String> LEADS = WordList.of("wording", "client stated: leads");

    private static final int LOOKED_AT = 64 * 1024;
    private static final int MOST_TRIES = 8;

    public static Optional<Span> find(String text) {
        String lower = text.substring(0, Math.min(text.length(), LOOKED_AT)).toLowerCase(Locale.ROOT);
        if (lower.length() != Math.min(text.length(), LOOKED_AT)) {
            return Optional.empty();
        }
        for (String lead : LEADS) {
            int at = lower.indexOf(lead);
            for (int tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
                Optional<Span> address = address(lower, at + lead.length());
                if (address.isPresent()) {
                    return address;
                }
                at = lower.indexOf(lead, at + 1);
            }
        }
        return Optional.empty();
    }

    /// The address right behind, brackets and at most a name of the host before it.
    private static Optional<Span> address(String lower, int from) {
        int at = from;
        for (int words = 0; words < 4; words++) {
            while (at < lower.length() && " :=([<\t".indexOf(lower.charAt(at)) >= 0) {
                at++;
            }
            int end = at;
            while (end < lower.length() && lower.charAt(end) > ' ' && ",;()[]<>".indexOf(lower.charAt(end)) < 0) {
                end++;
            }
            int stop = end;
            while (stop > at && lower.charAt(stop - 1) == '.') {
                stop--;
            }
            if (IpAddress.parse(lower.substring(at, stop)).isPresent()) {
                return Optional.of(new Span(at, stop));
            }
            if (stop < end || end == at || end >= lower.length() || lower.charAt(end) == '\n') {
                return Optional.empty();
            }
            at = end;
        }
        return Optional.empty();
    }
}
