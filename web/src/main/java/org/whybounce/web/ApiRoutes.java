package org.whybounce.web;

import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpPrefix;
import org.whybounce.web.http.ClientAddress;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.Headers;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Routes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The REST API. Bodies that are mail or text are taken as they are (`text/plain`, `message/rfc822`); known
/// facts
/// beside
/// them come as query parameters or, with `application/json`, as fields beside `text`.
final class ApiRoutes {
    private static final JsonMapper JSON = new JsonMapper();

    /// Bytes: an empty document is shorter, and every answer to an assistant is longer.
    private static final int NO_ANSWER = 8;

    private static final Set<String> SCHEMAS = Set.of(
            "explain-1.json",
            "headers-1.json",
            "check-1.json",
            "bulk-1.json",
            "row-1.json",
            "spf-fix-1.json",
            "spf-show-1.json",
            "spf-eval-1.json",
            "code-1.json",
            "error-1.json",
            "reports-1.json");

    private final Settings settings;
    private final Engine engine;
    private final Checks checks;
    private final ClientAddress clients;

    ApiRoutes(Settings settings, Engine engine, Checks checks, ClientAddress clients) {
        this.settings = settings;
        this.engine = engine;
        this.checks = checks;
        this.clients = clients;
    }

    void add(Routes routes) {
        int mail = settings.limits().mailBytes();
        int text = settings.limits().pasteBytes();
        routes.post("/api/v1/explain", exchange -> posted(exchange, mail, this::explain))
                .post("/api/v1/headers", exchange -> posted(exchange, mail, this::headers))
                .post("/api/v1/reports", exchange -> posted(exchange, mail, this::reports))
                .get("/api/v1/check/{domain}", this::check)
                .get("/api/v1/spf/{domain}", this::spf)
                .post(
                        "/api/v1/spf/eval",
                        exchange -> posted(exchange, text, (e, entry, body) -> ofJson(e, entry, body, true)))
                .post(
                        "/api/v1/spf/fix",
                        exchange -> posted(exchange, text, (e, entry, body) -> ofJson(e, entry, body, false)))
                .post("/mcp", exchange -> posted(exchange, mail, this::assistant))
                .get("/api/schema/{name}", ApiRoutes::schema)
                .get("/api/openapi.json", ApiRoutes::openApi);
        if (!settings.cors().isEmpty()) {
            routes.options("/api/v1/{+rest}", this::preflight);
        }
    }

    /// What is done with the body of a client that was let in.
    private interface Answering {
        void answer(Exchange exchange, Checks.Entry.Open entry, byte[] body);
    }

    /// Reads the body of a client that is let in. Its room is given back when the answer is sent.
    private void posted(Exchange exchange, int most, Answering answering) {
        switch (checks.enter(client(exchange))) {
            case Checks.Entry.Refused(Problem problem) -> refuse(exchange, problem);
            case Checks.Entry.Open entry -> {
                try (entry) {
                    switch (checks.body(exchange, entry, most)) {
                        case Exchange.Received.Refused refused -> refuse(exchange, refused.problem());
                        case Exchange.Received.Whole(byte[] body) -> answering.answer(exchange, entry, body);
                    }
                }
            }
        }
    }

    private void explain(Exchange exchange, Checks.Entry.Open entry, byte[] body) {
        pasted(exchange, body)
                .ifPresent(
                        p -> answer(exchange, entry, () -> engine.explain(p.text(), p.known(), "", Engine.Watch.NONE)));
    }

    /// The Model Context Protocol without a session: one message, one answer. A page of another site may not ask in a
    /// visitor's name.
    private void assistant(Exchange exchange, Checks.Entry.Open entry, byte[] body) {
        String origin = exchange.header(HeaderNames.ORIGIN);
        if (!origin.isEmpty()
                && !settings.cors().contains(origin)
                && !origin.endsWith("://" + exchange.header(HeaderNames.HOST))) {
            refuse(exchange, Problem.unusable("This origin is not allowed to ask."));
            return;
        }
        switch (checks.run(entry, () -> engine.assistant(body))) {
            case Checks.Outcome.Refused(Problem problem) -> refuse(exchange, problem);
            case Checks.Outcome.Done(Engine.Answer answer) -> {
                boolean none = answer.json().length < NO_ANSWER;
                exchange.send(none ? 202 : 200, "application/json", none ? new byte[0] : answer.json());
            }
        }
    }

    private void headers(Exchange exchange, Checks.Entry.Open entry, byte[] body) {
        pasted(exchange, body)
                .ifPresent(p -> answer(
                        exchange,
                        entry,
                        () -> engine.headers(
                                p.text(),
                                Optional.of(exchange.query("boundary")).filter(text -> !text.isBlank()),
                                Engine.Watch.NONE)));
    }

