package org.whybounce.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dns.DomainName;
import org.whybounce.web.http.ClientAddress;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.Headers;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Routes;
import org.whybounce.web.page.AnswerPage;
import org.whybounce.web.page.DonePage;
import org.whybounce.web.page.Example;
import org.whybounce.web.page.Head;
import org.whybounce.web.page.Piece;

/// Answers that a link leads to: whether a change has been made, what a receiver's link means, a built-in example, a
/// record without some of its terms. Nothing is stored for any of them.
final class LinkRoutes {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Settings settings;
    private final Engine engine;
    private final Checks checks;
    private final ClientAddress clients;
    private final Pages pages;

    LinkRoutes(Settings settings, Engine engine, Checks checks, ClientAddress clients, Pages pages) {
        this.settings = settings;
        this.engine = engine;
        this.checks = checks;
        this.clients = clients;
        this.pages = pages;
    }

    void add(Routes routes) {
        routes.get("/done", this::done)
                .get("/why", this::why)
                .get("/Why", this::why)
                .get("/why.html", this::why)
                .get("/examples/{slug}", this::example)
                .get("/plan/{domain}", this::plan);
    }

    private void done(Exchange exchange) {
        Optional<DoneQuery> query = DoneQuery.of(exchange);
        if (query.isEmpty()) {
            Site.problem(
                    pages, exchange, Problem.unusable("This link is not complete; take it from the answer again."));
            return;
        }
        DoneQuery asked = query.get();
        if (asked.ended(LocalDate.now(ZoneOffset.UTC))) {
            pages.send(
                    exchange,
                    410,
                    "message",
                    Map.of(
                            "head",
                            Head.once("This link has ended", "/"),
                            "heading",
                            "This link has ended",
                            "words",
                            "It answered for seven days. Email Check of " + asked.domain()
                                    + " shows how the records stand now."));
            return;
        }
        switch (checks.run(clients.networkOf(exchange.request()), () -> engine.seen(asked, Engine.Watch.NONE))) {
            case Checks.Outcome.Refused(Problem problem) -> Site.problem(pages, exchange, problem);
            case Checks.Outcome.Done(Engine.Answer answer) -> {
                Piece doc = new Piece(answer.document());
                String until = doc.has("cachedSeconds")
                        ? TIME.format(Instant.now()
                                        .plus(Duration.ofSeconds(doc.number("cachedSeconds")))
                                        .atOffset(ZoneOffset.UTC))
                                + " UTC"
                        : "";
                String again = exchange.request().prologue().query().rawValue();
                DonePage page = new DonePage(doc, "/done?" + again, until);
                pages.send(exchange, 200, "done", Map.of("head", Head.once(page.headline(), "/"), "page", page));
            }
        }
    }

    private void why(Exchange exchange) {
        String raw = exchange.request().prologue().query().rawValue();
        WhyQuery query = WhyQuery.of(raw);
        if (!query.wrong().isEmpty()) {
            pages.send(
                    exchange,
                    raw.isEmpty() ? 200 : 400,
                    "why",
                    Map.of(
                            "head",
                            Head.found(
                                    "Why was this mail rejected by SPF? - whybounce",
                                    "The sender's side of an SPF refusal: which server was checked for which domain, and"
                                            + " the change that makes it pass.",
                                    "/",
                                    settings.publicUrl() + "/why"),
                            "wrong",
                            raw.isEmpty() ? "" : query.wrong(),
                            "id",
                            query.id(),
                            "ip",
                            query.ip()));
            return;
        }
        byte[] text = query.refusal().getBytes(StandardCharsets.UTF_8);
        PastePost post = new PastePost(text, query.known(), "", "", "", Optional.empty());
        switch (checks.run(
                clients.networkOf(exchange.request()),
                () -> engine.explain(text, query.known(), "", Engine.Watch.NONE))) {
            case Checks.Outcome.Refused(Problem problem) -> Site.problem(pages, exchange, problem);
            case Checks.Outcome.Done(Engine.Answer answer) -> {
                AnswerPage page = AnswerRoutes.page(answer, post, settings.share(), settings.publicUrl(), query.path());
                pages.send(exchange, 200, "explain", AnswerRoutes.shown(page));
            }
        }
    }

    /// An example answers at once, from the DNS that comes with it: the same for everyone, so caches may keep it.
    private void example(Exchange exchange) {
        Optional<Example> found = Example.find(exchange.segment("slug"));
        if (found.isEmpty()) {
            Site.problem(pages, exchange, Problem.notFound());
            return;
        }
        Example example = found.get();
        byte[] text = example.text().getBytes(StandardCharsets.UTF_8);
        PastePost post =
                new PastePost(text, Engine.Known.NOTHING, "", example.slug(), example.zone(), Optional.empty());
        String place = "/examples/" + example.slug();
        switch (checks.runOnce(
                clients.networkOf(exchange.request()),
                "example " + example.slug(),
                () -> engine.explain(text, Engine.Known.NOTHING, example.zone(), Engine.Watch.NONE))) {
            case Checks.Outcome.Refused(Problem problem) -> Site.problem(pages, exchange, problem);
            case Checks.Outcome.Done(Engine.Answer answer) -> {
                Headers.keep(exchange, 3600, false);
                // What was kept holds the document without the paste.
                AnswerPage page = AnswerRoutes.page(
                        answer.text().isEmpty() ? answer.with(example.text()) : answer,
                        post,
                        settings.share(),
                        settings.publicUrl(),
                        place);
                Head head = Head.found(
                        example.title() + ": " + page.title() + " - whybounce",
                        described("An example: " + page.headline()),
                        "/",
                        settings.publicUrl() + place);
                pages.send(exchange, 200, "explain", Map.of("head", head, "page", page));
            }
        }
    }

    private static String described(String words) {
        return words.length() <= MOST_DESCRIPTION
                ? words
                : words.substring(0, MOST_DESCRIPTION - 3).stripTrailing() + "...";
    }

    /// Characters that search engines show of a description.
    private static final int MOST_DESCRIPTION = 190;

    private void plan(Exchange exchange) {
        Optional<DomainName> domain =
                DomainName.parse(exchange.segment("domain").strip()).filter(name -> name.labelCount() > 1);
        if (domain.isEmpty()) {
            Site.problem(pages, exchange, Problem.unusable("That is not a domain name, such as example.org."));
            return;
        }
        // A form sends the ticks that are set, a link names what goes.
        boolean kept = exchange.query("of").equals("all");
        List<String> given = exchange.queries(kept ? "keep" : "without");
        Set<String> named = new LinkedHashSet<>(given.subList(0, Math.min(given.size(), MOST_TERMS)));
        switch (checks.run(
                clients.networkOf(exchange.request()),
                () -> engine.plan(domain.get(), named, kept, Engine.Watch.NONE))) {
            case Checks.Outcome.Refused(Problem problem) -> Site.problem(pages, exchange, problem);
            case Checks.Outcome.Done(Engine.Answer answer) ->
                pages.send(
                        exchange,
                        200,
                        "plan",
                        Map.of(
                                "head",
                                Head.once("The SPF record of " + domain.get() + ", term by term", "/check"),
                                "doc",
                                new Piece(answer.document())));
        }
    }

    /// Terms that can be taken out at once; no record that people wrote has more.
    private static final int MOST_TERMS = 60;
}
