package org.whybounce.web.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Locale;

/// The headers that every response carries. Scripts and styles come from our own files alone, so markup that
/// slipped
/// into
/// a page could neither run nor load anything. Nothing is kept by caches unless a handler says so.
public final class Headers {
    public static final String CONTENT_SECURITY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final HeaderName CSP = HeaderNames.create("Content-Security-Policy");
    private static final HeaderName NOSNIFF = HeaderNames.create("X-Content-Type-Options");
    private static final HeaderName REFERRER = HeaderNames.create("Referrer-Policy");
    private static final HeaderName PERMISSIONS = HeaderNames.create("Permissions-Policy");
    private static final HeaderName OPENER = HeaderNames.create("Cross-Origin-Opener-Policy");
    private static final HeaderName RESOURCE = HeaderNames.create("Cross-Origin-Resource-Policy");

    private Headers() {}

    public static void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header(CSP, CONTENT_SECURITY);
        response.header(NOSNIFF, "nosniff");
        response.header(REFERRER, "no-referrer");
        response.header(PERMISSIONS, "camera=(), geolocation=(), microphone=()");
        response.header(OPENER, "same-origin");
        response.header(RESOURCE, "same-origin");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        chain.proceed();
        // Helidon answers such a request and then waits a minute for the next one all the same.
        if (response.isSent()
                && request.headers()
                        .first(HeaderNames.CONNECTION)
                        .filter(word -> word.toLowerCase(Locale.ROOT).contains("close"))
                        .isPresent()) {
            throw new CloseConnectionException("the client asked for it");
        }
    }

    /// Lets caches keep what is the same for everyone.
    public static void keep(Exchange exchange, int seconds, boolean forEver) {
        exchange.response()
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=" + seconds + (forEver ? ", immutable" : ""));
    }
}
