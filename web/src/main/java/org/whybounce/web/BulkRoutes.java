package org.whybounce.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpPrefix;
import org.whybounce.row.DomainRow;
import org.whybounce.web.bulk.Before;
import org.whybounce.web.bulk.BulkForms;
import org.whybounce.web.bulk.BulkList;
import org.whybounce.web.bulk.BulkRun;
import org.whybounce.web.bulk.BulkRuns;
import org.whybounce.web.http.ClientAddress;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.FormBody;
import org.whybounce.web.http.Headers;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Routes;
import org.whybounce.web.page.BulkPage;
import org.whybounce.web.page.Head;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.json.RowJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Many domains at once: the page whose table fills while the run goes on, and the same for programs.
///
/// A run counts as one check of its client and holds one place; how many of them there may be is the matter of
/// [BulkRuns]. The page's run goes on without a request and is looked at under a name that nobody guesses; a program's
/// lives for its request and is not kept.
final class BulkRoutes {
    private static final JsonMapper JSON = new JsonMapper();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private static final HeaderName DISPOSITION = HeaderNames.create("Content-Disposition");

    /// Seconds after which a server of whose places none is free may have one.
    private static final int SOON = 20;

    private final Settings settings;
    private final Engine engine;
    private final Checks checks;
    private final ClientAddress clients;
    private final Pages pages;
    private final BulkRuns runs;

    BulkRoutes(Settings settings, Engine engine, Checks checks, ClientAddress clients, Pages pages, BulkRuns runs) {
        this.settings = settings;
        this.engine = engine;
        this.checks = checks;
        this.clients = clients;
        this.pages = pages;
        this.runs = runs;
    }

    void add(Routes routes) {
        routes.get("/bulk", this::box)
                .post("/bulk", this::post)
                .get("/bulk/{id}", this::show)
                .get("/bulk/{id}/rows.csv", exchange -> take(exchange, "csv"))
                .get("/bulk/{id}/rows.json", exchange -> take(exchange, "json"))
                .get("/bulk/{id}/rows.jsonl", exchange -> take(exchange, "jsonl"))
                .post("/api/v1/bulk", this::program);
    }

    private void box(Exchange exchange) {
        Headers.keep(exchange, 300, false);
        pages.send(exchange, 200, "bulk-box", box("", ""));
    }

    private Map<String, Object> box(String text, String wrong) {
        Head head = Head.found(
                "Check many domains at once: SPF, DMARC and MX of up to 500 - whybounce",
                "Paste or upload up to " + runs.limits().domains() + " domains. A table shows which of them receivers"
                        + " refuse and why, the worst first; take it away as CSV or JSON, and see next time what changed.",
                "/check",
                settings.publicUrl() + "/bulk");
        return Map.of(
                "head",
                head,
                "text",
                text,
                "wrong",
                wrong,
                "most",
                runs.limits().domains());
    }

    private void post(Exchange exchange) {
        IpPrefix client = clients.networkOf(exchange.request());
        switch (checks.enter(client)) {
            case Checks.Entry.Refused(Problem problem) -> Site.problem(pages, exchange, problem);
            case Checks.Entry.Open entry -> {
                Optional<FormBody> form;
                try (entry) {
                    form = form(exchange, entry);
                }
                form.ifPresent(fields -> start(exchange, client, fields));
            }
        }
    }

    private Optional<FormBody> form(Exchange exchange, Checks.Entry.Open entry) {
        return switch (checks.body(exchange, entry, 2 * runs.limits().bytes())) {
            case Exchange.Received.Refused refused -> {
                Site.problem(pages, exchange, refused.problem());
                yield Optional.empty();
            }
            case Exchange.Received.Whole(byte[] body) ->
                Optional.of(FormBody.read(exchange.header(HeaderNames.CONTENT_TYPE), body));
        };
    }

    private void start(Exchange exchange, IpPrefix client, FormBody form) {
        Optional<BulkRun> again = runs.find(form.text("again"));
        String text = form.text("domains") + "\n" + new String(form.bytes("list"), StandardCharsets.UTF_8);
        BulkList list = again.map(BulkRun::list).orElseGet(() -> list(text));
        if (list.isEmpty()) {
            pages.send(
                    exchange,
                    400,
                    "bulk-box",
                    box(form.text("domains"), "No domain stands in this list. One a line, such as example.org."));
            return;
        }
        byte[] file = form.bytes("before");
        Before before = again.map(BulkRun::asBefore).orElseGet(() -> Before.read(file));
        if (file.length > 0 && before.codes().isEmpty()) {
            pages.send(
                    exchange,
                    400,
                    "bulk-box",
                    box(
                            form.text("domains"),
                            "The file of last time could not be read: give the CSV or JSON that was taken away here."));
            return;
        }
        begin(exchange, client, list, before);
    }

