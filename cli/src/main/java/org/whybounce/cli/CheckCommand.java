package org.whybounce.cli;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whybounce.check.EmailCheck;
import org.whybounce.check.look.Spread;
import org.whybounce.check.report.Authorities;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.check.report.CheckReport;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.wire.Server;
import org.whybounce.dns.wire.WireResolver;
import org.whybounce.finding.Severity;
import org.whybounce.net.IpAddress;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.CheckJson;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.markdown.CheckMarkdown;
import org.whybounce.words.text.CheckText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `whybounce check`: the Email Check of one domain or of many, and the wait for a change.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        synopsisHeading = "Usage: ",
        description = "Email Check: everything receivers ask the DNS about a domain, in one pass.")
final class CheckCommand implements Callable<Integer> {
    private static final int LONGEST_WAIT = 86_400;

    @Parameters(
            paramLabel = "DOMAIN|-",
            description = "The domain that is checked; - reads many from standard input, one a line.")
    private String domain = "";

    @Option(
            names = "--selector",
            paramLabel = "NAME",
            description = "A DKIM selector that its mail is signed with (repeatable); without it they are guessed.")
    private List<String> selectors = new ArrayList<>();

    @Option(
            names = "--ip",
            paramLabel = "IP",
            description = "An address that its mail is sent from (repeatable): SPF and reverse DNS are looked at.")
    private List<String> senders = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "HOST[:PORT]",
            description = "Ask this name server of the domain (repeatable) instead of those that its NS records name.")
    private List<String> at = new ArrayList<>();

    @Option(names = "--unordered", description = "With -: print each answer as soon as it is there.")
    private boolean unordered;

    @Option(
            names = "--watch",
            description = "Wait until a change of the record is visible at every name server and at the resolver.")
    private boolean watch;

    @Option(
            names = "--expect",
            paramLabel = "RECORD",
            description = "With --watch: the TXT record that is waited for, such as 'v=spf1 -all'; any change without.")
    private @Nullable String expect;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "With --watch: give up after so long (default: ${DEFAULT-VALUE}).",
            defaultValue = "900")
    private int wait = 900;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws Unusable {
        CheckOptions known = known();
        List<Server> named = named();
        if (domain.strip().equals("-")) {
            if (watch || expect != null) {
                throw new Unusable("--watch waits for one domain; name it instead of -");
            }
            return many(System.in, known, named);
        }
        DomainName name = CheckedName.of(domain);
        try (DnsSource dns = DnsSource.open(options)) {
            if (watch || expect != null) {
                return watch(dns, name, named);
            }
            CheckReport report = check(dns, name, known, named, VendorDirectory.builtIn());
            options.print(
                    options.json()
                            ? JsonDocument.pretty(CheckJson.of(report))
                            : options.markdown()
                                    ? CheckMarkdown.of(report)
                                    : CheckText.of(report, options.colored(), options.verbose()));
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

    private int many(InputStream in, CheckOptions known, List<Server> named) throws Unusable {
        try (DnsSource dns = DnsSource.paced(options)) {
            VendorDirectory vendors = VendorDirectory.builtIn();
            return new ManyDomains(
                            name -> check(dns, name, known, named, vendors),
                            new Lines(options),
                            !unordered,
                            options.out(),
                            progress())
                    .run(in);
        }
    }

    private int watch(DnsSource dns, DomainName name, List<Server> named) throws Unusable {
        WireResolver wire = dns.wire();
        if (wire == null) {
            throw new Unusable("--watch asks real name servers and cannot be used with --zone");
        }
        if (wait < 1 || wait > LONGEST_WAIT) {
            throw new Unusable("--wait is a number of seconds from 1 to " + LONGEST_WAIT + ", not " + wait);
        }
        Optional<String> wanted = Optional.ofNullable(expect);
        Optional<String> selector = selectors.stream().findFirst();
        DomainName place = Spread.place(name, wanted.orElse(""), selector)
                .orElseThrow(() -> new Unusable("to wait for a DKIM key, say where it stands with --selector NAME"));
        Spread spread = Spread.of(dns.budget(), Authorities.of(wire, named), place, CheckLimits.DEFAULT);
        return new Watching(
                        spread,
                        wanted,
                        new Watching.Pace(Duration.ofSeconds(5), Duration.ofSeconds(wait)),
                        options.json(),
                        options.out(),
                        progress())
                .run();
    }

    private Progress progress() {
        return new Progress(options.err(), Progress.onTerminal());
    }

    private CheckOptions known() throws Unusable {
        List<IpAddress> addresses = new ArrayList<>();
        for (String text : senders) {
            addresses.add(Given.address("--ip", text));
        }
        if (addresses.size() > CheckOptions.MOST_SENDERS) {
            throw new Unusable("--ip may be given " + CheckOptions.MOST_SENDERS + " times, not " + addresses.size());
        }
        for (String selector : selectors) {
            if (DomainName.parse(selector).isEmpty()) {
                throw new Unusable("--selector wants a DKIM selector such as s1, not '" + selector + "'");
            }
        }
        return new CheckOptions(selectors, addresses);
    }

    private List<Server> named() throws Unusable {
        List<Server> named = new ArrayList<>();
        for (String text : at) {
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
