package org.whybounce.web;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpPrefix;
import org.whybounce.web.http.ClientAddress;
import org.whybounce.web.http.EventStream;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.Headers;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Routes;
import org.whybounce.web.page.AnswerPage;
import org.whybounce.web.page.CheckPage;
import org.whybounce.web.page.DoneLink;
import org.whybounce.web.page.Example;
import org.whybounce.web.page.Head;
import org.whybounce.web.page.HeadersPage;
import org.whybounce.web.page.MarkedText;
import org.whybounce.web.page.Piece;

/// The pages that answer: the box, Email Check, Email Header Analyzer.
final class AnswerRoutes {
    private final Settings settings;
    private final Engine engine;
    private final Checks checks;
    private final ClientAddress clients;
    private final Pages pages;
    private final BulkRoutes bulk;

    AnswerRoutes(Settings settings, Engine engine, Checks checks, ClientAddress clients, Pages pages, BulkRoutes bulk) {
        this.bulk = bulk;
        this.settings = settings;
        this.engine = engine;
        this.checks = checks;
        this.clients = clients;
        this.pages = pages;
    }

    void add(Routes routes) {
        routes.get("/", this::front)
                .get("/explain", this::lost)
                .post("/explain", exchange -> posted(exchange, this::explain))
                .get("/headers", this::headersBox)
                .post("/headers", exchange -> posted(exchange, this::headers))
                .get("/check", this::checkBox)
                .get("/check/{domain}", this::check);
    }

    private void front(Exchange exchange) {
        Optional<Example> example = Example.find(exchange.query("example"));
        if (example.isEmpty()) {
            Headers.keep(exchange, 300, false);
        }
        Head head = Head.found(
                "550 5.7.1 bounce explained: why mail was refused and how to fix it - whybounce",
                "Paste a bounce, a refusal such as 550 5.7.1, mail headers or a domain."
                        + " See the true cause, whose side it is, and the exact DNS record that fixes it, proven.",
                "/",
                settings.publicUrl() + "/");
        pages.send(
                exchange,
                200,
                "front",
                Map.of(
                        "head",
                        head,
                        "text",
                        example.map(Example::text).orElse(""),
                        "example",
                        example.map(Example::slug).orElse(""),
                        "examples",
                        Example.ALL));
    }

    /// The address of an answer, without one: the script puts back what the tab made, without it there is a box.
    private void lost(Exchange exchange) {
        pages.send(exchange, 200, "lost", Map.of("head", Head.once("Your answer", "/"), "action", "/explain"));
    }

    private void headersBox(Exchange exchange) {
        Headers.keep(exchange, 300, false);
        Head head = Head.found(
                "Email Header Analyzer: hops, delays, SPF, DKIM, DMARC - whybounce",
                "Paste mail headers. See the way the mail took with times, who it is really from,"
                        + " and what SPF, DKIM and DMARC say about it.",
                "/headers",
                settings.publicUrl() + "/headers");
        pages.send(exchange, 200, "headers-box", Map.of("head", head, "text", ""));
    }

    private void checkBox(Exchange exchange) {
        String domain = exchange.query("domain").strip();
        if (!domain.isEmpty()) {
            CheckText text = CheckText.of(domain);
            Optional<String> code = CheckText.code(domain);
            if (text.domain().isEmpty() && code.isPresent()) {
                exchange.seeOther("/codes/" + code.get());
                return;
            }
            CheckQuery query = CheckQuery.of(exchange).with(text.ips());
            exchange.seeOther(query.path(text.domain().map(DomainName::toString).orElse(domain)));
            return;
        }
        Headers.keep(exchange, 300, false);
        Head head = Head.found(
                "Email Check: SPF, DKIM, DMARC, MX and reverse DNS of a domain - whybounce",
                "One pass over all that receivers ask DNS about a domain: SPF with its lookups counted,"
                        + " DMARC, DKIM, MX, reverse DNS. Each finding with its meaning.",
                "/check",
                settings.publicUrl() + "/check");
        pages.send(exchange, 200, "check-box", Map.of("head", head));
    }

    private void check(Exchange exchange) {
        String segment = exchange.segment("domain").strip();
        Optional<String> code = CheckText.code(segment);
        Optional<DomainName> parsed = CheckText.domain(segment)
                .or(() -> DomainName.parse(segment).filter(name -> !name.isRoot() && name.labelCount() == 1));
        if (parsed.isEmpty() && code.isPresent() && exchange.wantsEvents()) {
            elsewhere(exchange, "/codes/" + code.get());
            return;
        }
        if (parsed.isEmpty()) {
            problem(exchange, Problem.unusable(CheckText.wrong(segment)));
            return;
        }
        DomainName domain = parsed.get();
        CheckQuery query = CheckQuery.of(exchange);
        Optional<Problem> wrong = query.problem();
        if (wrong.isPresent()) {
            problem(exchange, wrong.get());
            return;
        }
        IpPrefix client = clients.networkOf(exchange.request());
        answer(
                exchange,
                watch -> checks.runOnce(client, query.key(domain), () -> engine.check(domain, query.options(), watch)),
                answer -> pages.render(
                        "check",
                        Map.of(
                                "head",
                                Head.once("Email Check of " + domain, "/check"),
                                "page",
                                new CheckPage(
                                        new Piece(answer.document()),
                                        new Piece(answer.tree()),
                                        domain.toString(),
                                        String.join(" ", query.selectors()),
                                        String.join(" ", query.ips())))));
    }