    /// Starts a run and sends the browser to its page.
    private void begin(Exchange exchange, IpPrefix client, BulkList list, Before before) {
        switch (runs.enter(client)) {
            case BulkRuns.Place.Enough _ -> Site.problem(pages, exchange, enough());
            case BulkRuns.Place.Busy _ -> Site.problem(pages, exchange, busy());
            case BulkRuns.Place.Given(Runnable giveBack) -> {
                switch (checks.enter(client)) {
                    case Checks.Entry.Refused(Problem problem) -> {
                        giveBack.run();
                        Site.problem(pages, exchange, problem);
                    }
                    case Checks.Entry.Open entry -> {
                        BulkRun run = runs.open(list, before);
                        runs.keep(run);
                        Thread.ofVirtual().name("bulk").start(() -> {
                            try (entry) {
                                fill(run, entry, run::add);
                            } finally {
                                giveBack.run();
                            }
                        });
                        elsewhere(exchange, "/bulk/" + run.id());
                    }
                }
            }
        }
    }

    /// The same for a list that was pasted into the box for bounces.
    void begin(Exchange exchange, List<DomainName> names) {
        StringBuilder text = new StringBuilder();
        names.forEach(name -> text.append(name).append('\n'));
        begin(exchange, clients.networkOf(exchange.request()), list(text.toString()), Before.NOTHING);
    }

    private static void elsewhere(Exchange exchange, String path) {
        AnswerRoutes.elsewhere(exchange, path);
    }

    private BulkList list(String text) {
        return BulkList.of(text, CheckText::domain, runs.limits().domains());
    }

    private void fill(BulkRun run, Checks.Entry.Open entry, Engine.Rows.Taker taker) {
        Engine.Rows rows = new Engine.Rows(run.list().names(), runs.limits(), taker, run::unasked);
        try {
            switch (checks.run(entry, () -> engine.rows(rows))) {
                case Checks.Outcome.Refused(Problem problem) ->
                    run.end(List.of("It could not be run now: " + problem.detail()));
                case Checks.Outcome.Done(Engine.Answer answer) ->
                    run.end(answer.document()
                            .path("limits")
                            .valueStream()
                            .map(limit -> limit.asString(""))
                            .toList());
            }
        } catch (RuntimeException e) {
            run.end(List.of("It ended early by a fault of this server; what stands here is right."));
            throw e;
        }
    }

    private Optional<BulkRun> found(Exchange exchange) {
        Optional<BulkRun> run = runs.find(exchange.segment("id"));
        if (run.isEmpty()) {
            pages.send(
                    exchange,
                    404,
                    "message",
                    Map.of(
                            "head",
                            Head.once("This table is no longer kept", "/check"),
                            "heading",
                            "This table is no longer kept",
                            "words",
                            "A list and what was found are kept for "
                                    + runs.limits().kept().toMinutes()
                                    + " minutes and then forgotten. Run it again from the page of many domains."));
        }
        return run;
    }

    private void show(Exchange exchange) {
        found(exchange).ifPresent(run -> {
            String only = exchange.query("only");
            BulkPage page = new BulkPage(
                    run,
                    only.equals(BulkPage.ERRORS) || only.equals(BulkPage.CHANGED) ? only : "",
                    exchange.query("sort").equals("name"),
                    TIME.format(run.began().plus(runs.limits().kept()).atOffset(ZoneOffset.UTC)) + " UTC");
            pages.send(exchange, 200, "bulk", Map.of("head", Head.once(page.headline(), "/check"), "page", page));
        });
    }

