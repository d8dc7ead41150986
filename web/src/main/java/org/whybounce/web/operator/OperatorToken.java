package org.whybounce.web.operator;

import io.helidon.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import org.whybounce.web.http.Exchange;

/// Whether a request comes from the operator: the token as a password of HTTP Basic (RFC 7617), which every browser
/// asks
/// for without script or cookie, or as a bearer token (RFC 6750).
public record OperatorToken(String token) {
    /// A browser sends a password with whatever another site makes it post, so a post has to come from a page of ours.
    private static final io.helidon.http.HeaderName SITE = HeaderNames.create("Sec-Fetch-Site");

    public boolean given(Exchange exchange) {
        String header = exchange.header(HeaderNames.AUTHORIZATION).strip();
        int space = header.indexOf(' ');
        if (space < 0) {
            return false;
        }
        String rest = header.substring(space + 1).strip();
        return switch (header.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> same(rest);
            case "basic" -> same(password(rest));
            default -> false;
        };
    }

    private static String password(String encoded) {
        try {
            String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return both.substring(both.indexOf(':') + 1);
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    /// Takes the same time whatever is wrong with it.
    private boolean same(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether a post comes from one of our own pages, or from a program.
    public static boolean ours(Exchange exchange) {
        String site = exchange.header(SITE);
        String origin = exchange.header(HeaderNames.ORIGIN);
        return (site.isEmpty() || site.equals("same-origin") || site.equals("none"))
                && (origin.isEmpty() || origin.endsWith("://" + exchange.header(HeaderNames.HOST)));
    }
}
