package org.whybounce.web;

import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpPrefix;
import org.whybounce.web.http.ClientAddress;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.FormBody;
import org.whybounce.web.http.Headers;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Routes;
import org.whybounce.web.page.AnswerPage;
import org.whybounce.web.page.Example;
import org.whybounce.web.page.Head;
import org.whybounce.web.page.MarkedText;
import org.whybounce.web.page.Piece;

/// The pages that answer: the box, Email Check, Email Header Analyzer.
final class AnswerRoutes {
    private final Settings settings;
    private final Engine engine;
    private final Checks checks;
    private final ClientAddress clients;
    private final Pages pages;

    AnswerRoutes(Settings settings, Engine engine, Checks checks, ClientAddress clients, Pages pages) {
        this.settings = settings;
        this.engine = engine;
        this.checks = checks;
        this.clients = clients;
        this.pages = pages;
    }

    void add(Routes routes) {
        routes.get("/", this::front)
                .get("/explain", exchange -> exchange.seeOther("/"))
                .post("/explain", this::explain)
                .get("/headers", this::headersBox)
                .post("/headers", this::headers)
                .get("/check", this::checkBox)
                .get("/check/{domain}", this::check);
    }

    private void front(Exchange exchange) {
        String text = Example.find(exchange.query("example")).map(Example::text).orElse("");
        if (text.isEmpty()) {
            Headers.keep(exchange, 300, false);
        }
        Head head = Head.found(
                "550 5.7.1 bounce explained: why mail was refused and how to mend it - whybounce",
                "Paste a bounce, a refusal such as 550 5.7.1, mail headers or a domain."
                        + " See the true cause, whose side it is, and the exact DNS record that mends it, proven.",
                "/",
                settings.publicUrl() + "/");
        pages.send(exchange, 200, "front", Map.of("head", head, "text", text, "examples", Example.ALL));
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
            exchange.seeOther("/check/"
                    + URLEncoder.encode(domain, StandardCharsets.UTF_8).replace("+", "%20"));
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
        Optional<DomainName> domain =
                DomainName.parse(exchange.segment("domain").strip());
        if (domain.isEmpty() || domain.get().isRoot()) {
            problem(exchange, Problem.unusable("That is not a domain name, such as example.org."));
            return;
        }
        String name = domain.get().toString();
        Checks.Outcome outcome = checks.runOnce(
                clients.networkOf(exchange.request()),
                "check " + name,
                () -> engine.check(domain.get(), Engine.Watch.NONE));
        switch (outcome) {
            case Checks.Outcome.Refused(Problem problem) -> problem(exchange, problem);
            case Checks.Outcome.Done(Engine.Answer answer) ->
                pages.send(
                        exchange,
                        200,
                        "check",
                        Map.of(
                                "head",
                                Head.once("Email Check of " + name, "/check"),
                                "page",
                                new org.whybounce.web.page.CheckPage(new Piece(answer.document()), name)));
        }
    }

    private void explain(Exchange exchange) {
        posted(
                exchange,
                "explain",
                form -> {
                    Engine.Known known = known(form);
                    byte[] text = paste(form);
                    return watch -> engine.explain(text, known, watch);
                },
                (form, answer) -> Map.of(
                        "head", Head.once("Your answer", "/"),
                        "page", page(answer, known(form), settings.share())));
    }

    private void headers(Exchange exchange) {
        posted(
                exchange,
                "headers",
                form -> {
                    byte[] text = paste(form);
                    return watch -> engine.headers(text, watch);
                },
                (form, answer) -> Map.of(
                        "head",
                        Head.once("Header analysis", "/headers"),
                        "page",
                        new org.whybounce.web.page.HeadersPage(new Piece(answer.document()), answer.text())));
    }

    static AnswerPage page(Engine.Answer answer, Engine.Known known, boolean shareable) {
        Piece doc = new Piece(answer.document());
        return new AnswerPage(
                doc, answer.text(), MarkedText.of(answer.text(), doc.list("checks")), known, true, shareable);
    }

    static Engine.Known known(FormBody form) {
        return new Engine.Known(form.text("ip"), form.text("mailFrom"), form.text("helo"), form.text("fromDomain"));
    }

    /// The file if one was given, else the text of the box.
    static byte[] paste(FormBody form) {
        byte[] mail = form.bytes("mail");
        return mail.length > 0 ? mail : form.bytes("text");
    }

