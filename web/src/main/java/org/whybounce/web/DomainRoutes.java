package org.whybounce.web;

import io.helidon.http.HeaderNames;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.whybounce.dns.DomainName;
import org.whybounce.report.ReadLog;
import org.whybounce.report.ReportLimits;
import org.whybounce.report.ReportStore;
import org.whybounce.report.ReportsRead;
import org.whybounce.report.ReportsReader;
import org.whybounce.report.TlsReport;
import org.whybounce.sender.Confirmed;
import org.whybounce.sender.DomainTally;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.web.http.ClientAddress;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.FormBody;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Routes;
import org.whybounce.web.operator.KeptReports;
import org.whybounce.web.operator.OperatorSettings;
import org.whybounce.web.operator.OperatorToken;
import org.whybounce.web.page.Head;
import org.whybounce.web.page.LinkGroup;
import org.whybounce.web.page.Piece;
import org.whybounce.web.page.SendersPage;
import tools.jackson.databind.node.JsonNodeFactory;

/// The operator's pages: the domains of which reports are kept, and each one's senders. Off unless a token is set, and
/// then for whoever has it.
final class DomainRoutes {
    private static final int DAYS = 90;

    /// Notes of reading that an upload shows.
    private static final int NOTES = 20;

    private final Settings settings;
    private final Engine engine;
    private final Checks checks;
    private final ClientAddress clients;
    private final Pages pages;
    private final OperatorToken token;
    private final KeptReports kept;

    DomainRoutes(Settings settings, Engine engine, Checks checks, ClientAddress clients, Pages pages) {
        this.settings = settings;
        this.engine = engine;
        this.checks = checks;
        this.clients = clients;
        this.pages = pages;
        OperatorSettings operator = settings.operator();
        this.token = new OperatorToken(operator.token());
        this.kept =
                new KeptReports(operator.db().isEmpty() ? Running.fileDatabase("reports") : operator.db(), operator);
    }

    void add(Routes routes) {
        routes.get("/domains", exchange -> entered(exchange, this::domains))
                .get("/domains/{domain}", exchange -> named(exchange, this::domain))
                .post("/domains/reports", exchange -> posted(exchange, (entry, body) -> uploaded(exchange, body)))
                .post("/domains/{domain}/mine", exchange -> named(exchange, this::mine));
    }

    KeptReports kept() {
        return kept;
    }

    void purge() {
        try {
            kept.purge();
        } catch (ReportStore.Unavailable gone) {
            // The next hour tries again.
        }
    }

    private interface Entered {
        void answer(Exchange exchange) throws Exception;
    }

    private interface Posted {
        void answer(Checks.Entry.Open entry, byte[] body) throws Exception;
    }

    private interface Named {
        void answer(Exchange exchange, DomainName domain) throws Exception;
    }

    /// Who is not the operator is told so at the client's rate, so that a token cannot be tried out.
    private boolean refused(Exchange exchange) {
        if (token.given(exchange)) {
            return false;
        }
        switch (checks.enter(clients.networkOf(exchange.request()))) {
            case Checks.Entry.Refused(Problem problem) -> Site.problem(pages, exchange, problem);
            case Checks.Entry.Open open -> {
                try (open) {
                    exchange.response().header(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"whybounce operator\"");
                    Site.problem(
                            pages,
                            exchange,
                            new Problem(
                                    401,
                                    "For the operator",
                                    "This page needs the operator's token: as the password, with any name.",
                                    0));
                }
            }
        }
        return true;
    }

    private void entered(Exchange exchange, Entered answer) throws Exception {
        if (refused(exchange)) {
            return;
        }
        try {
            answer.answer(exchange);
        } catch (ReportStore.Unavailable gone) {
            Site.problem(
                    pages,
                    exchange,
                    Problem.unavailable("The reports' database cannot be used just now: " + gone.getMessage() + "."));
        }
    }

