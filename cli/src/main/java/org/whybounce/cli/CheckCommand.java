package org.whybounce.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.whybounce.check.Authorities;
import org.whybounce.check.CheckLimits;
import org.whybounce.check.CheckOptions;
import org.whybounce.check.CheckReport;
import org.whybounce.check.EmailCheck;
import org.whybounce.check.Severity;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.CheckJson;
import org.whybounce.words.CheckMarkdown;
import org.whybounce.words.CheckText;
import org.whybounce.words.Redaction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `whybounce check`: the Email Check.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        synopsisHeading = "Usage: ",
        description = "Email Check: everything receivers ask the DNS about a domain, in one pass.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DOMAIN", description = "The domain that is checked.")
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

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Unusable {
        CheckOptions known = known();
        DomainName name = DomainName.parse(domain.strip())
                .filter(parsed -> !parsed.isRoot())
                .orElseThrow(() -> new Unusable("'" + domain + "' is no domain name"));
        try (DnsSource dns = DnsSource.open(options)) {
            CheckReport report = check(dns, name, known);
            print(report);
            return status(report);
        }
    }

    private static CheckReport check(DnsSource dns, DomainName name, CheckOptions known) {
        CheckLimits limits = CheckLimits.DEFAULT;
        BudgetResolver budget = new BudgetResolver(
                dns.resolver(), limits.questions(), Deadline.in(dns.limits().check()));
        return new EmailCheck(
                        budget,
                        VendorDirectory.builtIn(),
                        limits,
                        Optional.ofNullable(dns.wire()).map(wire -> Authorities.of(wire, List.of())))
                .check(name, known);
    }

    private CheckOptions known() throws Unusable {
        List<IpAddress> addresses = new ArrayList<>();
        for (String text : senders) {
            addresses.add(IpAddress.parse(text.strip())
                    .orElseThrow(() -> new Unusable("--ip wants an IPv4 or IPv6 address, not '" + text + "'")));
        }
        for (String selector : selectors) {
            if (DomainName.parse(selector).isEmpty()) {
                throw new Unusable("--selector wants a DKIM selector such as s1, not '" + selector + "'");
            }
        }
        return new CheckOptions(selectors, addresses);
    }

    private void print(CheckReport report) {
        String text = options.json()
                ? CheckJson.of(report).toPrettyString() + "\n"
                : options.markdown()
                        ? CheckMarkdown.of(report)
                        : CheckText.of(report, options.colored(), options.verbose());
        PrintWriter out = spec.commandLine().getOut();
        out.print(options.redact() ? Redaction.mask(text) : text);
        out.flush();
    }

    /// The exit status that a report comes to.
    static int status(CheckReport report) {
        if (report.count(Severity.ERROR) > 0) {
            return ExitStatus.WRONG;
        }
        return report.unanswered() ? ExitStatus.NO_DNS : ExitStatus.NOTHING_WRONG;
    }
}
