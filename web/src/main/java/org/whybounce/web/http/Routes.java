package org.whybounce.web.http;

import io.helidon.common.uri.UriPath;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every route by its pattern. The access log and the metrics name the pattern and never the path: a path may
/// hold a
/// domain that somebody asked about, or the secret name of a report.
public final class Routes {
    private static final Logger ACCESS = LoggerFactory.getLogger("whybounce.access");

    /// Answers one request.
    @FunctionalInterface
    public interface Handler {
        void handle(Exchange exchange) throws Exception;
    }

    /// @param pattern as in `/check/{domain}`
    /// @param at      the paths that it answers
    public record Route(Method method, String pattern, PathMatcher at) {
        Route(Method method, String pattern) {
            this(method, pattern, PathMatchers.create(pattern));
        }

        @Override
        public String toString() {
            return method.text() + " " + pattern;
        }
    }

    private final HttpRouting.Builder routing;
    private final Metrics metrics;
    private final List<Route> routes = new ArrayList<>();

    public Routes(HttpRouting.Builder routing, Metrics metrics) {
        this.routing = routing;
        this.metrics = metrics;
    }

    public Routes get(String pattern, Handler handler) {
        return add(Method.GET, pattern, handler).add(Method.HEAD, pattern, handler);
    }

    public Routes post(String pattern, Handler handler) {
        return add(Method.POST, pattern, handler);
    }

    public Routes options(String pattern, Handler handler) {
        return add(Method.OPTIONS, pattern, handler);
    }

    private Routes add(Method method, String pattern, Handler handler) {
        routes.add(new Route(method, pattern));
        routing.route(
                method, pattern, (request, response) -> logged(pattern, new Exchange(request, response), handler));
        return this;
    }

    /// What answers when no route of the path does: `wrongMethod` where the path is one of ours (RFC 9110, section
    /// 15.5.6), with the methods that it has, else `unknown`.
    public void otherwise(BiConsumer<Exchange, String> wrongMethod, Handler unknown) {
        routing.any((request, response) -> logged("other", new Exchange(request, response), exchange -> {
            UriPath path = request.prologue().uriPath();
            String allowed = routes.stream()
                    .filter(route -> !route.method().equals(Method.OPTIONS))
                    .filter(route -> route.at().match(path).accepted())
                    .map(route -> route.method().text())
                    .distinct()
                    .collect(Collectors.joining(", "));
            if (allowed.isEmpty()) {
                unknown.handle(exchange);
            } else {
                wrongMethod.accept(exchange, allowed);
            }
        }));
    }

    private void logged(String pattern, Exchange exchange, Handler handler) throws Exception {
        long began = System.nanoTime();
        boolean handled = false;
        try {
            handler.handle(exchange);
            handled = true;
        } finally {
            int status = handled ? exchange.response().status().code() : 500;
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            metrics.request(pattern, status);
            if (ACCESS.isInfoEnabled()) {
                ACCESS.info(
                        "{} {} {} {} ms",
                        exchange.request().prologue().method().text(),
                        pattern,
                        status,
                        took.toMillis());
            }
        }
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }
}
