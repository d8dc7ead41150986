package org.whybounce.dkim.autopsy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Puts back links that a filter rewrote, where the old one stands in the new one. Whether it is right, the hash of
/// the body tells.
///
/// ```
/// Microsoft    https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F&data=...
/// Proofpoint   https://urldefense.com/v3/__https://example.org/__;!!...        (version 3, without replaced bytes)
///              https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_&d=...
/// Barracuda    https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fexample.org%2f&c=...
/// ```
///
/// https://learn.microsoft.com/en-us/defender-office-365/safe-links-about,
/// https://help.proofpoint.com/Threat_Insight_Dashboard/API_Documentation/URL_Decoder_API
final class LinkEdit {
    /// Where a link ends in text and in HTML.
    private static final String ENDS = " \t\r\n\"'<>";

    private LinkEdit() {}

    static String undone(String line) {
        int at = line.indexOf("https://");
        if (at < 0) {
            return line;
        }
        StringBuilder out = new StringBuilder(line.length());
        int done = 0;
        while (at >= 0) {
            int end = at;
            while (end < line.length() && ENDS.indexOf(line.charAt(end)) < 0) {
                end++;
            }
            Optional<String> old = old(line.substring(at, end));
            if (old.isPresent()) {
                out.append(line, done, at).append(old.get());
                done = end;
            }
            at = line.indexOf("https://", end);
        }
        return out.append(line, done, line.length()).toString();
    }

    private static Optional<String> old(String link) {
        String host = link.substring("https://".length()).toLowerCase(Locale.ROOT);
        int slash = host.indexOf('/');
        host = slash < 0 ? host : host.substring(0, slash);
        if (host.endsWith(".safelinks.protection.outlook.com")) {
            return parameter(link, "url=").flatMap(LinkEdit::decoded);
        }
        if (host.equals("linkprotect.cudasvc.com")) {
            return parameter(link, "a=").flatMap(LinkEdit::decoded);
        }
        if (host.equals("urldefense.proofpoint.com")) {
            return parameter(link, "u=")
                    .flatMap(value -> decoded(value.replace('-', '%').replace('_', '/')));
        }
        if (host.startsWith("urldefense.")) {
            int open = link.indexOf("/v3/__");
            int close = link.indexOf("__;", Math.max(open, 0));
            return open < 0 || close < open + 6 || link.charAt(close + 3 - 1) != ';'
                    ? Optional.empty()
                    : Optional.of(link.substring(open + 6, close)).filter(old -> old.indexOf('*') < 0);
        }
        return Optional.empty();
    }

    /// The value behind a question mark or an ampersand, which HTML writes as `&amp;`.
    private static Optional<String> parameter(String link, String name) {
        for (String before : new String[] {"?", "&amp;", "&"}) {
            int at = link.indexOf(before + name);
            if (at >= 0) {
                int from = at + before.length() + name.length();
                int end = link.indexOf('&', from);
                return Optional.of(link.substring(from, end < 0 ? link.length() : end));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException _) {
            // A per cent sign that opens no byte: this is none of those links.
            return Optional.empty();
        }
    }
}