    /// A report, an archive or a mail as the body, whatever its media type: the first bytes tell. Nothing is kept.
    private void reports(Exchange exchange, Checks.Entry.Open entry, byte[] body) {
        String name = exchange.query("domain").strip();
        Optional<DomainName> only = name.isEmpty() ? Optional.empty() : DomainName.parse(name);
        if (body.length == 0) {
            refuse(exchange, Problem.unusable("The body is empty; send a report, an archive of reports, or a mail."));
        } else if (!name.isEmpty() && only.isEmpty()) {
            refuse(exchange, Problem.unusable("'domain' is not a domain name, such as example.org."));
        } else {
            answer(exchange, entry, () -> engine.reports(body, only, Engine.Watch.NONE));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    private record Pasted(byte[] text, Engine.Known known) {}

    /// The paste and the known facts; if there is none, the problem has been sent.
    private Optional<Pasted> pasted(Exchange exchange, byte[] body) {
        String type = exchange.header(HeaderNames.CONTENT_TYPE).toLowerCase(Locale.ROOT);
        Pasted pasted;
        if (type.startsWith("application/json")) {
            Optional<JsonNode> json = parse(exchange, body);
            if (json.isEmpty()) {
                return Optional.empty();
            }
            JsonNode node = json.get();
            pasted = new Pasted(
                    field(node, "text").getBytes(StandardCharsets.UTF_8),
                    new Engine.Known(
                            field(node, "ip"),
                            field(node, "mailFrom"),
                            field(node, "helo"),
                            field(node, "fromDomain")));
        } else if (type.isEmpty()
                || type.startsWith("text/plain")
                || type.startsWith("message/")
                || type.startsWith("application/octet-stream")) {
            pasted = new Pasted(
                    body,
                    new Engine.Known(
                            exchange.query("ip"),
                            exchange.query("mailFrom"),
                            exchange.query("helo"),
                            exchange.query("fromDomain")));
        } else {
            refuse(
                    exchange,
                    new Problem(
                            415, "Unsupported media type", "Send text/plain, message/rfc822 or application/json.", 0));
            return Optional.empty();
        }
        if (pasted.text().length == 0) {
            refuse(exchange, Problem.unusable("The body is empty; send the text to be explained."));
            return Optional.empty();
        }
        return Optional.of(pasted);
    }

    private Optional<DomainName> domain(Exchange exchange) {
        String segment = exchange.segment("domain").strip();
        Optional<DomainName> domain = CheckText.domain(segment)
                .or(() -> DomainName.parse(segment).filter(name -> !name.isRoot() && name.labelCount() == 1));
        if (domain.isEmpty()) {
            refuse(exchange, Problem.unusable(CheckText.wrong(segment)));
        }
        return domain;
    }

    private void check(Exchange exchange) {
        Optional<DomainName> domain = domain(exchange);
        if (domain.isEmpty()) {
            return;
        }
        CheckQuery query = CheckQuery.of(exchange);
        Optional<Problem> problem = query.problem();
        if (problem.isPresent()) {
            refuse(exchange, problem.get());
            return;
        }
        send(
                exchange,
                checks.runOnce(
                        client(exchange),
                        query.key(domain.get()),
                        () -> engine.check(domain.get(), query.options(), Engine.Watch.NONE)));
    }

    private void spf(Exchange exchange) {
        domain(exchange)
                .ifPresent(domain -> send(
                        exchange,
                        checks.runOnce(
                                client(exchange), "spf " + domain, () -> engine.spfShow(domain, Engine.Watch.NONE))));
    }

    private void ofJson(Exchange exchange, Checks.Entry.Open entry, byte[] body, boolean eval) {
        parse(exchange, body)
                .ifPresent(request -> answer(
                        exchange,
                        entry,
                        () -> eval
                                ? engine.spfEval(request, Engine.Watch.NONE)
                                : engine.spfFix(request, Engine.Watch.NONE)));
    }

    private Optional<JsonNode> parse(Exchange exchange, byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            if (node != null && node.isObject()) {
                return Optional.of(node);
            }
        } catch (JacksonException e) {
            // Falls through: what is no JSON and what is JSON of another form get the same answer.
        }
        refuse(exchange, Problem.unusable("The body is not a JSON object."));
        return Optional.empty();
    }

    private void answer(Exchange exchange, Checks.Entry.Open entry, Supplier<Engine.Answer> check) {
        send(exchange, checks.run(entry, check));
    }

    private void send(Exchange exchange, Checks.Outcome outcome) {
        allowOrigin(exchange);
        switch (outcome) {
            case Checks.Outcome.Refused(Problem problem) -> exchange.problem(problem);
            case Checks.Outcome.Done(Engine.Answer answer) -> exchange.send(200, "application/json", answer.json());
        }
    }

    private void refuse(Exchange exchange, Problem problem) {
        allowOrigin(exchange);
        exchange.problem(problem);
    }

    private IpPrefix client(Exchange exchange) {
        return clients.networkOf(exchange.request());
    }

    private static String field(JsonNode node, String name) {
        JsonNode field = node.get(name);
        return field != null && field.isString() ? field.stringValue() : "";
    }

    /// CORS is off unless origins were named; then exactly these, never `*`, and without credentials.
    private void allowOrigin(Exchange exchange) {
        String origin = exchange.header(HeaderNames.ORIGIN);
        if (!origin.isEmpty() && settings.cors().contains(origin)) {
            exchange.response().header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            exchange.response().header(HeaderNames.VARY, "Origin");
            exchange.response().header(HeaderNames.create("Cross-Origin-Resource-Policy"), "cross-origin");
        }
    }

    private void preflight(Exchange exchange) {
        if (!settings.cors().contains(exchange.header(HeaderNames.ORIGIN)) && Site.preflight(exchange)) {
            exchange.problem(Problem.otherSite());
            return;
        }
        allowOrigin(exchange);
        exchange.response().header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
        exchange.response().header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type");
        exchange.response().status(204);
        exchange.response().send();
    }

    private static void openApi(Exchange exchange) throws IOException {
        file(exchange, "/org/whybounce/web/openapi.json", "application/json");
    }

    private static void schema(Exchange exchange) throws IOException {
        String name = exchange.segment("name");
        if (SCHEMAS.contains(name)) {
            file(exchange, "/org/whybounce/schema/" + name, "application/schema+json");
        } else {
            exchange.problem(Problem.notFound());
        }
    }

    private static void file(Exchange exchange, String resource, String type) throws IOException {
        try (InputStream in = Engine.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            Headers.keep(exchange, 3600, false);
            exchange.send(200, type, in.readAllBytes());
        }
    }
}
