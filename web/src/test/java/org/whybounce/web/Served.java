package org.whybounce.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.whybounce.net.IpPrefix;

/// A server on a free port of this machine with DNS from zone files, and an HTTP client for it.
final class Served implements AutoCloseable {
    static final Path ROOT = Path.of(System.getProperty("whybounce.root", ".."));

    private final Running running;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Served(Settings settings) {
        this(settings, CoreEngine::new);
    }

    Served(Settings settings, Engine.Maker maker) {
        try {
            running = Running.start(settings, maker);
        } catch (Settings.Unusable e) {
            throw new AssertionError(e);
        }
    }

    /// No sharing, no limits per client.
    static Settings settings(Path... zones) {
        return new Settings(
                "127.0.0.1",
                0,
                List.of(zones),
                List.of(),
                "",
                "",
                "",
                List.of(),
                "",
                List.of(),
                false,
                WebLimits.DEFAULTS.withRates(0, 10_000));
    }

    static Settings withLimits(Settings settings, WebLimits limits, String... trusted) {
        return new Settings(
                settings.address(),
                settings.port(),
                settings.zones(),
                settings.servers(),
                settings.db(),
                settings.dbUser(),
                settings.dbPassword(),
                Arrays.stream(trusted)
                        .map(text -> IpPrefix.parse(text).orElseThrow())
                        .toList(),
                settings.publicUrl(),
                settings.cors(),
                settings.share(),
                limits);
    }

    static Settings withSharing(Settings settings, String db) {
        return new Settings(
                settings.address(),
                settings.port(),
                settings.zones(),
                settings.servers(),
                db,
                "",
                "",
                settings.trusted(),
                settings.publicUrl(),
                settings.cors(),
                true,
                settings.limits());
    }

    String url() {
        return "http://127.0.0.1:" + running.port();
    }

    /// Waits until the training run is done.
    Served warmed() throws IOException, InterruptedException {
        running.warm();
        for (int i = 0; i < 600 && get("/ready").statusCode() != 200; i++) {
            Thread.sleep(50);
        }
        return this;
    }

    List<String> routes() {
        return running.routes();
    }

    int port() {
        return running.port();
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return send(
                request(path, headers).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    void stop() {
        running.stop();
    }

    @Override
    public void close() {
        client.close();
        running.stop();
    }
}
