package org.whybounce.dns.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Deadline;

/// Questions over HTTPS (RFC 8484), by POST; redirects are not followed.
final class Https {
    private static final String DNS_MESSAGE = "application/dns-message";

    /// The longest DNS message (RFC 1035, section 4.2.2: its length has 16 bits).
    private static final int LONGEST = 65_535;

    private @Nullable HttpClient client;

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return client;
    }

    Heard ask(URI uri, Query query, Deadline deadline) {
        // RFC 8484, section 4.1: id 0, so that equal questions are equal requests; TLS is what stands against
        // forgers.
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofMillis(deadline.leftMillis()))
                .header("Content-Type", DNS_MESSAGE)
                .header("Accept", DNS_MESSAGE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(query.bytes(0)))
                .build();
        CompletableFuture<HttpResponse<InputStream>> coming =
                client().sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        CompletableFuture<Heard> heard = coming.thenApplyAsync(
                response -> read(response, query), task -> Thread.ofVirtual().start(task));
        try {
            return heard.get(Math.max(0, deadline.left()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Heard.Silence();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return cause instanceof java.net.http.HttpTimeoutException
                    ? new Heard.Silence()
                    : new Heard.Unreachable(
                            cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard.Cancelled();
        } finally {
            // A body that drips is cut off with its stream.
            if (!coming.cancel(true) && coming.state() == Future.State.SUCCESS) {
                shut(coming.resultNow().body());
            }
        }
    }

    private static Heard read(HttpResponse<InputStream> response, Query query) {
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                return new Heard.Unreachable("HTTP status " + response.statusCode());
            }
            byte[] message = body.readNBytes(LONGEST);
            return query.answeredBy(message)
                    ? new Heard.Message(message)
                    : new Heard.Unreachable("no DNS message answering the question");
        } catch (IOException e) {
            return new Heard.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private static void shut(InputStream body) {
        try {
            body.close();
        } catch (IOException nothingToSave) {
            return;
        }
    }
}
