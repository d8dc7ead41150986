package org.whybounce.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One request and its response, with the few things that our handlers do to them.
public record Exchange(ServerRequest request, ServerResponse response) {
    /// Time for a body to begin to come, before its rate counts.
    private static final Duration BEGIN = Duration.ofSeconds(5);

    /// Bytes a second that a body must come with after that: a fifth of what a slow mobile link gives.
    private static final int LEAST_RATE = 8 * 1024;

    /// The same while room for bodies is scarce: whoever holds room that others need has to hurry.
    private static final int SCARCE_RATE = 64 * 1024;

    /// Bytes read at a time.
    private static final int PIECE = 16 * 1024;

    /// What came of reading a body.
    public sealed interface Received {
        @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
        record Whole(byte[] bytes) implements Received {}

        /// @param why for the metrics: `size`, `room` or `slow`
        record Refused(Problem problem, String why) implements Received {}
    }

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

    /// The body, read into room that it takes as it comes. Never holds more than `most` bytes. One that cannot be read
    /// ends the request with an [HttpException], which becomes a problem document.
    public Received body(int most, Uploads.Body room) {
        long length = request.headers().contentLength().orElse(-1);
        if (length > most) {
            return new Received.Refused(Problem.tooLarge(most), "size");
        }
        if (!request.content().hasEntity()) {
            return new Received.Whole(new byte[0]);
        }
        long began = System.nanoTime();
        List<byte[]> pieces = new ArrayList<>();
        int size = 0;
        try (var in = request.content().inputStream()) {
            byte[] piece = new byte[PIECE];
            int filled = 0;
            for (int n = in.read(piece); n >= 0; n = in.read(piece, filled, PIECE - filled)) {
                filled += n;
                size += n;
                if (size > most) {
                    return new Received.Refused(Problem.tooLarge(most), "size");
                }
                if (!room.add(n)) {
                    return new Received.Refused(Problem.overloaded(), "room");
                }
                long late = System.nanoTime() - began - BEGIN.toNanos();
                int rate = room.scarce() ? SCARCE_RATE : LEAST_RATE;
                if (late > 0 && size < rate * (late / 1e9)) {
                    return new Received.Refused(Problem.tooSlow(), "slow");
                }
                if (filled == PIECE) {
                    pieces.add(piece);
                    piece = new byte[PIECE];
                    filled = 0;
                }
            }
            byte[] whole = new byte[size];
            int at = 0;
            for (byte[] each : pieces) {
                System.arraycopy(each, 0, whole, at, PIECE);
                at += PIECE;
            }
            System.arraycopy(piece, 0, whole, at, filled);
            return new Received.Whole(whole);
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

    public void send(int status, String type, byte[] whole) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, type);
        byte[] body = whole;
        if (Packed.worth(type, whole.length)) {
            response.headers().add(HeaderValues.create(HeaderNames.VARY, "Accept-Encoding"));
            if (Packed.taken(header(HeaderNames.ACCEPT_ENCODING))) {
                response.header(HeaderNames.CONTENT_ENCODING, "gzip");
                body = Packed.gzip(whole);
            }
        }
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
