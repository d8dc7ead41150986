package org.whybounce.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.whybounce.check.Severity;
import org.whybounce.check.SpfCheck;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.SpfTree;
import org.whybounce.words.JsonDocument;
import org.whybounce.words.Redaction;
import org.whybounce.words.SpfShowText;
import org.whybounce.words.SpfTreeJson;
import org.whybounce.words.TextPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `whybounce spf show`: the whole tree of a domain.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        synopsisHeading = "Usage: ",
        description = "Shows the whole tree of a domain's SPF record: cost per term, worst case, addresses, defects.")
final class SpfShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DOMAIN", description = "The domain whose record is shown.")
    private String domain = "";

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Unusable {
        DomainName name = DomainName.parse(domain.strip())
                .filter(parsed -> !parsed.isRoot())
                .orElseThrow(() -> new Unusable("'" + domain + "' is no domain name"));
        try (DnsSource dns = DnsSource.open(options)) {
            BudgetResolver budget = dns.budget();
            SpfCheck check = SpfCheck.of(budget, name);
            PrintWriter out = spec.commandLine().getOut();
            String text;
            if (options.json()) {
                text = JsonDocument.pretty(SpfTreeJson.of(check));
            } else {
                TextPage page = new TextPage(options.colored());
                SpfShowText.put(page, check);
                text = page.toString();
            }
            out.print(options.redact() ? Redaction.mask(text) : text);
            out.flush();
            return status(check);
        }
    }

    private static int status(SpfCheck check) {
        if (check.tree().root().state() instanceof SpfTree.State.Unanswered) {
            return ExitStatus.NO_DNS;
        }
        return check.gravest().filter(Severity.ERROR::equals).isPresent() ? ExitStatus.WRONG : ExitStatus.NOTHING_WRONG;
    }
}
