package org.whybounce.web;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.whybounce.AnalyseHeaders;
import org.whybounce.Explain;
import org.whybounce.Explanation;
import org.whybounce.HeaderAnalysis;
import org.whybounce.SendersOf;
import org.whybounce.Whybounce;
import org.whybounce.budget.CpuTime;
import org.whybounce.cause.KnownFacts;
import org.whybounce.check.EmailCheck;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.check.report.CheckReport;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.fix.Wish;
import org.whybounce.fix.plan.RecordFix;
import org.whybounce.host.ZoneHost;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;
import org.whybounce.mcp.McpServer;
import org.whybounce.net.IpAddress;
import org.whybounce.report.ReportLimits;
import org.whybounce.report.ReportPile;
import org.whybounce.report.ReportsRead;
import org.whybounce.report.ReportsReader;
import org.whybounce.seen.LookForChange;
import org.whybounce.sender.Confirmed;
import org.whybounce.sender.DomainTally;
import org.whybounce.sender.Senders;
import org.whybounce.service.AskedRecords;
import org.whybounce.service.SentThrough;
import org.whybounce.service.ServiceSetup;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.finding.SpfCheck;
import org.whybounce.spf.finding.SpfEval;
import org.whybounce.spf.tree.AddressSet;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.whatif.WithoutTerms;
import org.whybounce.words.json.CheckJson;
import org.whybounce.words.json.ExplanationJson;
import org.whybounce.words.json.HeadersJson;
import org.whybounce.words.json.PlanJson;
import org.whybounce.words.json.ReportsJson;
import org.whybounce.words.json.SeenJson;
import org.whybounce.words.json.SpfEvalJson;
import org.whybounce.words.json.SpfFixJson;
import org.whybounce.words.json.SpfTreeJson;
import org.whybounce.words.json.VendorJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The engine made of the core. What it answers is what the command line prints with `--json`.
final class CoreEngine implements Engine {
    /// Services and ranges that one request may add; a record with more than a few is beyond the lookup limit
    /// anyway.
    private static final int MOST_WISHES = 20;

    private static final String CPU_GONE =
            "The processor time for this check was used up; what it had not come to by then was left out.";

    /// Questions for one upload of reports: reverse names of some hundred sources, a name back for each.
    private static final int REPORT_QUESTIONS = 600;

    private final VendorDirectory vendors = VendorDirectory.builtIn();
    private final ServerDns dns;
    private final Explain explain;
    private final AnalyseHeaders headers;
    private final Intake intake;
    private final Whybounce whybounce;
    private final McpServer assistants;

    CoreEngine(Settings settings, Observer observer) throws Settings.Unusable {
        this.dns = ServerDns.open(settings, observer);
        // The knowledge is read here, before the first request; each check has a resolver of its own.
        this.explain = new Explain(dns.budget());
        this.headers = new AnalyseHeaders(dns.budget(), InstantSource.system());
        this.whybounce = Whybounce.builder().uncached(dns.budget()).build();
        this.assistants = new McpServer(whybounce, "1");
        this.intake = new Intake(settings.limits().mailBytes());
    }

    @Override
    public Answer assistant(byte[] message) {
        return assistants
                .with(whybounce.with(dns.budget()))
                .answer(new String(message, StandardCharsets.UTF_8))
                .map(answer -> new Answer("", (ObjectNode) JsonMapper.shared().readTree(answer)))
                .orElseGet(() -> new Answer("", JsonNodeFactory.instance.objectNode()));
    }

    @Override
    public Answer explain(byte[] pasted, Known known, String zone, Watch watch) {
        KnownFacts told = told(known);
        Pasted read = intake.read(pasted);
        if (read instanceof Pasted.Unknown unknown && unknown.text().isBlank()) {
            throw new Unusable(unknown.reason());
        }
        Explanation explanation;
        try (BudgetResolver budget = zone.isEmpty() ? dns.budget() : dns.budget(zone(zone))) {
            explanation = explain.with(ServerDns.watched(budget, watch))
                    .explain(read, told)
                    .within(budget);
        }
        if (!CpuTime.left()) {
            explanation = explanation.withLimit(CPU_GONE);
        }
        Explanation shown = explanation;
        return new Answer(
                read.text(),
                ExplanationJson.node(shown),
                () -> shown.shown().tree().<JsonNode>map(CoreEngine::pictured).orElse(null));
    }

