package org.whybounce.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.whybounce.web.guide.CodePage;
import org.whybounce.web.guide.Codes;
import org.whybounce.web.guide.Guide;
import org.whybounce.web.guide.GuideData;
import org.whybounce.web.guide.Library;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.Headers;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Routes;
import org.whybounce.web.page.AnswerPage;
import org.whybounce.web.page.Example;
import org.whybounce.web.page.Head;
import org.whybounce.web.page.LinkGroup;
import org.whybounce.web.page.Piece;
import tools.jackson.databind.node.JsonNodeFactory;

/// What is there to read: guides, status codes, findings, vendors, privacy, the API's page, the sitemap.
final class ReadingRoutes {
    /// Seconds for which caches may keep a page that changes only with a new version.
    private static final int KEEP = 3600;

    /// The address that the pages about this site have for it; a site that knows its own shows that.
    private static final String EXAMPLE_SITE = "http://localhost:8080";

    private final Settings settings;
    private final Pages pages;
    private final Engine engine;
    private final Supplier<Library> library;
    private final Map<String, AnswerPage> examples = new ConcurrentHashMap<>();

    ReadingRoutes(Settings settings, Engine engine, Pages pages) {
        this.settings = settings;
        this.engine = engine;
        this.pages = pages;
        // Read beside the start: nobody's first page need wait for all that there is to read.
        FutureTask<Library> reading = new FutureTask<>(Library::read);
        Thread.ofPlatform().daemon().name("library").start(reading);
        this.library = () -> {
            try {
                return reading.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Library.read();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        };
    }

    Library library() {
        return library.get();
    }

    void add(Routes routes) {
        routes.get("/guides", this::guides)
                .get("/guides/{slug}", exchange -> guide(exchange, exchange.segment("slug")))
                .get("/codes", this::codes)
                .get("/codes/{code}", this::code)
                .get("/findings", this::findings)
                .get("/findings/{family}/{code}", this::finding)
                .get("/privacy", exchange -> guide(exchange, "privacy"))
                .get("/api", exchange -> guide(exchange, "api"))
                .get("/problems", exchange -> guide(exchange, "problems"))
                .get("/sitemap.xml", this::sitemap);
    }

    private void guides(Exchange exchange) {
        Map<String, List<Head.Link>> groups = new LinkedHashMap<>();
        for (Guide guide : library.get().guides().all()) {
            if (!guide.group().equals("This site")) {
                groups.computeIfAbsent(guide.group(), g -> new ArrayList<>())
                        .add(new Head.Link("/guides/" + guide.slug(), guide.title()));
            }
        }
        groups.put(
                "Reference",
                List.of(
                        new Head.Link("/codes", "Status codes such as 5.7.26"),
                        new Head.Link("/findings", "Findings of Email Check"),
                        new Head.Link("/vendors", "Sending services and their set-up")));
        List<LinkGroup> list = new ArrayList<>();
        groups.forEach((heading, links) -> list.add(new LinkGroup(heading, links)));
        list(exchange, "/guides", "Guides", "Why mail is refused, and what fixes it.", list);
    }

    private void codes(Exchange exchange) {
        List<Head.Link> links = new ArrayList<>();
        for (Codes.Code code : library.get().codes().all()) {
            links.add(new Head.Link("/codes/" + code.code(), code.words()));
        }
        list(
                exchange,
                "/codes",
                "Enhanced status codes",
                "What the registry says, and what large receivers mean by the same number. The first digit: 4 is"
                        + " temporary, 5 is final.",
                List.of(new LinkGroup("", links)));
    }

    private void code(Exchange exchange) {
        library.get()
                .codes()
                .find(exchange.segment("code"))
                .ifPresentOrElse(
                        code -> html(
                                exchange,
                                Head.found(
                                        "SMTP status 5." + code.code() + ": " + code.title() + " - whybounce",
                                        CodePage.description(code),
                                        "/guides",
                                        settings.publicUrl() + "/codes/" + code.code()),
                                CodePage.html(code),
                                true),
                        () -> Site.problem(pages, exchange, Problem.notFound()));
    }

    private void findings(Exchange exchange) {
        list(
                exchange,
                "/findings",
                "Findings",
                "Each message of Email Check and of an answer has a code that stays the same; here is what it means.",
                families(library.get().findings()));
    }

    private static List<LinkGroup> families(List<Guide> pages) {
        Map<String, List<Head.Link>> groups = new LinkedHashMap<>();
        pages.forEach(page -> groups.computeIfAbsent(page.group(), g -> new ArrayList<>())
                .add(new Head.Link("/findings/" + page.slug(), page.title())));
        List<LinkGroup> list = new ArrayList<>();
        groups.forEach((family, links) -> list.add(new LinkGroup(words(family), links)));
        return list;
    }

    private static final Set<String> PLAIN_WORDS = Set.of(
            "RECORD",
            "SYNTAX",
            "LOOKUP",
            "VOID",
            "LIMIT",
            "INCLUDE",
            "TERM",
            "MODIFIER",
            "SIZE",
            "RANGE",
            "TREE",
            "POLICY",
            "REPORTS",
            "NULL",
            "HOST",
            "FORWARDED",
            "RECEIVED",
            "RECEIVER",
            "TRUST",
            "FILTER",
            "WAY",
            "PASTE",
            "AMBIGUOUS",
            "KEY",
            "SIGNATURE",
            "SERVER",
            "ANSWERS",
            "SENDER",
            "TRANSPORT",
            "ZONE",
            "HEADER",
            "NAME",
            "SERVICE",
            "DOMAIN",
            "ALL");

    /// `SPF_LOOKUP_LIMIT` as people write it: the protocol's letters stay, the words become small.
    static String words(String family) {
        StringBuilder out = new StringBuilder();
        for (String word : family.split("_", 12)) {
            String shown = PLAIN_WORDS.contains(word) ? word.toLowerCase(Locale.ROOT) : word;
            out.append(out.isEmpty() ? "" : " ")
                    .append(out.isEmpty() ? Character.toUpperCase(shown.charAt(0)) + shown.substring(1) : shown);
        }
        return out.toString();
    }

    private void finding(Exchange exchange) {
        library.get()
                .finding(exchange.segment("family") + "/" + exchange.segment("code"))
                .ifPresentOrElse(
                        page -> article(exchange, page, "/findings/"),
                        () -> Site.problem(pages, exchange, Problem.notFound()));
    }

    private void article(Exchange exchange, Guide page, String under) {
        html(
                exchange,
                Head.found(
                        page.title() + " - whybounce",
                        page.description(),
                        "/guides",
                        settings.publicUrl() + under + page.slug()),
                page.html(),
                true);
    }

    private void guide(Exchange exchange, String slug) {
        Optional<Guide> found = library.get().guides().find(slug);
        if (found.isEmpty()) {
            Site.problem(pages, exchange, Problem.notFound());
            return;
        }
        Guide guide = found.get();
        boolean ours = guide.group().equals("This site");
        Head head = Head.found(
                guide.title() + " - whybounce",
                guide.description(),
                "/guides",
                settings.publicUrl() + (ours ? "/" : "/guides/") + slug);
        if (ours) {
            html(
                    exchange,
                    head,
                    guide.html()
                            .replace(
                                    EXAMPLE_SITE, settings.publicUrl().isEmpty() ? EXAMPLE_SITE : settings.publicUrl()),
                    false);
            return;
        }
        Headers.keep(exchange, KEEP, false);
        pages.send(
                exchange,
                200,
                "guide-page",
                Map.of(
                        "head",
                        head.with(GuideData.of(guide, settings.publicUrl())),
                        "guide",
                        guide,
                        "dissected",
                        dissected(guide)));
    }

    /// The example that a guide takes apart, answered once from its own DNS.
    private AnswerPage dissected(Guide guide) {
        Optional<Example> example = guide.example().flatMap(Example::find);
        return example.map(each -> examples.computeIfAbsent(each.slug(), slug -> {
                    Engine.Answer answer = engine.explain(
                            each.text().getBytes(StandardCharsets.UTF_8),
                            Engine.Known.NOTHING,
                            each.zone(),
                            Engine.Watch.NONE);
                    Piece doc = new Piece(answer.document());
                    return AnswerPage.example(doc, answer.text(), slug);
                }))
                .orElseGet(() -> AnswerPage.shared(
                        new Piece(JsonNodeFactory.instance.objectNode()),
                        new Piece(JsonNodeFactory.instance.objectNode())));
    }

    private void html(Exchange exchange, Head head, String html, boolean box) {
        Headers.keep(exchange, KEEP, false);
        pages.send(exchange, 200, "guide", Map.of("head", head, "html", html, "box", box));
    }

    private void list(Exchange exchange, String path, String heading, String lead, List<LinkGroup> groups) {
        Headers.keep(exchange, KEEP, false);
        Head head = Head.found(heading + " - whybounce", lead, "/guides", settings.publicUrl() + path);
        pages.send(exchange, 200, "list", Map.of("head", head, "heading", heading, "lead", lead, "groups", groups));
    }

    private void sitemap(Exchange exchange) {
        StringBuilder out = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            """);
        Map<String, String> updated = new HashMap<>();
        library.get().guides().all().forEach(guide -> updated.put("/guides/" + guide.slug(), guide.updated()));
        for (String path : paths()) {
            String day = updated.getOrDefault(path, "");
            out.append("<url><loc>").append(settings.publicUrl()).append(path).append("</loc>");
            out.append(day.isEmpty() ? "" : "<lastmod>" + day + "</lastmod>").append("</url>\n");
        }
        Headers.keep(exchange, KEEP, false);
        exchange.send(
                200, "application/xml", out.append("</urlset>\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Every page that is the same for everyone.
    List<String> paths() {
        List<String> paths = new ArrayList<>(
                List.of("/", "/check", "/bulk", "/headers", "/guides", "/codes", "/findings", "/vendors", "/why"));
        Example.ALL.forEach(example -> paths.add("/examples/" + example.slug()));
        library.get()
                .guides()
                .all()
                .forEach(guide -> paths.add((guide.group().equals("This site") ? "/" : "/guides/") + guide.slug()));
        library.get().codes().all().forEach(code -> paths.add("/codes/" + code.code()));
        library.get().findings().forEach(page -> paths.add("/findings/" + page.slug()));
        library.get().vendors().forEach(page -> paths.add("/vendors/" + page.slug()));
        return paths;
    }
}
