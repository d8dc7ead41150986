package org.whybounce.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One request and its response, with the few things that our handlers do to them.
public record Exchange(ServerRequest request, ServerResponse response) {
    /// A segment of the path by its name in the route's pattern.
    public String segment(String name) {
        return request.path().pathParameters().first(name).orElse("");
    }

    public String query(String name) {
        return request.query().first(name).orElse("");
    }

    public String header(io.helidon.http.HeaderName name) {
        return request.headers().first(name).orElse("");
    }

    /// The body, or nothing if it is larger than allowed. Never holds more than `most` bytes.
    public Optional<byte[]> body(int most) {
        long length = request.headers().contentLength().orElse(-1);
        if (length > most) {
            return Optional.empty();
        }
        if (!request.content().hasEntity()) {
            return Optional.of(new byte[0]);
        }
        try (var in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(most + 1);
            return bytes.length > most ? Optional.empty() : Optional.of(bytes);
        } catch (IOException e) {
            return Optional.of(new byte[0]);
        }
    }

    /// Whether the client is a person's browser rather than a program.
    public boolean wantsHtml() {
        return header(HeaderNames.ACCEPT).contains("text/html");
    }

    public boolean wantsEvents() {
        return header(HeaderNames.ACCEPT).contains("text/event-stream");
    }

    public void send(int status, String type, byte[] body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.send(body);
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