    private void named(Exchange exchange, Named answer) throws Exception {
        entered(exchange, any -> {
            Optional<DomainName> domain =
                    DomainName.parse(exchange.segment("domain").strip()).filter(name -> name.labelCount() > 1);
            if (domain.isEmpty()) {
                Site.problem(pages, exchange, Problem.unusable("That is not a domain name, such as example.org."));
            } else {
                answer.answer(exchange, domain.get());
            }
        });
    }

    private void posted(Exchange exchange, Posted answer) throws Exception {
        entered(exchange, any -> {
            if (!OperatorToken.ours(exchange)) {
                Site.problem(pages, exchange, Problem.unusable("A page of another site may not send this."));
                return;
            }
            switch (checks.enter(clients.networkOf(exchange.request()))) {
                case Checks.Entry.Refused(Problem problem) -> Site.problem(pages, exchange, problem);
                case Checks.Entry.Open entry -> {
                    try (entry) {
                        switch (checks.body(exchange, entry, settings.limits().mailBytes())) {
                            case Exchange.Received.Refused refused -> Site.problem(pages, exchange, refused.problem());
                            case Exchange.Received.Whole(byte[] body) -> answer.answer(entry, body);
                        }
                    }
                }
            }
        });
    }

    private void domains(Exchange exchange) {
        List<Head.Link> links = new ArrayList<>();
        kept.read(ReportStore::domains)
                .forEach(domain -> links.add(new Head.Link("/domains/" + domain, domain.toString())));
        pages.send(
                exchange,
                200,
                "domains",
                Map.of(
                        "head",
                        Head.once("Domains with reports", ""),
                        "groups",
                        List.of(new LinkGroup("", links)),
                        "read",
                        List.of()));
    }

    private void domain(Exchange exchange, DomainName domain) {
        int days = days(exchange.query("days"));
        show(exchange, domain, days);
    }

    private static int days(String text) {
        for (int each : SendersPage.PERIODS) {
            if (text.equals(each == 0 ? "all" : "" + each)) {
                return each;
            }
        }
        return DAYS;
    }

    private void show(Exchange exchange, DomainName domain, int days) {
        List<String> confirmed = kept.read(store -> store.confirmed(domain));
        // Counted back from the newest report, so that a page of last year's reports is not empty.
        long newest = kept.read(store -> store.newest(domain));
        long since = days == 0 ? 0 : Math.max(0, newest - days * 86_400L);
        String key = "senders " + domain + " " + since + " " + newest + " " + kept.changes() + " " + confirmed;
        boolean html =
                exchange.wantsHtml() || !exchange.header(HeaderNames.ACCEPT).contains("json");
        if (newest == 0) {
            page(exchange, domain, days, new Piece(JsonNodeFactory.instance.objectNode()), confirmed, 0);
            return;
        }
        switch (checks.runOnce(clients.networkOf(exchange.request()), key, () -> {
            DomainTally tally = Optional.ofNullable(kept.read(store -> store.tallies(Optional.of(domain), since))
                            .get(domain))
                    .orElseGet(() -> new DomainTally(domain));
            return engine.senders(tally, confirmed, Engine.Watch.NONE);
        })) {
            case Checks.Outcome.Refused(Problem problem) -> Site.problem(pages, exchange, problem);
            case Checks.Outcome.Done(Engine.Answer answer) -> {
                if (html) {
                    page(exchange, domain, days, new Piece(answer.document()), confirmed, since);
                } else {
                    exchange.send(200, "application/json", answer.json());
                }
            }
        }
    }

    private void page(Exchange exchange, DomainName domain, int days, Piece doc, List<String> confirmed, long since) {
        List<SendersPage.Tls> tls = tls(kept.read(store -> store.tls(domain, since)));
        SendersPage page = new SendersPage(doc, domain.toString(), days, confirmed, tls);
        pages.send(exchange, 200, "senders", Map.of("head", Head.once("Who sends as " + domain, ""), "page", page));
    }

