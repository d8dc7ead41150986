package org.whybounce.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.whybounce.web.http.Problem;
import org.whybounce.web.operator.OperatorSettings;
import org.whybounce.web.share.ShareStore;

/// A server that runs: made by [#start], ended by [#stop] or by SIGTERM, after which running requests have
/// their time.
public final class Running implements AutoCloseable {
    private final WebServer server;
    private final ShareStore shares;
    private final ScheduledExecutorService hourly;
    private final Site site;

    private Running(WebServer server, ShareStore shares, ScheduledExecutorService hourly, Site site) {
        this.server = server;
        this.shares = shares;
        this.hourly = hourly;
        this.site = site;
    }

    static Running start(Settings settings, Engine.Maker maker) throws Settings.Unusable {
        return start(settings, maker, InstantSource.system());
    }

    static Running start(Settings settings, Engine.Maker maker, InstantSource clock) throws Settings.Unusable {
        quietLogs();
        WebLimits limits = settings.limits();
        ShareStore shares = new ShareStore(
                settings.db().isEmpty() ? fileDatabase("shares") : settings.db(),
                settings.dbUser(),
                settings.dbPassword(),
                limits,
                clock);
        Site site = new Site(settings, maker, shares);
        WebServer server;
        try {
            server = WebServer.builder()
                    .host(settings.address())
                    .port(settings.port())
                    .maxPayloadSize(limits.mailBytes() + 64L * 1024)
                    .shutdownGracePeriod(limits.drain())
                    .shutdownHook(false)
                    .idleConnectionTimeout(Duration.ofSeconds(60))
                    // A client that sends its request slower than this is dropped: it costs a thread and a socket.
                    .connectionOptions(options -> options.readTimeout(Duration.ofSeconds(20)))
                    .backlog(1024)
                    .directHandlers(handlers -> {
                        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
                            handlers.addHandler(type, Running::direct);
                        }
                    })
                    .routing(site::route)
                    .build()
                    .start();
        } catch (RuntimeException e) {
            throw new Settings.Unusable("port " + settings.port() + " on " + settings.address()
                    + " cannot be listened on: it is in use, or not allowed");
        }
        ScheduledExecutorService hourly = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("hourly").factory());
        if (settings.share()) {
            // The database opens here in the background: the first page need not wait for it.
            var _ = hourly.scheduleWithFixedDelay(shares::purge, 0, 1, TimeUnit.HOURS);
        }
        if (settings.operator().on()) {
            var _ = hourly.scheduleWithFixedDelay(site::purgeReports, 1, 60, TimeUnit.MINUTES);
            OperatorSettings.Mailbox mailbox = settings.operator().mailbox();
            if (mailbox.on()) {
                var _ = hourly.scheduleWithFixedDelay(site::fetchReports, 0, mailbox.minutes(), TimeUnit.MINUTES);
            }
        }
        return new Running(server, shares, hourly, site);
    }

    /// A request that came no further than the HTTP parser. Its text is not repeated.
    private static DirectHandler.TransportResponse direct(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            io.helidon.http.Status status,
            io.helidon.http.ServerResponseHeaders headers,
            String message) {
        Problem problem = status.code() == 413
                ? Problem.tooLarge(WebLimits.DEFAULTS.mailBytes())
                : new Problem(status.code(), status.reasonPhrase(), "The request was not understood.", 0);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                .entity(problem.json())
                .keepAlive(false)
                .build();
    }

    static String fileDatabase(String name) {
        String data = System.getenv().getOrDefault("XDG_DATA_HOME", "");
        Path folder = data.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(data);
        return "jdbc:h2:file:" + folder.resolve("whybounce").resolve(name).toAbsolutePath() + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    /// Our access log in one line each on standard error; of the libraries only warnings.
    private static void quietLogs() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (var in = Running.class.getResourceAsStream("/org/whybounce/web/logging.properties")) {
            if (in != null) {
                LogManager.getLogManager().readConfiguration(in);
            }
        } catch (java.io.IOException e) {
            System.err.println(
                    "whybounce: the log keeps its default form: " + e.getClass().getSimpleName());
        }
    }

    public int port() {
        return server.port();
    }

    /// Every route, as `GET /check/{domain}`.
    List<String> routes() {
        return site.routes().stream().map(Object::toString).toList();
    }

    /// Explains the examples over and over for a moment beside the first requests, so that a server which starts under
    /// load meets it with code that is compiled.
    void warm() {
        Thread.ofPlatform().daemon().name("warm").start(site::warm);
    }

    public void stop() {
        site.drain();
        server.stop();
        hourly.shutdownNow();
        shares.close();
        site.close();
    }

    @Override
    public void close() {
        stop();
    }
}
