package org.whybounce.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Operand;
import org.whybounce.cli.usage.Option;
import org.whybounce.cli.usage.Usage;
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

/// `whybounce spf show`: the whole tree of a domain.
final class SpfShowCommand implements Command {
    @Override
    public Usage usage() {
        return CommonOptions.on(Usage.of(
                        "spf show",
                        "Shows the whole tree of a domain's SPF record: cost per term, worst case, addresses, defects.")
                .takes(Operand.one("DOMAIN", "The domain whose record is shown."))
                .with(Option.value(
                        "--against",
                        "RECORD|FILE",
                        "Say what would change, address for address, if this stood in its place: a record in quotes, or"
                                + " a zone file with the domain's records as they are to be."))
                .example("spf show example.org", "its tree and what it costs")
                .example(
                        "spf show example.org --against 'v=spf1 -all'",
                        "who could no longer send if this were published"));
    }

    @Override
    public int run(Call call, Console console) throws Unusable {
        CommonOptions options = new CommonOptions(usage(), call, console);
        @Nullable String against = call.one("--against").orElse(null);
        DomainName name = CheckedName.of(call.operand().orElse(""));
        try (DnsSource dns = DnsSource.open(options)) {
            BudgetResolver budget = dns.budget();
            SpfCheck check = SpfCheck.of(budget, name);
            SpfComparison comparison = against == null ? null : compare(check, against, budget);
            options.print(options.json() ? json(check, comparison) : text(check, comparison, options));
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

    private static String text(SpfCheck check, @Nullable SpfComparison comparison, CommonOptions options) {
        TextPage page = new TextPage(options.paper());
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