    private void take(Exchange exchange, String form) {
        found(exchange).ifPresent(run -> {
            exchange.response()
                    .header(
                            DISPOSITION,
                            "attachment; filename=\"domains-"
                                    + run.began().atOffset(ZoneOffset.UTC).toLocalDate() + "." + form + "\"");
            switch (form) {
                case "csv" -> exchange.send(200, "text/csv; charset=utf-8", bytes(BulkForms.csv(run)));
                case "jsonl" -> exchange.send(200, "application/x-ndjson", bytes(BulkForms.lines(run)));
                default -> exchange.send(200, "application/json", JsonDocument.bytes(BulkForms.json(run)));
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Problem enough() {
        return new Problem(
                429, "Too many runs", "Your network has run enough lists for this hour. Try again later.", 600);
    }

    private static Problem busy() {
        return new Problem(503, "Busy", "Enough lists are being checked here. Try again in " + SOON + " s.", SOON);
    }

    /// `text/plain`, one domain a line, or JSON with `domains` and, to see what changed, `before`. Answers when all is
    /// done; to who takes `application/x-ndjson`, each row when it is there.
    private void program(Exchange exchange) {
        IpPrefix client = clients.networkOf(exchange.request());
        switch (checks.enter(client)) {
            case Checks.Entry.Refused(Problem problem) -> exchange.problem(problem);
            case Checks.Entry.Open entry -> {
                try (entry) {
                    switch (checks.body(exchange, entry, runs.limits().bytes())) {
                        case Exchange.Received.Refused refused -> exchange.problem(refused.problem());
                        case Exchange.Received.Whole(byte[] body) -> program(exchange, client, entry, body);
                    }
                }
            }
        }
    }

    private record Wanted(BulkList list, Before before) {}

    private void program(Exchange exchange, IpPrefix client, Checks.Entry.Open entry, byte[] body) {
        Optional<Wanted> wanted = wanted(exchange, body);
        if (wanted.isEmpty() || wanted.get().list().isEmpty()) {
            exchange.problem(Problem.unusable(
                    wanted.isEmpty()
                            ? "The body is not a JSON object with 'domains', a list of texts."
                            : "No domain stands in the body: send one a line, such as example.org."));
            return;
        }
        BulkList list = wanted.get().list();
        if (list.beyond() > 0) {
            exchange.problem(Problem.unusable("At most " + runs.limits().domains()
                    + " domains are checked at once; there are " + (list.names().size() + list.beyond()) + "."));
            return;
        }
        switch (runs.enter(client)) {
            case BulkRuns.Place.Enough _ -> exchange.problem(enough());
            case BulkRuns.Place.Busy _ -> exchange.problem(busy());
            case BulkRuns.Place.Given(Runnable giveBack) -> {
                try {
                    BulkRun run = runs.open(list, wanted.get().before());
                    if (exchange.header(HeaderNames.ACCEPT).contains("application/x-ndjson")) {
                        streamed(exchange, entry, run);
                    } else {
                        fill(run, entry, run::add);
                        exchange.send(200, "application/json", JsonDocument.bytes(BulkForms.json(run)));
                    }
                } finally {
                    giveBack.run();
                }
            }
        }
    }

    private Optional<Wanted> wanted(Exchange exchange, byte[] body) {
        String type = exchange.header(HeaderNames.CONTENT_TYPE).toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json")) {
            return Optional.of(new Wanted(list(new String(body, StandardCharsets.UTF_8)), Before.NOTHING));
        }
        try {
            JsonNode node = JSON.readTree(body);
            if (node == null || !node.path("domains").isArray()) {
                return Optional.empty();
            }
            StringBuilder lines = new StringBuilder();
            node.path("domains")
                    .forEach(name ->
                            lines.append(name.asString("").replace('\n', ' ')).append('\n'));
            byte[] before = node.has("before") ? JsonDocument.bytes(node.path("before")) : new byte[0];
            return Optional.of(new Wanted(list(lines.toString()), Before.read(before)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Each row as soon as it is there. Who leaves ends the run.
    private void streamed(Exchange exchange, Checks.Entry.Open entry, BulkRun run) {
        exchange.response().header(HeaderNames.CONTENT_TYPE, "application/x-ndjson");
        ReentrantLock lock = new ReentrantLock();
        try (OutputStream out = exchange.response().outputStream()) {
            fill(run, entry, row -> run.add(row) && written(out, lock, row));
        } catch (IOException e) {
            run.leave();
        }
    }

    private static boolean written(OutputStream out, ReentrantLock lock, DomainRow row) {
        lock.lock();
        try {
            out.write(bytes(RowJson.row(row) + "\n"));
            out.flush();
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }
}