    /// One row for each receiver and policy.
    private static List<SendersPage.Tls> tls(List<TlsReport> reports) {
        Map<String, List<TlsReport>> groups = new LinkedHashMap<>();
        reports.forEach(each -> groups.computeIfAbsent(each.reporter() + "\n" + each.policy(), any -> new ArrayList<>())
                .add(each));
        List<SendersPage.Tls> rows = new ArrayList<>();
        for (List<TlsReport> group : groups.values()) {
            Map<String, Long> failures = new LinkedHashMap<>();
            group.forEach(report -> report.failures()
                    .forEach(failure -> failures.merge(
                            failure.type() + (failure.mailHost().isEmpty() ? "" : " at " + failure.mailHost()),
                            failure.sessions(),
                            Long::sum)));
            rows.add(new SendersPage.Tls(
                    group.getFirst().reporter(),
                    group.getFirst().policy(),
                    group.stream().mapToLong(TlsReport::good).sum(),
                    group.stream().mapToLong(TlsReport::bad).sum(),
                    failures.entrySet().stream()
                            .map(each -> each.getKey() + ": " + each.getValue())
                            .collect(Collectors.joining("; "))));
        }
        return rows;
    }

    /// Reports as a form's file, or as the body itself.
    private void uploaded(Exchange exchange, byte[] body) {
        String type = exchange.header(HeaderNames.CONTENT_TYPE);
        byte[] reports = type.startsWith("multipart/form-data")
                ? FormBody.read(type, body).bytes("reports")
                : body;
        if (reports.length == 0) {
            Site.problem(pages, exchange, Problem.unusable("No file was chosen."));
            return;
        }
        ReportsRead read = kept.change(store -> {
            ReportsReader reader = new ReportsReader(ReportLimits.UPLOAD, store);
            reader.read("upload", new ByteArrayInputStream(reports));
            return reader.read();
        });
        List<Head.Link> links = new ArrayList<>();
        kept.read(ReportStore::domains)
                .forEach(domain -> links.add(new Head.Link("/domains/" + domain, domain.toString())));
        pages.send(
                exchange,
                200,
                "domains",
                Map.of(
                        "head",
                        Head.once("What was read", ""),
                        "groups",
                        List.of(new LinkGroup("", links)),
                        "read",
                        words(read)));
    }

    private static List<String> words(ReportsRead read) {
        List<String> words = new ArrayList<>();
        words.add("Kept " + read.reports() + (read.reports() == 1 ? " report" : " reports") + " with "
                + read.records() + " records of " + read.messages() + " messages; " + read.duplicates()
                + " were here before and count once.");
        ReadLog log = read.log();
        put(words, "Repaired", log.repaired(), log.repairs());
        put(words, "Skipped", log.skipped(), log.skips());
        put(words, "Refused", log.refused(), log.refusals());
        return words;
    }

    private static void put(List<String> words, String what, List<ReadLog.Note> notes, long all) {
        int shown = Math.min(NOTES, notes.size());
        for (ReadLog.Note note : notes.subList(0, shown)) {
            words.add(what + ": " + note.file() + (note.record() > 0 ? ", record " + note.record() : "") + ": "
                    + note.words());
        }
        if (all > shown) {
            words.add(what + ": " + (all - shown) + " more.");
        }
    }

    /// A person says that a sender is theirs, or takes it back.
    private void mine(Exchange exchange, DomainName domain) throws Exception {
        posted(exchange, (entry, body) -> {
            FormBody form = FormBody.read(exchange.header(HeaderNames.CONTENT_TYPE), body);
            String source = form.text("source");
            if (Confirmed.of(List.of(source), VendorDirectory.builtIn()).isEmpty()) {
                Site.problem(
                        pages,
                        exchange,
                        Problem.unusable("That is no address, no range and no sending service that is known."));
                return;
            }
            boolean back = form.text("do").equals("take-back");
            kept.change(store -> {
                if (back) {
                    store.unconfirm(domain, source);
                } else {
                    store.confirm(Optional.of(domain), source);
                }
                return source;
            });
            exchange.seeOther("/domains/" + domain);
        });
    }

    void close() {
        kept.close();
    }
}
