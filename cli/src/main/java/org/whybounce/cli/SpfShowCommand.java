package org.whybounce.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Overlay;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.dns.ZoneOverlay;
import org.whybounce.finding.Severity;
import org.whybounce.spf.finding.SpfCheck;
import org.whybounce.spf.finding.SpfComparison;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.text.Visible;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.json.SpfTreeJson;
import org.whybounce.words.text.SpfComparisonText;
import org.whybounce.words.text.SpfShowText;
import org.whybounce.words.text.TextPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--against",
            paramLabel = "RECORD|FILE",
            description = "Tell what would change, address for address, if this stood in its place: a record in quotes,"
                    + " or a zone file with the domain's records as they are to be.")
    private @Nullable String against;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws Unusable {
        DomainName name = CheckedName.of(domain);
        try (DnsSource dns = DnsSource.open(options)) {
            BudgetResolver budget = dns.budget();
            SpfCheck check = SpfCheck.of(budget, name);
            SpfComparison comparison = against == null ? null : compare(check, against, budget);
            options.print(options.json() ? json(check, comparison) : text(check, comparison));
            return status(check);
        }
    }

    private static SpfComparison compare(SpfCheck check, String against, Resolver now) throws Unusable {
        String text = against.strip();
        if (SpfParser.isRecord(text)) {
            return SpfComparison.of(check, text, Overlay.txt(now, check.domain(), List.of(text)));
        }
        try {
            Path file = Path.of(text);
            if (!Files.exists(file)) {
                throw new Unusable("--against wants a record such as 'v=spf1 -all' or a zone file; there is no file "
                        + Visible.line(text, 100));
            }
            return SpfComparison.of(check, text, new ZoneOverlay(now, ZoneFile.read(List.of(file))));
        } catch (InvalidPathException e) {
            throw new Unusable("--against wants a record such as 'v=spf1 -all' or a zone file");
        } catch (ZoneFile.Unreadable e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        }
    }

    private static String json(SpfCheck check, @Nullable SpfComparison comparison) {
        return JsonDocument.pretty(comparison == null ? SpfTreeJson.of(check) : SpfTreeJson.of(check, comparison));
    }

    private String text(SpfCheck check, @Nullable SpfComparison comparison) {
        TextPage page = new TextPage(options.colored());
        SpfShowText.put(page, check);
        if (comparison != null) {
            SpfComparisonText.put(page, check, comparison);
        }
        return page.toString();
    }

    private static int status(SpfCheck check) {
        if (check.tree().root().state() instanceof SpfTree.State.Unanswered) {
            return ExitStatus.NO_DNS;
        }
        return check.gravest().filter(Severity.ERROR::equals).isPresent() ? ExitStatus.WRONG : ExitStatus.NOTHING_WRONG;
    }
}
