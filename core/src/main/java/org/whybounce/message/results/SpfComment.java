package org.whybounce.message.results;

import java.util.Optional;
import org.whybounce.message.field.Scan;
import org.whybounce.message.received.ReceivedReader;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// What the comment of an SPF result tells: `google.com: domain of a@example.org designates 192.0.2.1 as
/// permitted sender`. Every implementation has its own sentence; the address and the words "domain of" are
/// what they share.
public final class SpfComment {
    private SpfComment() {}

    /// The first IP address among the words.
    public static Optional<Claim<IpAddress>> address(Claim<String> comment) {
        String text = comment.value();
        int start = 0;
        while (start < text.length()) {
            while (start < text.length()
                    && (Scan.space(text.charAt(start)) || "([;,=<".indexOf(text.charAt(start)) >= 0)) {
                start++;
            }
            if (start < text.length() && text.charAt(start) == '"') {
                // A quoted local part holds whatever the sender likes.
                start = Scan.quoteEnd(text, start);
                while (start < text.length() && !Scan.space(text.charAt(start))) {
                    start++;
                }
                continue;
            }
            int end = start;
            while (end < text.length() && !Scan.space(text.charAt(end)) && ")[];,=>".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            int stop = end;
            while (stop > start && (text.charAt(stop - 1) == '.' || text.charAt(stop - 1) == ':') && stop - start > 3) {
                stop--;
            }
            String word = text.substring(start, stop);
            if (word.length() >= 3 && (word.indexOf('.') > 0 || word.indexOf(':') >= 0)) {
                Optional<IpAddress> ip = IpAddress.parse(ReceivedReader.address(word));
                if (ip.isPresent()) {
                    return Optional.of(new Claim<>(ip.get(), place(comment, start, stop)));
                }
            }
            start = Math.max(end, start + 1);
        }
        return Optional.empty();
    }

    /// The address or domain behind "domain of".
    static Optional<Claim<String>> domainOf(Claim<String> comment) {
        String text = comment.value();
        int at = text.indexOf("domain of ");
        if (at < 0) {
            return Optional.empty();
        }
        int start = Scan.skipSpace(text, at + "domain of ".length());
        if (text.startsWith("transitioning ", start)) {
            start += "transitioning ".length();
        }
        int end = start;
        while (end < text.length() && !Scan.space(text.charAt(end))) {
            end++;
        }
        while (end > start && ",;:".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end == start
                ? Optional.empty()
                : Optional.of(new Claim<>(text.substring(start, end), place(comment, start, end)));
    }

    /// A comment that was folded has no place for its parts, only for the whole.
    private static @org.jspecify.annotations.Nullable Span place(Claim<String> comment, int start, int end) {
        Span whole = comment.span();
        if (whole == null || whole.length() != comment.value().length()) {
            return whole;
        }
        return new Span(whole.start() + start, whole.start() + end);
    }

    public static String unfold(String text) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                out.append(' ');
            } else if (c != '\r' && c != '\n') {
                out.append(c);
            }
        }
        return out.toString();
    }
}
