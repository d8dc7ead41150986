package org.whybounce.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.check.EmailCheck;
import org.whybounce.check.look.Spread;
import org.whybounce.check.report.Authorities;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.check.report.CheckReport;
import org.whybounce.cli.probe.Probing;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Operand;
import org.whybounce.cli.usage.Option;
import org.whybounce.cli.usage.Usage;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.wire.Server;
import org.whybounce.dns.wire.WireResolver;
import org.whybounce.finding.Severity;
import org.whybounce.net.IpAddress;
import org.whybounce.row.RowCheck;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.CheckJson;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.markdown.CheckMarkdown;
import org.whybounce.words.text.CheckText;

/// `whybounce check`: the Email Check of one domain or of many, and the wait for a change.
final class CheckCommand implements Command {
    private static final int LONGEST_WAIT = 86_400;

    @Override
    public Usage usage() {
        return CommonOptions.on(Usage.of(
                        "check", "Email Check: everything receivers ask the DNS about a domain, in one pass.")
                .takes(Operand.one(
                        "DOMAIN|-", "The domain that is checked; - reads many from standard input, one a line."))
                .with(
                        Option.values(
                                "--selector",
                                "NAME",
                                "A DKIM selector that its mail is signed with (repeatable); without it they are"
                                        + " guessed."),
                        Option.values(
                                "--ip",
                                "IP",
                                "An address that its mail is sent from (repeatable): SPF and reverse DNS are looked"
                                        + " at."),
                        Option.values(
                                "--at",
                                "HOST[:PORT]",
                                "Ask this name server of the domain (repeatable) instead of those that its NS records"
                                        + " name."),
                        Option.value("--depth", "DEPTH", "With -: record for what is published, or full.")
                                .among("record", "full")
                                .otherwise("full"),
                        Option.value("--format", "FORM", "With -: how the answers are printed.")
                                .among("table", "csv", "jsonl", "sarif", "junit", "markdown")
                                .otherwise("table"),
                        Option.value("--column", "NAME", "With -: the CSV column of the domains; 'domain' without."),
                        Option.value("--only", "LEVEL", "With -: show domains with this or worse.")
                                .among("error", "warning", "notice"),
                        Option.value("--sort", "ORDER", "With -: harm puts the worst first; input keeps the order.")
                                .among("input", "harm")
                                .otherwise("input"),
                        Option.value("--fail-on", "LEVEL", "With -: exit with 1 from this level on.")
                                .among("error", "warning", "notice", "never")
                                .otherwise("error"),
                        Option.value("--baseline", "FILE", "With -: show what changed since the JSON Lines in FILE."),
                        Option.flag("--unordered", "With -: print each answer as soon as it is there."),
                        Option.flag(
                                "--probe",
                                "Connect to the policy host of MTA-STS and to the mail hosts, for what only a"
                                        + " connection shows; no mail is sent."),
                        Option.flag(
                                "--watch",
                                "Wait until a change of the record is visible at every name server and at the"
                                        + " resolver."),
                        Option.value(
                                "--expect",
                                "RECORD",
                                "With --watch: the TXT record that is waited for, such as 'v=spf1 -all'; any change"
                                        + " without."),
                        Option.value("--wait", "SECONDS", "With --watch: give up after so long.")
                                .otherwise("900"))
                .example("check example.org", "SPF, DMARC, DKIM, MX, reverse DNS and more")
                .example("check - < domains.txt", "the same for many domains")
                .example("check - --depth record --sort harm --only error < domains.txt", "the ones that hurt, fast")
                .example("check example.org --watch", "wait until a change has arrived everywhere"));
    }

    @Override
    public int run(Call call, Console console) throws Unusable {
        CommonOptions options = new CommonOptions(usage(), call, console);
        CheckOptions known = known(call);
        List<Server> named = named(call);
        String domain = call.operand().orElse("");
        boolean watch = call.has("--watch") || call.has("--expect");
        if (call.has("--probe")
                && (watch || domain.strip().equals("-") || !options.zones().isEmpty())) {
            throw new Unusable("--probe connects to the hosts of one real domain: name it, without --watch and --zone");
        }
        if (domain.strip().equals("-")) {
            if (watch) {
                throw new Unusable("--watch waits for one domain; name it instead of -");
            }
            return many(System.in, call, options, known, named);
        }
        DomainName name = CheckedName.of(domain);
        try (DnsSource dns = DnsSource.open(options)) {
            if (watch) {
                return watch(dns, name, named, call, options);
            }
            CheckReport dnsOnly = check(dns, name, known, named, VendorDirectory.builtIn());
            CheckReport report = call.has("--probe") && dnsOnly.noDns().isEmpty()
                    ? dnsOnly.withArea(Probing.of(dns.budget(), name))
                    : dnsOnly;
            options.print(
                    options.json()
                            ? JsonDocument.pretty(CheckJson.of(report))
                            : options.markdown()
                                    ? CheckMarkdown.of(report)
                                    : CheckText.of(report, options.paper(), options.verbose()));
            return status(report);
        }
    }

