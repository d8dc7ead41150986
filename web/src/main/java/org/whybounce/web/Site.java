package org.whybounce.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.whybounce.web.bulk.BulkLimits;
import org.whybounce.web.bulk.BulkRuns;
import org.whybounce.web.http.Admission;
import org.whybounce.web.http.ClientAddress;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.Headers;
import org.whybounce.web.http.Metrics;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Rates;
import org.whybounce.web.http.Routes;
import org.whybounce.web.http.Uploads;
import org.whybounce.web.operator.MailboxLook;
import org.whybounce.web.page.Assets;
import org.whybounce.web.page.Example;
import org.whybounce.web.page.Head;
import org.whybounce.web.share.ShareStore;

/// All routes of the site, and the little that belongs to no page.
final class Site {
    /// Each example this often: some 2 s of one core, after which a check takes a tenth of its first time.
    private static final int WARM_ROUNDS = 40;

    /// On a machine that is busy with other things the training ends here; a server that starts late is worse than one
    /// that starts cold.
    private static final Duration LONGEST_WARMING = Duration.ofSeconds(15);

    private final Settings settings;
    private final ShareStore shares;
    private final Metrics metrics;
    private final Engine engine;
    private final Checks checks;
    private volatile boolean draining;
    private volatile boolean warm;
    private final Pages pages = new Pages();
    private final AnswerRoutes answers;
    private final BulkRoutes bulk;
    private final ApiRoutes api;
    private final ShareRoutes sharing;
    private final ReadingRoutes reading;
    private final LinkRoutes links;
    private final VendorRoutes vendors;
    private final KnowledgeApi knowledge;
    private final DomainRoutes domains;
    private List<Routes.Route> routes = new ArrayList<>();

    Site(Settings settings, Engine.Maker maker, ShareStore shares) throws Settings.Unusable {
        this.settings = settings;
        this.shares = shares;
        Admission admission = new Admission(settings.limits());
        this.metrics = new Metrics(admission::running);
        this.engine = maker.make(settings, metrics::dns);
        Rates rates = new Rates(settings.limits(), shares.isPostgres() ? shares::take : (client, most) -> 0);
        Uploads uploads =
                new Uploads(Runtime.getRuntime().maxMemory(), settings.limits().mailBytes());
        this.checks = new Checks(rates, admission, uploads, metrics, settings.limits());
        ClientAddress clients = new ClientAddress(settings.trusted());
        this.bulk = new BulkRoutes(
                settings,
                engine,
                checks,
                clients,
                pages,
                new BulkRuns(
                        BulkLimits.DEFAULTS,
                        settings.limits().checksPerMinute() > 0,
                        settings.limits().clients()));
        this.answers = new AnswerRoutes(settings, engine, checks, clients, pages, bulk);
        this.api = new ApiRoutes(settings, engine, checks, clients);
        this.sharing = new ShareRoutes(settings, engine, checks, clients, pages, shares);
        this.reading = new ReadingRoutes(settings, engine, pages);
        this.links = new LinkRoutes(settings, engine, checks, clients, pages);
        this.vendors = new VendorRoutes(settings, engine, checks, clients, pages, reading::library);
        this.knowledge = new KnowledgeApi(engine, checks, clients);
        this.domains = new DomainRoutes(settings, engine, checks, clients, pages);
    }

    void route(HttpRouting.Builder routing) {
        routing.addFilter(Headers::filter);
        routing.error(Throwable.class, (request, response, e) -> fault(new Exchange(request, response), e));
        Routes all = new Routes(routing, metrics);
        answers.add(all);
        bulk.add(all);
        reading.add(all);
        links.add(all);
        vendors.add(all);
        api.add(all);
        knowledge.add(all);
        if (settings.share()) {
            sharing.add(all);
        }
        if (settings.operator().on()) {
            domains.add(all);
        }
        all.get("/static/{name}", this::asset)
                .get("/favicon.ico", exchange -> exchange.seeOther("/static/icon.svg"))
                .get("/robots.txt", exchange -> {
                    Headers.keep(exchange, 3600, false);
                    exchange.send(200, "text/plain; charset=utf-8", robots().getBytes(StandardCharsets.UTF_8));
                })
                .get("/health", exchange -> exchange.json(200, "{\"status\":\"UP\"}"))
                .get("/ready", this::ready)
                .get(
                        "/metrics",
                        exchange -> exchange.send(
                                200,
                                "text/plain; version=0.0.4; charset=utf-8",
                                metrics.text().getBytes(StandardCharsets.UTF_8)));
        all.otherwise(this::wrongMethod, exchange -> problem(exchange, Problem.notFound()));
        routes = all.routes();
    }

    List<Routes.Route> routes() {
        return routes;
    }