    /// What is asked of the engine once the form is read, and how the page is made of its answer.
    private interface Rendering {
        Map<String, Object> values(FormBody form, Engine.Answer answer);
    }

    private void posted(
            Exchange exchange,
            String template,
            Function<FormBody, Function<Engine.Watch, Engine.Answer>> asking,
            Rendering rendering) {
        Optional<byte[]> body = exchange.body(settings.limits().mailBytes() + 16 * 1024);
        if (body.isEmpty()) {
            problem(exchange, Problem.tooLarge(settings.limits().mailBytes()));
            return;
        }
        FormBody form = FormBody.read(exchange.header(HeaderNames.CONTENT_TYPE), body.get());
        if (paste(form).length == 0) {
            problem(exchange, Problem.unusable("Nothing was pasted."));
            return;
        }
        if (form.bytes("mail").length == 0
                && form.bytes("text").length > settings.limits().pasteBytes() * 2) {
            problem(exchange, Problem.tooLarge(settings.limits().pasteBytes()));
            return;
        }
        Function<Engine.Watch, Engine.Answer> check = asking.apply(form);
        IpPrefix client = clients.networkOf(exchange.request());
        if (exchange.wantsEvents()) {
            events(exchange, client, check, answer -> pages.render(template, rendering.values(form, answer)));
            return;
        }
        switch (checks.run(client, () -> check.apply(Engine.Watch.NONE))) {
            case Checks.Outcome.Refused(Problem problem) -> problem(exchange, problem);
            case Checks.Outcome.Done(Engine.Answer answer) ->
                pages.send(exchange, 200, template, rendering.values(form, answer));
        }
    }

    /// The answer as server-sent events: each DNS question when it is asked, then the page. The response begins with
    /// the
    /// first event, so a check that is refused still has its own status.
    private void events(
            Exchange exchange,
            IpPrefix client,
            Function<Engine.Watch, Engine.Answer> check,
            Function<Engine.Answer, byte[]> page) {
        EventStream stream = new EventStream(exchange);
        Checks.Outcome outcome =
                checks.run(client, () -> check.apply(question -> stream.send("question", question.toString())));
        switch (outcome) {
            case Checks.Outcome.Refused(Problem problem) -> {
                if (stream.begun()) {
                    stream.send("page", new String(refusal(problem), StandardCharsets.UTF_8));
                    stream.close();
                } else {
                    // A page with its status: the script shows it as it would the answer.
                    exchange.problem(problem);
                }
            }
            case Checks.Outcome.Done(Engine.Answer answer) -> {
                stream.send("page", new String(page.apply(answer), StandardCharsets.UTF_8));
                stream.close();
            }
        }
    }

    private byte[] refusal(Problem problem) {
        return pages.render("problem", Map.of("head", Head.once(problem.title(), ""), "problem", problem));
    }

    private void problem(Exchange exchange, Problem problem) {
        Site.problem(pages, exchange, problem);
    }

    /// Questions may be asked by several threads at once; events are written one after the other.
    private static final class EventStream {
        private final Exchange exchange;
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<OutputStream> out = Optional.empty();
        private boolean gone;

        EventStream(Exchange exchange) {
            this.exchange = exchange;
        }

        boolean begun() {
            return out.isPresent();
        }

        boolean send(String event, String data) {
            lock.lock();
            try {
                if (gone) {
                    return false;
                }
                if (out.isEmpty()) {
                    exchange.response().header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
                    exchange.response().header(HeaderNames.create("X-Accel-Buffering"), "no");
                    out = Optional.of(exchange.response().outputStream());
                }
                StringBuilder block = new StringBuilder(data.length() + 64);
                block.append("event: ").append(event).append('\n');
                data.lines().forEach(line -> block.append("data: ").append(line).append('\n'));
                block.append('\n');
                out.get().write(block.toString().getBytes(StandardCharsets.UTF_8));
                out.get().flush();
                return true;
            } catch (IOException | RuntimeException e) {
                // The person has closed the page: no more questions are asked for it.
                gone = true;
                return false;
            } finally {
                lock.unlock();
            }
        }

        void close() {
            lock.lock();
            try {
                if (out.isPresent() && !gone) {
                    out.get().close();
                }
            } catch (IOException | RuntimeException e) {
                gone = true;
            } finally {
                lock.unlock();
            }
        }
    }
}