    /// What is done with a paste that was read.
    private interface Answering {
        void answer(Exchange exchange, Checks.Entry.Open entry, PastePost post);
    }

    private void posted(Exchange exchange, Answering answering) {
        switch (checks.enter(clients.networkOf(exchange.request()))) {
            case Checks.Entry.Refused(Problem problem) -> problem(exchange, problem);
            case Checks.Entry.Open entry -> {
                try (entry) {
                    switch (PastePost.read(exchange, settings.limits(), checks, entry)) {
                        case PastePost.Read.Refused(Problem problem) -> problem(exchange, problem);
                        case PastePost.Read.Done(PastePost post) -> answering.answer(exchange, entry, post);
                    }
                }
            }
        }
    }

    private void explain(Exchange exchange, Checks.Entry.Open entry, PastePost post) {
        Optional<DomainName> domain = engine.domainIn(post.bytes());
        if (domain.isPresent()) {
            elsewhere(exchange, CheckQuery.NONE.path(domain.get().toString()));
            return;
        }
        List<DomainName> domains = engine.domainsIn(post.bytes());
        if (!domains.isEmpty()) {
            bulk.begin(exchange, domains);
            return;
        }
        answer(
                exchange,
                watch -> checks.run(entry, () -> engine.explain(post.bytes(), post.known(), post.zone(), watch)),
                answer ->
                        pages.render("explain", shown(page(answer, post, settings.share(), settings.publicUrl(), ""))));
    }

    private void headers(Exchange exchange, Checks.Entry.Open entry, PastePost post) {
        answer(
                exchange,
                watch -> checks.run(entry, () -> engine.headers(post.bytes(), post.boundary(), watch)),
                answer -> pages.render(
                        "headers",
                        Map.of(
                                "head",
                                Head.once("Header analysis", "/headers"),
                                "page",
                                new HeadersPage(
                                        new Piece(answer.document()),
                                        answer.text(),
                                        post.boundary().orElse(""),
                                        answer.text().length()
                                                <= settings.limits().pasteBytes()))));
    }

    /// Answers an example in every form that a request may ask for, for nobody.
    void train(Example example) {
        byte[] text = example.text().getBytes(StandardCharsets.UTF_8);
        PastePost post =
                new PastePost(text, Engine.Known.NOTHING, "", example.slug(), example.zone(), Optional.empty());
        Engine.Answer answer =
                checks.train(() -> engine.explain(text, Engine.Known.NOTHING, example.zone(), Engine.Watch.NONE));
        pages.render("explain", shown(page(answer, post, false, settings.publicUrl(), "")));
        answer.packed();
    }

    /// The verdict is the title: it is what a tab, a bookmark and a list of tabs show.
    static Map<String, Object> shown(AnswerPage page) {
        return Map.of("head", Head.once(page.title(), "/"), "page", page);
    }

    /// @param place the address under which the same answer can be had again; empty for a paste
    static AnswerPage page(Engine.Answer answer, PastePost post, boolean shareable, String site, String place) {
        Piece doc = new Piece(answer.document());
        return new AnswerPage(
                doc,
                new Piece(answer.tree()),
                answer.text(),
                MarkedText.of(answer.text(), doc.list("checks")),
                post.known(),
                post.wrong(),
                post.made(),
                true,
                shareable,
                place,
                DoneLink.of(doc, LocalDate.now(ZoneOffset.UTC)),
                site);
    }

    /// The answer as a page, or as server-sent events: each DNS question when it is asked, then the page.
    private void answer(
            Exchange exchange, Function<Engine.Watch, Checks.Outcome> check, Function<Engine.Answer, byte[]> page) {
        if (!exchange.wantsEvents()) {
            switch (check.apply(Engine.Watch.NONE)) {
                case Checks.Outcome.Refused(Problem problem) -> problem(exchange, problem);
                case Checks.Outcome.Done(Engine.Answer answer) -> exchange.html(200, page.apply(answer));
            }
            return;
        }
        EventStream stream = new EventStream(exchange);
        switch (check.apply(question -> stream.send("question", question.toString()))) {
            case Checks.Outcome.Refused(Problem problem) -> {
                if (stream.begun()) {
                    stream.send("page", new String(refusal(problem), StandardCharsets.UTF_8));
                } else {
                    // With its own status; the script tells the sentence beside the box.
                    exchange.problem(problem);
                }
            }
            case Checks.Outcome.Done(Engine.Answer answer) ->
                stream.send("page", new String(page.apply(answer), StandardCharsets.UTF_8));
        }
        stream.close();
    }

    static void elsewhere(Exchange exchange, String path) {
        if (exchange.wantsEvents()) {
            EventStream stream = new EventStream(exchange);
            stream.send("go", path);
            stream.close();
        } else {
            exchange.seeOther(path);
        }
    }

    private byte[] refusal(Problem problem) {
        return pages.render("problem", Map.of("head", Head.once(problem.title(), ""), "problem", problem));
    }

    private void problem(Exchange exchange, Problem problem) {
        Site.problem(pages, exchange, problem);
    }
}
