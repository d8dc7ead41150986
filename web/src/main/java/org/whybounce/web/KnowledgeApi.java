package org.whybounce.web;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.phrase.Codebook;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.dns.DomainName;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.web.http.ClientAddress;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.Headers;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Routes;
import org.whybounce.words.json.CodeJson;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.json.VendorJson;

/// The knowledge as routes of the API: codes and sending services; and whether a change has been made.
final class KnowledgeApi {
    /// Seconds for which caches may keep what changes only with a new version.
    private static final int KEEP = 3600;

    private final Engine engine;
    private final Checks checks;
    private final ClientAddress clients;
    private final VendorDirectory vendors = VendorDirectory.builtIn();

    KnowledgeApi(Engine engine, Checks checks, ClientAddress clients) {
        this.engine = engine;
        this.checks = checks;
        this.clients = clients;
    }

    void add(Routes routes) {
        routes.get("/api/v1/codes/{code}", KnowledgeApi::code)
                .get("/api/v1/vendors", this::list)
                .get("/api/v1/vendors/{key}", this::vendor)
                .get("/api/v1/done", this::done);
    }

    private static void code(Exchange exchange) {
        String word = exchange.segment("code").strip().toLowerCase(Locale.ROOT);
        Codebook book = Codebook.standard();
        CodeJson json = new CodeJson();
        if (word.length() == 3
                && word.chars().allMatch(c -> c >= '0' && c <= '9')
                && "2345".indexOf(word.charAt(0)) >= 0) {
            int reply = Integer.parseInt(word);
            json.put(reply, book.find(reply));
        } else {
            boolean anyClass = word.startsWith("x.");
            Optional<EnhancedStatus> status = EnhancedStatus.parse(anyClass ? "5" + word.substring(1) : word);
            if (status.isEmpty()) {
                exchange.problem(
                        Problem.unusable("A code is three digits, such as 550, or three numbers, such as 5.7.1."));
                return;
            }
            json.put(
                    status.get(),
                    anyClass,
                    book.find(status.get()),
                    Phrasebook.standard().withCode(status.get(), anyClass));
        }
        Headers.keep(exchange, KEEP, false);
        exchange.send(200, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void list(Exchange exchange) {
        String q = exchange.query("q").strip();
        List<Vendor> found = q.isEmpty()
                ? vendors.vendors()
                : vendors.vendors().stream()
                        .filter(vendor -> vendor.name().toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT)))
                        .toList();
        Headers.keep(exchange, KEEP, false);
        exchange.json(200, JsonDocument.pretty(VendorJson.list(found)));
    }

    private void vendor(Exchange exchange) {
        String key = exchange.segment("key");
        Optional<Vendor> vendor = VendorJson.find(vendors, key);
        if (vendor.isEmpty()) {
            exchange.problem(Problem.notFound());
            return;
        }
        String asked = exchange.query("domain").strip();
        if (asked.isEmpty()) {
            Headers.keep(exchange, KEEP, false);
            exchange.json(200, JsonDocument.pretty(VendorJson.one(vendor.get())));
            return;
        }
        Optional<DomainName> domain = CheckText.domain(asked);
        if (domain.isEmpty()) {
            exchange.problem(Problem.unusable("'domain' is no domain name, such as example.org."));
            return;
        }
        answer(exchange, () -> engine.service(key, domain.get(), Engine.Watch.NONE));
    }

    private void done(Exchange exchange) {
        Optional<DoneQuery> query = DoneQuery.of(exchange);
        if (query.isEmpty() || query.get().ended(LocalDate.now(ZoneOffset.UTC))) {
            exchange.problem(Problem.unusable("'domain' is missing, or another parameter cannot be read."));
            return;
        }
        answer(exchange, () -> engine.seen(query.get(), Engine.Watch.NONE));
    }

    private void answer(Exchange exchange, Supplier<Engine.Answer> check) {
        switch (checks.run(clients.networkOf(exchange.request()), check)) {
            case Checks.Outcome.Refused(Problem problem) -> exchange.problem(problem);
            case Checks.Outcome.Done(Engine.Answer answer) -> exchange.send(200, "application/json", answer.json());
        }
    }
}