    /// A page for browsers, a problem document for programs.
    void problem(Exchange exchange, Problem problem) {
        problem(pages, exchange, problem);
    }

    static void problem(Pages pages, Exchange exchange, Problem problem) {
        if (exchange.wantsHtml()) {
            if (problem.retryAfter() > 0) {
                exchange.response().header(HeaderNames.RETRY_AFTER, String.valueOf(problem.retryAfter()));
            }
            pages.send(
                    exchange,
                    problem.status(),
                    "problem",
                    Map.of("head", Head.once(problem.title(), ""), "problem", problem));
        } else {
            exchange.problem(problem);
        }
    }

    private void wrongMethod(Exchange exchange, String allowed) {
        exchange.response().header(HeaderNames.ALLOW, allowed);
        if (preflight(exchange)) {
            exchange.problem(Problem.otherSite());
        } else if (exchange.request().prologue().method().equals(Method.OPTIONS)) {
            exchange.response().status(204);
            exchange.response().send();
        } else {
            problem(exchange, Problem.wrongMethod(allowed));
        }
    }

    /// Whether a browser asks before a page of another site may call.
    static boolean preflight(Exchange exchange) {
        return exchange.request().prologue().method().equals(Method.OPTIONS)
                && !exchange.header(HeaderNames.ORIGIN).isEmpty()
                && !exchange.header(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD).isEmpty();
    }

    private void fault(Exchange exchange, Throwable e) {
        if (e instanceof io.helidon.http.HttpException http && http.status().code() < 500) {
            problem(
                    exchange,
                    switch (http.status().code()) {
                        case 413 -> Problem.tooLarge(settings.limits().mailBytes());
                        case 408 -> Problem.tooSlow();
                        default -> Problem.unusable("The request was not understood.");
                    });
            return;
        }
        // The trace names our lines; the message is left out, since it may hold what was pasted.
        LoggerFactory.getLogger("whybounce.fault")
                .error("{} at {}", e.getClass().getName(), where(e));
        if (!exchange.response().isSent()) {
            problem(exchange, Problem.fault());
        }
    }

    private static String where(Throwable e) {
        StringBuilder out = new StringBuilder();
        StackTraceElement[] trace = e.getStackTrace();
        for (int i = 0; i < Math.min(6, trace.length); i++) {
            out.append(i == 0 ? "" : " < ").append(trace[i]);
        }
        return out.toString();
    }

    private void asset(Exchange exchange) {
        Assets.find(exchange.segment("name"))
                .ifPresentOrElse(
                        asset -> {
                            boolean current = exchange.query("v").equals(asset.hash());
                            Headers.keep(exchange, current ? 31_536_000 : 300, current);
                            exchange.send(200, asset.type(), asset.bytes());
                        },
                        () -> problem(exchange, Problem.notFound()));
    }

    private String robots() {
        return "User-agent: *\nDisallow: /share\nDisallow: /done\nDisallow: /why?\nDisallow: /plan/\nDisallow: /bulk/\nDisallow: /domains\nDisallow: /r/\nDisallow: /api/v1/\n"
                + (settings.publicUrl().isEmpty() ? "" : "Sitemap: " + settings.publicUrl() + "/sitemap.xml\n");
    }

    /// Ready means: can answer as fast as it ever will, and goes on doing so. A database that is gone takes sharing
    /// away, not the answers, so it is told and no reason to send people elsewhere.
    private void ready(Exchange exchange) {
        String sharing = !settings.share() ? "OFF" : shares.opening() ? "OPENING" : shares.ready() ? "UP" : "DOWN";
        String status = draining ? "DRAINING" : warm ? "UP" : "WARMING";
        exchange.json(draining || !warm ? 503 : 200, "{\"status\":\"" + status + "\",\"sharing\":\"" + sharing + "\"}");
    }

    /// The training run: answers each example as a request would, without a client: with its own zone, so that no DNS
    /// is asked. From its end on the server is ready.
    void warm() {
        long until = System.nanoTime() + LONGEST_WARMING.toNanos();
        for (int i = 0; i < WARM_ROUNDS && !draining && System.nanoTime() - until < 0; i++) {
            for (Example example : Example.ALL) {
                if (!example.zone().isEmpty()) {
                    answers.train(example);
                }
            }
        }
        warm = true;
    }

    /// From now on [#ready] says that this server is about to go.
    void drain() {
        draining = true;
    }

    /// Fetches reports from their mailbox.
    void fetchReports() {
        new MailboxLook(settings.operator().mailbox(), domains.kept()).run();
    }

    /// Deletes reports that are older than they are to be kept.
    void purgeReports() {
        domains.purge();
    }

    void close() {
        checks.close();
        domains.close();
        engine.close();
    }
}