    private static CheckReport check(
            DnsSource dns, DomainName name, CheckOptions known, List<Server> named, VendorDirectory vendors) {
        CheckLimits limits = CheckLimits.DEFAULT;
        BudgetResolver budget = BudgetResolver.of(
                dns.resolver(), limits.questions(), Deadline.in(dns.limits().check()));
        CheckReport report = new EmailCheck(
                        budget,
                        vendors,
                        limits,
                        Optional.ofNullable(dns.wire()).map(wire -> Authorities.of(wire, named)))
                .check(name, known);
        return budget.refused() == 0
                ? report
                : report.withLimit(budget.refused()
                        + " DNS questions were not asked: this check's limit of questions or time was reached after "
                        + budget.asked() + ".");
    }

    private static int many(InputStream in, Call call, CommonOptions options, CheckOptions known, List<Server> named)
            throws Unusable {
        boolean full = !call.one("--depth").orElse("").equals("record");
        ManyPrinted printed = new ManyPrinted(printed(call, options, full));
        try (DnsSource dns = DnsSource.paced(options)) {
            VendorDirectory vendors = VendorDirectory.builtIn();
            RowCheck rows = new RowCheck(dns.resolver(), () -> System.nanoTime() / 1_000_000_000L);
            int status = new ManyDomains(
                            name -> full
                                    ? DomainAnswer.of(check(dns, name, known, named, vendors), rows.check(name))
                                    : DomainAnswer.of(name, rows.check(name)),
                            printed,
                            new Column(call.one("--column")),
                            !call.has("--unordered"),
                            options.out(),
                            progress(options))
                    .run(in);
            printed.beside().forEach(options.err()::println);
            return status;
        }
    }

    private static ManyPrinted.Settings printed(Call call, CommonOptions options, boolean full) throws Unusable {
        String word = call.one("--format").orElse("table");
        ManyPrinted.Format format = options.json()
                ? ManyPrinted.Format.JSONL
                : options.markdown()
                        ? ManyPrinted.Format.MARKDOWN
                        : ManyPrinted.Format.valueOf(word.toUpperCase(Locale.ROOT));
        Optional<Baseline> baseline = Optional.empty();
        if (call.one("--baseline").isPresent()) {
            baseline = Optional.of(Baseline.read(Path.of(call.one("--baseline").get()), full));
        }
        return new ManyPrinted.Settings(
                format,
                call.one("--only").flatMap(CheckCommand::level).orElse(Severity.INFO),
                call.one("--sort").orElse("").equals("harm"),
                level(call.one("--fail-on").orElse("error")),
                baseline,
                options.zones(),
                options.paper(),
                options.verbose(),
                options::masked);
    }

    private static Optional<Severity> level(String word) {
        return Stream.of(Severity.values())
                .filter(level -> level.word().equals(word))
                .findFirst();
    }

    private static int watch(DnsSource dns, DomainName name, List<Server> named, Call call, CommonOptions options)
            throws Unusable {
        WireResolver wire = dns.wire();
        if (wire == null) {
            throw new Unusable("--watch asks real name servers and cannot be used with --zone");
        }
        int wait = Given.number("--wait", call.one("--wait").orElse(""), 1, LONGEST_WAIT);
        Optional<String> wanted = call.one("--expect");
        Optional<String> selector = call.all("--selector").stream().findFirst();
        DomainName place = Spread.place(name, wanted.orElse(""), selector)
                .orElseThrow(() -> new Unusable("to wait for a DKIM key, say where it stands with --selector NAME"));
        Spread spread = Spread.of(dns.budget(), Authorities.of(wire, named), place, CheckLimits.DEFAULT);
        return new Watching(
                        spread,
                        wanted,
                        new Watching.Pace(Duration.ofSeconds(5), Duration.ofSeconds(wait)),
                        options.json(),
                        options.out(),
                        progress(options))
                .run();
    }

    private static Progress progress(CommonOptions options) {
        return new Progress(options.err(), Progress.onTerminal());
    }

    private static CheckOptions known(Call call) throws Unusable {
        List<IpAddress> addresses = new ArrayList<>();
        for (String text : call.all("--ip")) {
            addresses.add(Given.address("--ip", text));
        }
        if (addresses.size() > CheckOptions.MOST_SENDERS) {
            throw new Unusable("--ip may be given " + CheckOptions.MOST_SENDERS + " times, not " + addresses.size());
        }
        List<String> selectors = call.all("--selector");
        for (String selector : selectors) {
            if (DomainName.parse(selector).isEmpty()) {
                throw new Unusable("--selector wants a DKIM selector such as s1, not '" + selector + "'");
            }
        }
        return new CheckOptions(selectors, addresses);
    }

    private static List<Server> named(Call call) throws Unusable {
        List<Server> named = new ArrayList<>();
        for (String text : call.all("--at")) {
            named.add(Server.parse(text)
                    .orElseThrow(() -> new Unusable("--at wants HOST[:PORT], HOST being an IP address, not " + text)));
        }
        return named;
    }

    /// The exit status that a report comes to.
    static int status(CheckReport report) {
        if (report.count(Severity.ERROR) > 0) {
            return ExitStatus.WRONG;
        }
        return report.unanswered() ? ExitStatus.NO_DNS : ExitStatus.NOTHING_WRONG;
    }
}
