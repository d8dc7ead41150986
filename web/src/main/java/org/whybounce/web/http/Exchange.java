package org.whybounce.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One request and its response, with the few things that our handlers do to them.
public record Exchange(ServerRequest request, ServerResponse response) {
    /// A body that takes longer than this is not waited for: whoever drips one holds room that others need.
    private static final Duration BODY_TIME = Duration.ofSeconds(30);

    /// A segment of the path by its name in the route's pattern.
    public String segment(String name) {
        return request.path().pathParameters().first(name).orElse("");
    }

    public String query(String name) {
        return request.query().first(name).orElse("");
    }

    public List<String> queries(String name) {
        return request.query().contains(name) ? request.query().all(name) : List.of();
    }

    public String header(io.helidon.http.HeaderName name) {
        return request.headers().first(name).orElse("");
    }

    /// The body, or nothing if it is larger than allowed. Never holds more than `most` bytes. One that cannot be read
    /// or
    /// comes too slowly ends the request with an [HttpException], which becomes a problem document.
    public Optional<byte[]> body(int most) {
        long length = request.headers().contentLength().orElse(-1);
        if (length > most) {
            return Optional.empty();
        }
        if (!request.content().hasEntity()) {
            return Optional.of(new byte[0]);
        }
        long until = System.nanoTime() + BODY_TIME.toNanos();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.clamp(length, 512, most));
        byte[] buffer = new byte[16 * 1024];
        try (var in = request.content().inputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
                if (bytes.size() > most) {
                    return Optional.empty();
                }
                if (System.nanoTime() - until > 0) {
                    throw new HttpException("the body came too slowly", Status.REQUEST_TIMEOUT_408);
                }
            }
            return Optional.of(bytes.toByteArray());
        } catch (HttpException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // A connection that broke, or chunks that are none: the client's doing, however the parser words it.
            throw new HttpException("the body cannot be read", Status.BAD_REQUEST_400, e);
        }
    }

    /// Whether the client is a person's browser rather than a program.
    public boolean wantsHtml() {
        return header(HeaderNames.ACCEPT).contains("text/html");
    }

    public boolean wantsEvents() {
        return header(HeaderNames.ACCEPT).contains("text/event-stream") && !head();
    }

    private boolean head() {
        return request.prologue().method().equals(Method.HEAD);
    }

    public void send(int status, String type, byte[] body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, type);
        if (head()) {
            // RFC 9110, section 9.3.2: what GET would say of the body, and no body, which the client would take for the
            // beginning of the next answer.
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
            response.send();
            return;
        }
        response.send(body);
    }

    public void html(int status, byte[] page) {
        send(status, "text/html; charset=utf-8", page);
    }

    public void json(int status, String body) {
        send(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    public void problem(Problem problem) {
        if (problem.retryAfter() > 0) {
            response.header(HeaderNames.RETRY_AFTER, String.valueOf(problem.retryAfter()));
        }
        send(problem.status(), "application/problem+json", problem.json());
    }

    /// Sends the browser on with GET.
    public void seeOther(String path) {
        response.header(HeaderNames.LOCATION, path);
        response.status(303);
        response.send();
    }
}
