package org.whybounce.cli;

import java.util.concurrent.Callable;
import org.whybounce.check.Severity;
import org.whybounce.check.SpfCheck;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.SpfTree;
import org.whybounce.words.JsonDocument;
import org.whybounce.words.SpfShowText;
import org.whybounce.words.SpfTreeJson;
import org.whybounce.words.TextPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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

    @Override
    public Integer call() throws Unusable {
        DomainName name = CheckedName.of(domain);
        try (DnsSource dns = DnsSource.open(options)) {
            BudgetResolver budget = dns.budget();
            SpfCheck check = SpfCheck.of(budget, name);
            options.print(options.json() ? JsonDocument.pretty(SpfTreeJson.of(check)) : text(check));
            return status(check);
        }
    }

    private String text(SpfCheck check) {
        TextPage page = new TextPage(options.colored());
        SpfShowText.put(page, check);
        return page.toString();
    }

    private static int status(SpfCheck check) {
        if (check.tree().root().state() instanceof SpfTree.State.Unanswered) {
            return ExitStatus.NO_DNS;
        }
        return check.gravest().filter(Severity.ERROR::equals).isPresent() ? ExitStatus.WRONG : ExitStatus.NOTHING_WRONG;
    }
}