    private static ZoneFile zone(String text) {
        try {
            return ZoneFile.parse("the example's zone", text);
        } catch (ZoneFile.Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    /// What a tree costs and authorises; its findings stand elsewhere on the page.
    private static ObjectNode pictured(SpfTree tree) {
        return SpfTreeJson.of(new SpfCheck(tree, AddressSet.of(tree), List.of()));
    }

    @Override
    public Answer headers(byte[] pasted, Optional<String> boundary, Watch watch) {
        Pasted read = intake.read(pasted);
        if (read instanceof Pasted.Unknown unknown && unknown.text().isBlank()) {
            throw new Unusable(unknown.reason());
        }
        HeaderAnalysis analysis;
        try (BudgetResolver budget = dns.budget()) {
            HeaderAnalysis found = headers.with(ServerDns.watched(budget, watch))
                    .analyse(read, boundary)
                    .orElseThrow(() -> new Unusable("There are no header fields in this text: paste the mail's headers,"
                            + " all Received lines too."));
            analysis = budget.refused() == 0 ? found : found.withLimit(budget.words());
        }
        if (!CpuTime.left()) {
            analysis = analysis.withLimit(CPU_GONE);
        }
        if (boundary.isPresent() && !AnalyseHeaders.placed(analysis)) {
            throw new Unusable("'boundary' is no hop of this mail and no server that wrote a Received field.");
        }
        return new Answer(read.text(), HeadersJson.node(analysis));
    }

    @Override
    public Answer check(DomainName domain, CheckOptions options, Watch watch) {
        CheckReport report;
        try (BudgetResolver budget = dns.budget(CheckLimits.DEFAULT.questions())) {
            Resolver resolver = ServerDns.watched(budget, watch);
            report = new EmailCheck(resolver, vendors, CheckLimits.DEFAULT).check(domain, options);
        }
        return new Answer(
                "",
                CheckJson.of(report),
                () -> report.tree().<JsonNode>map(CoreEngine::pictured).orElse(null));
    }

    @Override
    public Answer reports(byte[] packed, Optional<DomainName> only, Watch watch) {
        ReportPile pile = new ReportPile();
        ReportsReader reader = new ReportsReader(ReportLimits.UPLOAD, pile);
        reader.read("upload", new ByteArrayInputStream(packed));
        if (pile.reports().isEmpty()) {
            throw new Unusable("No DMARC report could be read: "
                    + reader.log().refused().stream()
                            .findFirst()
                            .map(note -> note.words())
                            .orElse("it holds none") + ".");
        }
        BudgetResolver budget = dns.budget(REPORT_QUESTIONS);
        List<Senders> senders = new SendersOf(ServerDns.watched(budget, watch), vendors)
                .of(SendersOf.tally(pile.reports(), only, 0).values(), Confirmed.NOTHING).stream()
                        .map(each -> budget.refused() == 0 ? each : each.withLimit(budget.words()))
                        .toList();
        return new Answer("", ReportsJson.of(ReportsRead.of(pile, reader), senders, LocalDate.now(ZoneOffset.UTC)));
    }

    @Override
    public Answer senders(DomainTally tally, List<String> confirmed, Watch watch) {
        try (BudgetResolver budget = dns.budget(REPORT_QUESTIONS)) {
            Senders senders = new SendersOf(ServerDns.watched(budget, watch), vendors)
                    .of(tally, Confirmed.of(confirmed, vendors));
            return new Answer(
                    "",
                    ReportsJson.domain(
                            budget.refused() == 0 ? senders : senders.withLimit(budget.words()),
                            LocalDate.now(ZoneOffset.UTC)));
        }
    }

    @Override
    public Answer spfShow(DomainName domain, Watch watch) {
        try (BudgetResolver budget = dns.budget()) {
            return new Answer("", SpfTreeJson.of(SpfCheck.of(ServerDns.watched(budget, watch), domain)));
        }
    }

    @Override
    public Answer spfEval(JsonNode request, Watch watch) {
        @Nullable String mailFrom = text(request, "mailFrom");
        @Nullable String helo = text(request, "helo");
        @Nullable String receiver = text(request, "receiver");
        IpAddress ip = Optional.ofNullable(text(request, "ip"))
                .flatMap(text -> IpAddress.parse(text.strip()))
                .orElseThrow(() -> new Unusable("'ip' is missing or no IPv4 or IPv6 address."));
        if (mailFrom == null && helo == null) {
            throw new Unusable("Say 'mailFrom', 'helo', or both.");
        }
        try (BudgetResolver budget = dns.budget()) {
            return new Answer(
                    "",
                    SpfEvalJson.of(SpfEval.run(
                            vendors,
                            ServerDns.watched(budget, watch),
                            ip,
                            mailFrom,
                            helo,
                            receiver == null ? "unknown" : receiver,
                            System.currentTimeMillis() / 1000)));
        }
    }

    @Override
    public Answer spfFix(JsonNode request, Watch watch) {
        DomainName domain = Optional.ofNullable(text(request, "domain"))
                .flatMap(text -> DomainName.parse(text.strip()))
                .filter(name -> !name.isRoot())
                .orElseThrow(() -> new Unusable("'domain' is missing or no domain name, such as example.org."));
        if (request.has("add") && !request.path("add").isArray()) {
            throw new Unusable("'add' is a list of texts, such as [\"ip4:192.0.2.0/28\"].");
        }
        if (request.has("goal") && !"lookups".equals(text(request, "goal"))) {
            throw new Unusable("'goal' is \"lookups\" or left out.");
        }
        List<Wish> wishes = new ArrayList<>();
        for (JsonNode addition : request.path("add")) {
            Wish wish = Wish.of(addition.asString(""), vendors);
            if (wish instanceof Wish.Unknown unknown) {
                throw new Unusable(unknown.words() + " " + Wish.FORMS);
            }
            if (wishes.size() == MOST_WISHES) {
                throw new Unusable("At most " + MOST_WISHES + " things are added at once.");
            }
            wishes.add(wish);
        }
        boolean fewerLookups = "lookups".equals(text(request, "goal"));
        try (BudgetResolver budget = dns.budget()) {
            return new Answer(
                    "",
                    SpfFixJson.of(RecordFix.of(
                            new RecordFix.Asked(domain, wishes, fewerLookups, failing(request, domain)),
                            ServerDns.watched(budget, watch),
                            vendors)));
        }
    }

    /// The mail that has to pass with the change, if the request names one.
    private static Optional<SpfQuestion> failing(JsonNode request, DomainName domain) {
        @Nullable String ip = text(request, "ip");
        if (ip == null) {
            return Optional.empty();
        }
        IpAddress address =
                IpAddress.parse(ip.strip()).orElseThrow(() -> new Unusable("'ip' is no IPv4 or IPv6 address."));
        @Nullable String mailFrom = text(request, "mailFrom");
        String sender = mailFrom == null || mailFrom.isBlank() ? "postmaster@" + domain : mailFrom.strip();
        if (DomainName.parse(sender.substring(sender.lastIndexOf('@') + 1))
                .filter(domain::equals)
                .isEmpty()) {
            throw new Unusable("'mailFrom' is of another domain, so no record at 'domain' is read for it.");
        }
        return Optional.of(SpfQuestion.mailFrom(address, sender, domain.toString()));
    }

    @Override
    public Answer rows(Rows rows) {
        ObjectNode ended = JsonNodeFactory.instance.objectNode();
        try (BudgetResolver budget =
                dns.budget(rows.limits().questions(), rows.limits().time())) {
            new ManyRows(rows, budget).run().forEach(ended.putArray("limits")::add);
        }
        return new Answer("", ended);
    }

    @Override
    public List<DomainName> domainsIn(byte[] pasted) {
        return intake.read(pasted) instanceof Pasted.Domains list ? list.names() : List.of();
    }

    @Override
    public Answer seen(DoneQuery asked, Watch watch) {
        try (BudgetResolver budget = dns.budget()) {
            Resolver resolver = ServerDns.watched(budget, watch);
            return new Answer(
                    "", SeenJson.of(new LookForChange(resolver, dns.authorities()).of(asked.change(vendors))));
        }
    }

    @Override
    public Answer service(String key, DomainName domain, Watch watch) {
        Vendor vendor = VendorJson.find(vendors, key).orElseThrow(() -> new Unusable("No service is called so."));
        try (BudgetResolver budget = dns.budget()) {
            Resolver resolver = ServerDns.watched(budget, watch);
            ServiceSetup setup = new ServiceSetup(
                    new SentThrough(vendor, List.of()), domain, AskedRecords.of(vendor, domain, resolver));
            return new Answer("", VendorJson.asked(setup, ZoneHost.of(domain, resolver)));
        }
    }

    @Override
    public Answer plan(DomainName domain, Set<String> terms, boolean kept, Watch watch) {
        try (BudgetResolver budget = dns.budget()) {
            Resolver resolver = ServerDns.watched(budget, watch);
            return new Answer(
                    "",
                    PlanJson.of(WithoutTerms.of(domain, term -> terms.contains(term) == kept, resolver)
                            .orElseThrow(() -> new Unusable("There is no SPF record at " + domain + " to look at."))));
        }
    }

    @Override
    public Optional<DomainName> domainIn(byte[] pasted) {
        return intake.read(pasted) instanceof Pasted.Domain domain ? Optional.of(domain.name()) : Optional.empty();
    }

    @Override
    public void close() {
        dns.close();
    }

    private static KnownFacts told(Known known) {
        return new KnownFacts(
                given(known.ip(), "That is no IPv4 or IPv6 address, such as 192.0.2.25.", IpAddress::parse),
                given(known.mailFrom(), "That is no envelope sender, such as bounce@example.org.", KnownFacts::sender),
                given(known.helo(), "That is no host name, such as mail.example.org.", DomainName::parse),
                given(known.fromDomain(), "That is no domain, such as example.org.", DomainName::parse));
    }

    private static <T> Optional<T> given(String text, String otherwise, Function<String, Optional<T>> parse) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Optional<T> value = parse.apply(text.strip());
        if (value.isEmpty()) {
            throw new Unusable(otherwise);
        }
        return value;
    }

    /// A field of the request, null if it is not there or no string.
    private static @Nullable String text(JsonNode request, String name) {
        JsonNode field = request.get(name);
        return field != null && field.isString() ? field.stringValue() : null;
    }
}
