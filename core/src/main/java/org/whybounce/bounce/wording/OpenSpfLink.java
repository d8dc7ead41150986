package org.whybounce.bounce.wording;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.text.Span;

/// A link of the kind that openspf.org invented, `.../Why?s=mfrom;id=user%40example.com;ip=192.0.2.1;r=mx`. The site is
/// gone, the parameters are the best evidence there is: scope, identity, client address, receiver. Never followed.
///
/// @param scope `mfrom` or `helo`
/// @param id    the address or name that was evaluated
/// @param ip    the client
record OpenSpfLink(Optional<Span> scope, Optional<Span> id, Optional<Span> ip) {
    static Optional<OpenSpfLink> find(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("http");
        for (int tries = 0; at >= 0 && tries < 20; tries++) {
            int end = at;
            while (end < text.length()
                    && (text.charAt(end) > ' ' && "<>\"".indexOf(text.charAt(end)) < 0 || wrapped(lower, end))) {
                end++;
            }
            String link = lower.substring(at, end);
            int query = at + Math.max(0, link.indexOf('?'));
            int stop = end;
            if (query > at && (link.contains("spf") || link.contains("why"))) {
                Optional<Span> ip = parameter(lower, query, stop, "ip");
                Optional<Span> id = parameter(lower, query, stop, "id")
                        .or(() -> parameter(lower, query, stop, "identity"))
                        .or(() -> parameter(lower, query, stop, "sender"));
                if (ip.isPresent() || id.isPresent()) {
                    Optional<Span> scope =
                            parameter(lower, query, stop, "s").or(() -> parameter(lower, query, stop, "scope"));
                    return Optional.of(new OpenSpfLink(scope, id, ip));
                }
            }
            at = lower.indexOf("http", end);
        }
        return Optional.empty();
    }

    /// A report wraps long fields behind a semicolon: "Why?s=helo; id=mail.example.org;ip=...".
    private static boolean wrapped(String lower, int at) {
        return lower.charAt(at) == ' '
                && lower.charAt(at - 1) == ';'
                && (lower.startsWith("id=", at + 1)
                        || lower.startsWith("ip=", at + 1)
                        || lower.startsWith("r=", at + 1));
    }

    private static Optional<Span> parameter(String text, int from, int end, String name) {
        int at = text.indexOf(name + "=", from, end);
        while (at >= 0) {
            char before = text.charAt(at - 1);
            if (before == '?' || before == ';' || before == '&' || before == ' ') {
                int start = at + name.length() + 1;
                int stop = start;
                while (stop < end && ";&".indexOf(text.charAt(stop)) < 0) {
                    stop++;
                }
                while (stop > start && ".,)]'".indexOf(text.charAt(stop - 1)) >= 0) {
                    stop--;
                }
                return stop > start ? Optional.of(new Span(start, stop)) : Optional.empty();
            }
            at = text.indexOf(name + "=", at + 1, end);
        }
        return Optional.empty();
    }

    /// Percent-encoding undone (RFC 3986, section 2.1).
    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] out = new byte[text.length() * 3];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                out[count++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                byte[] bytes = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(bytes, 0, out, count, bytes.length);
                count += bytes.length;
            }
        }
        return new String(out, 0, count, StandardCharsets.UTF_8);
    }
}
