package org.whybounce.web;

import java.util.Map;
import java.util.Optional;
import org.whybounce.web.http.ClientAddress;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Routes;
import org.whybounce.web.page.AnswerPage;
import org.whybounce.web.page.Head;
import org.whybounce.web.page.Piece;
import org.whybounce.web.share.HourlyShares;
import org.whybounce.web.share.Masking;
import org.whybounce.web.share.ShareStore;
import org.whybounce.web.share.ShareStore.Names;
import org.whybounce.web.share.ShareStore.Report;
import org.whybounce.web.share.ShareStore.Stored;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Sharing a report: preview, confirmation, the shared page, deletion.
///
/// Preview and confirmation both make the report anew from the paste. A report that the browser sends back is
/// not
/// taken:
/// then anyone could publish words of their own under this site's name.
final class ShareRoutes {
    private static final JsonMapper JSON = new JsonMapper();

    private final Settings settings;
    private final Engine engine;
    private final Checks checks;
    private final ClientAddress clients;
    private final Pages pages;
    private final ShareStore shares;
    private final HourlyShares sharing;

    ShareRoutes(
            Settings settings, Engine engine, Checks checks, ClientAddress clients, Pages pages, ShareStore shares) {
        this.settings = settings;
        this.engine = engine;
        this.checks = checks;
        this.clients = clients;
        this.pages = pages;
        this.shares = shares;
        this.sharing = new HourlyShares(settings.limits());
    }

    void add(Routes routes) {
        routes.post("/share", exchange -> shared(exchange, true))
                .post("/share/confirm", exchange -> shared(exchange, false))
                .get("/r/{id}", this::show)
                .get("/r/{id}/delete/{word}", this::askDelete)
                .post("/r/{id}/delete/{word}", this::delete);
    }

    private void shared(Exchange exchange, boolean preview) {
        switch (checks.enter(clients.networkOf(exchange.request()))) {
            case Checks.Entry.Refused(Problem problem) -> Site.problem(pages, exchange, problem);
            case Checks.Entry.Open entry -> {
                try (entry) {
                    switch (PastePost.read(exchange, settings.limits(), checks, entry)) {
                        case PastePost.Read.Refused(Problem problem) -> Site.problem(pages, exchange, problem);
                        case PastePost.Read.Done(PastePost post) -> shared(exchange, entry, post, preview);
                    }
                }
            }
        }
    }

    private void shared(Exchange exchange, Checks.Entry.Open entry, PastePost post, boolean preview) {
        switch (checks.run(entry, () -> engine.explain(post.bytes(), post.known(), post.zone(), Engine.Watch.NONE))) {
            case Checks.Outcome.Refused(Problem problem) -> Site.problem(pages, exchange, problem);
            case Checks.Outcome.Done(Engine.Answer answer) -> {
                ObjectNode both = JSON.createObjectNode();
                JsonNode document = answer.document();
                Masking masking = Masking.of(answer.text() + "\n" + post.known().mailFrom(), document);
                both.set("explain", masking.document(document));
                both.set("tree", masking.document(answer.tree()));
                if (preview) {
                    pages.send(
                            exchange,
                            200,
                            "share",
                            Map.of(
                                    "head", Head.once("Share this report?", "/"),
                                    "page", report(both),
                                    "own", AnswerRoutes.page(answer, post, false, settings.publicUrl(), "")));
                } else if (sharing.tryConsume(entry.client())) {
                    store(exchange, both);
                } else {
                    Site.problem(pages, exchange, Problem.tooManyShares());
                }
            }
        }
    }

    private void store(Exchange exchange, ObjectNode masked) {
        String document = JSON.writeValueAsString(masked);
        if (document.length() > settings.limits().sharedBytes()) {
            Site.problem(pages, exchange, Problem.tooLarge(settings.limits().sharedBytes()));
            return;
        }
        switch (shares.create(document)) {
            case Stored.Unavailable<Names>() -> unavailable(exchange);
            case Stored.Full<Names>() ->
                Site.problem(
                        pages,
                        exchange,
                        Problem.unavailable("There is no room for another report just now; answers still work."));
            case Stored.Done<Names>(Names names) -> {
                String base = settings.publicUrl() + "/r/" + names.id();
                pages.send(
                        exchange,
                        201,
                        "shared",
                        Map.of(
                                "head",
                                Head.once("Shared", "/"),
                                "link",
                                base,
                                "deleteLink",
                                base + "/delete/" + names.delete()));
            }
        }
    }

    private void show(Exchange exchange) {
        switch (shares.find(exchange.segment("id"))) {
            case Stored.Unavailable<Optional<Report>>(), Stored.Full<Optional<Report>>() -> unavailable(exchange);
            case Stored.Done<Optional<Report>>(Optional<Report> report) -> {
                if (report.isEmpty()) {
                    gone(exchange);
                } else {
                    pages.send(
                            exchange,
                            200,
                            "explain",
                            Map.of(
                                    "head", Head.once("A shared report", "/"),
                                    "page", report(JSON.readTree(report.get().document()))));
                }
            }
        }
    }

    private void askDelete(Exchange exchange) {
        pages.send(
                exchange,
                200,
                "delete",
                Map.of(
                        "head",
                        Head.once("Delete the report?", "/"),
                        "action",
                        "/r/" + exchange.segment("id") + "/delete/" + exchange.segment("word")));
    }

    private void delete(Exchange exchange) {
        switch (shares.delete(exchange.segment("id"), exchange.segment("word"))) {
            case Stored.Unavailable<Boolean>(), Stored.Full<Boolean>() -> unavailable(exchange);
            case Stored.Done<Boolean>(Boolean deleted) -> {
                if (deleted) {
                    pages.send(
                            exchange,
                            200,
                            "message",
                            Map.of(
                                    "head", Head.once("Deleted", "/"),
                                    "heading", "Deleted",
                                    "words", "The report is gone for everyone."));
                } else {
                    gone(exchange);
                }
            }
        }
    }

    private void gone(Exchange exchange) {
        Site.problem(
                pages,
                exchange,
                new Problem(404, "No such report", "It has expired, was deleted, or the link is not complete.", 0));
    }

    private void unavailable(Exchange exchange) {
        Site.problem(
                pages,
                exchange,
                Problem.unavailable("Reports cannot be shared or shown just now; answers still work."));
    }

    private static AnswerPage report(JsonNode both) {
        return AnswerPage.shared(new Piece(both.path("explain")), new Piece(both.path("tree")));
    }
}
