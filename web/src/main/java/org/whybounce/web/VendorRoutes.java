package org.whybounce.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.whybounce.dns.DomainName;
import org.whybounce.web.guide.Guide;
import org.whybounce.web.guide.Library;
import org.whybounce.web.http.ClientAddress;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.Headers;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Routes;
import org.whybounce.web.page.Head;
import org.whybounce.web.page.LinkGroup;
import org.whybounce.web.page.Piece;

/// The directory of sending services: to be searched, and each with what it asks of a domain, looked up live.
final class VendorRoutes {
    /// Seconds for which caches may keep what changes only with a new version.
    private static final int KEEP = 3600;

    /// Characters of a search; no service has a longer name.
    private static final int LONGEST_SEARCH = 60;

    /// The groups of the directory as people call them, by the word of the data.
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("mailbox", "Mailboxes"),
            Map.entry("host", "Web hosts"),
            Map.entry("marketing", "Newsletters and campaigns"),
            Map.entry("transactional", "Sending by program"),
            Map.entry("crm", "Customers and sales"),
            Map.entry("helpdesk", "Help desks"),
            Map.entry("support", "Help desks"),
            Map.entry("commerce", "Shops and billing"),
            Map.entry("billing", "Shops and billing"),
            Map.entry("devtools", "Tools for developers"),
            Map.entry("survey", "Surveys and forms"),
            Map.entry("security", "Security training"),
            Map.entry("website", "Websites"),
            Map.entry("lms", "Learning"),
            Map.entry("relay", "Relays"),
            Map.entry("spf service", "Services that keep your SPF or DMARC"),
            Map.entry("spf-service", "Services that keep your SPF or DMARC"),
            Map.entry("gateway", "Filters in front of your mail"),
            Map.entry("forwarder", "Forwarders"),
            Map.entry("platform", "Platforms and shops"),
            Map.entry("reseller", "Services built on others"));

    private final Settings settings;
    private final Engine engine;
    private final Checks checks;
    private final ClientAddress clients;
    private final Pages pages;
    private final Supplier<Library> library;

    VendorRoutes(
            Settings settings,
            Engine engine,
            Checks checks,
            ClientAddress clients,
            Pages pages,
            Supplier<Library> library) {
        this.settings = settings;
        this.engine = engine;
        this.checks = checks;
        this.clients = clients;
        this.pages = pages;
        this.library = library;
    }

    void add(Routes routes) {
        routes.get("/vendors", this::all).get("/vendors/{slug}", this::one);
    }

    private void all(Exchange exchange) {
        String search = exchange.query("q").strip();
        String q = search.length() <= LONGEST_SEARCH ? search : search.substring(0, LONGEST_SEARCH);
        String domain = CheckText.domain(exchange.query("domain"))
                .map(DomainName::toString)
                .orElse("");
        String beside = domain.isEmpty() ? "" : "?domain=" + domain;
        String wanted = plain(q);
        List<Guide> named = wanted.isEmpty()
                ? List.of()
                : library.get().vendors().stream()
                        .filter(page -> plain(name(page)).contains(wanted))
                        .toList();
        if (named.size() == 1 && !domain.isEmpty()) {
            // Who named one service and a domain wants its records and no list of one.
            exchange.seeOther("/vendors/" + named.getFirst().slug() + beside);
            return;
        }
        Map<String, List<Head.Link>> groups = new LinkedHashMap<>();
        for (Guide page : library.get().vendors()) {
            if (wanted.isEmpty() || plain(page.title() + page.markdown()).contains(wanted)) {
                groups.computeIfAbsent(kind(page.group()), group -> new ArrayList<>())
                        .add(new Head.Link("/vendors/" + page.slug() + beside, name(page)));
            }
        }
        List<LinkGroup> list = new ArrayList<>();
        groups.forEach((heading, links) -> list.add(new LinkGroup(heading, links)));
        if (q.isEmpty() && domain.isEmpty()) {
            Headers.keep(exchange, KEEP, false);
        }
        Head head = q.isEmpty() && domain.isEmpty()
                ? Head.found(
                        "Sending services: which records each needs - whybounce",
                        "What each sending service needs in your DNS, and where an include would do nothing.",
                        "/guides",
                        settings.publicUrl() + "/vendors")
                : Head.once("Sending services", "/guides");
        pages.send(exchange, 200, "vendors", Map.of("head", head, "q", q, "domain", domain, "groups", list));
    }

    private static String name(Guide page) {
        int end = page.title().indexOf(": ");
        return end < 0 ? page.title() : page.title().substring(0, end);
    }

    private static String kind(String word) {
        String known = KINDS.get(word.toLowerCase(Locale.ROOT));
        return known != null
                ? known
                : word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String plain(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void one(Exchange exchange) {
        Optional<Guide> found = library.get().vendor(exchange.segment("slug"));
        if (found.isEmpty()) {
            Site.problem(pages, exchange, Problem.notFound());
            return;
        }
        Guide page = found.get();
        String asked = exchange.query("domain").strip();
        Optional<DomainName> domain = CheckText.domain(asked);
        if (domain.isEmpty()) {
            if (asked.isEmpty()) {
                Headers.keep(exchange, KEEP, false);
            }
            Head head = Head.found(
                    page.title() + " - whybounce",
                    page.description(),
                    "/guides",
                    settings.publicUrl() + "/vendors/" + page.slug());
            send(
                    exchange,
                    head,
                    page,
                    asked,
                    new Piece(tools.jackson.databind.node.JsonNodeFactory.instance.objectNode()));
            return;
        }
        DomainName name = domain.get();
        switch (checks.runOnce(
                clients.networkOf(exchange.request()),
                "service " + page.slug() + " " + name,
                () -> engine.service(page.slug(), name, Engine.Watch.NONE))) {
            case Checks.Outcome.Refused(Problem problem) -> Site.problem(pages, exchange, problem);
            case Checks.Outcome.Done(Engine.Answer answer) ->
                send(
                        exchange,
                        Head.once(name(page) + " for " + name, "/guides"),
                        page,
                        name.toString(),
                        new Piece(answer.document()));
        }
    }

    private void send(Exchange exchange, Head head, Guide page, String domain, Piece doc) {
        pages.send(
                exchange,
                200,
                "vendor",
                Map.of(
                        "head",
                        head,
                        "html",
                        page.body(),
                        "name",
                        name(page),
                        "slug",
                        page.slug(),
                        "domain",
                        domain,
                        "doc",
                        doc));
    }
}
