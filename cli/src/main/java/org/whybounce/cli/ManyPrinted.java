package org.whybounce.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.whybounce.cli.ManyDomains.Line;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Severity;
import org.whybounce.row.RowTotals;
import org.whybounce.text.Visible;
import org.whybounce.words.json.CheckJson;
import org.whybounce.words.json.DomainsSarif;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.json.RowJson;
import org.whybounce.words.markdown.Markdown;
import org.whybounce.words.text.CheckText;
import org.whybounce.words.text.DomainsJunit;
import org.whybounce.words.text.Paper;
import org.whybounce.words.text.RefusalCsv;
import org.whybounce.words.text.RowTotalsText;
import org.whybounce.words.text.TextPage;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The answers of a run over many domains in the form that was asked for. Called by one thread, in the order of the
/// output.
final class ManyPrinted implements ManyDomains.Form {
    enum Format {
        TABLE,
        CSV,
        JSONL,
        SARIF,
        JUNIT,
        MARKDOWN
    }

    /// @param only     domains that are less harmed are not shown
    /// @param sorted   whether the most harmed come first, which is known only at the end
    /// @param failOn   from which level on the exit status is 1; empty for never
    /// @param baseline an earlier run: only what changed since is shown
    /// @param zones    the zone files that were checked, for forms that name a file and line
    record Settings(
            Format format,
            Severity only,
            boolean sorted,
            Optional<Severity> failOn,
            Optional<Baseline> baseline,
            List<Path> zones,
            Paper paper,
            boolean verbose,
            UnaryOperator<String> mask) {}

    private record Kept(DomainAnswer answer, Line line, Optional<Baseline.Change> change) {}

    private final Settings settings;
    private final RowTotals totals = new RowTotals();
    private final List<Kept> kept = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private boolean headed;
    private boolean failed;
    private boolean unanswered;
    private boolean unusable;

    ManyPrinted(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String answer(DomainAnswer answer, Line line) {
        totals.add(answer.row());
        Optional<Baseline.Change> change = settings.baseline().flatMap(before -> before.since(answer));
        failed |= fails(answer, change);
        unanswered |= answer.unanswered();
        boolean shown = answer.worst().compareTo(settings.only()) <= 0
                && change.filter(Baseline.Change::none).isEmpty();
        if (!shown) {
            return "";
        }
        Kept one = new Kept(answer, line, change);
        boolean whole = settings.format() == Format.SARIF || settings.format() == Format.JUNIT;
        if (settings.sorted() || whole) {
            kept.add(one);
            return "";
        }
        return settings.mask().apply(head() + shown(one));
    }

    /// With a baseline only what is new can fail a run.
    private boolean fails(DomainAnswer answer, Optional<Baseline.Change> change) {
        if (settings.failOn().isEmpty()) {
            return false;
        }
        return answer.findings().stream()
                .filter(finding -> change.isEmpty() || change.get().found().contains(finding.code()))
                .anyMatch(finding -> finding.level().compareTo(settings.failOn().get()) <= 0);
    }

    @Override
    public String trouble(Line line, String why) {
        unusable = true;
        String words = "line " + line.number() + ": " + Visible.line(why);
        return switch (settings.format()) {
            case TABLE -> settings.mask().apply(words + "\n");
            case MARKDOWN, CSV, SARIF, JUNIT -> {
                troubles.add(words);
                yield "";
            }
            case JSONL -> {
                ObjectNode node = JsonNodeFactory.instance.objectNode();
                node.put("schema", CheckJson.SCHEMA);
                node.put("line", line.number());
                node.put("input", line.input());
                node.put("error", why);
                yield settings.mask().apply(JsonDocument.line(node));
            }
        };
    }

    @Override
    public String end() {
        StringBuilder out = new StringBuilder();
        kept.sort(Comparator.comparing((Kept one) -> one.answer().worst())
                .thenComparingInt(one -> -one.answer().findings().size())
                .thenComparing(one -> one.answer().domain()));
        switch (settings.format()) {
            case TABLE, CSV, JSONL, MARKDOWN -> {
                if (settings.format() != Format.TABLE && settings.format() != Format.JSONL) {
                    out.append(head());
                }
                kept.forEach(one -> out.append(shown(one)));
            }
            case SARIF -> {
                DomainsSarif sarif = new DomainsSarif("domains.txt");
                ZoneLines zones = ZoneLines.of(settings.zones());
                for (Kept one : kept) {
                    DomainName domain = DomainName.of(one.answer().row().domain());
                    sarif.add(one.answer().findings(), one.line().number(), finding -> zones.of(finding, domain));
                }
                out.append(JsonDocument.pretty(sarif.document()));
            }
            case JUNIT -> {
                DomainsJunit junit = new DomainsJunit();
                kept.forEach(one -> junit.add(
                        one.answer().row().domain(),
                        one.answer().findings(),
                        settings.failOn().orElse(Severity.ERROR),
                        one.answer().unanswered(),
                        one.answer().says()));
                troubles.forEach(junit::trouble);
                out.append(junit.document());
            }
        }
        if (totals.domains() > 0 && settings.format() == Format.TABLE) {
            out.append('\n').append(RowTotalsText.of(totals));
        }
        return settings.mask().apply(out.toString());
    }

    /// Lines that were no domain, which the form has no place for.
    @Override
    public List<String> beside() {
        return settings.format() == Format.JUNIT ? List.of() : List.copyOf(troubles);
    }

    /// 1 outweighs 4, which outweighs 2.
    @Override
    public int status() {
        return failed
                ? ExitStatus.WRONG
                : unanswered ? ExitStatus.NO_DNS : unusable ? ExitStatus.UNUSABLE : ExitStatus.NOTHING_WRONG;
    }

    private String head() {
        if (headed) {
            return "";
        }
        headed = true;
        return switch (settings.format()) {
            case CSV -> "line,domain,harm,spf,lookups,voids,all,dmarc,mx,codes,says,do\r\n";
            case MARKDOWN -> "| Domain | Harm | Code | What receivers do | To do |\n| --- | --- | --- | --- | --- |\n";
            case TABLE, JSONL, SARIF, JUNIT -> "";
        };
    }

    private String shown(Kept one) {
        DomainAnswer answer = one.answer();
        return switch (settings.format()) {
            case TABLE ->
                settings.verbose() && answer.report().isPresent()
                        ? CheckText.of(answer.report().get(), settings.paper(), false) + "\n"
                        : table(one);
            case CSV -> csv(one);
            case JSONL -> json(one);
            case MARKDOWN ->
                "| " + Markdown.escape(answer.row().domain()) + " | "
                        + answer.row().harm() + " | "
                        + (answer.findings().isEmpty()
                                ? ""
                                : "`" + answer.findings().getFirst().code() + "`")
                        + " | " + Markdown.escape(answer.says()) + " | " + Markdown.escape(answer.todo()) + " |\n";
            case SARIF, JUNIT -> throw new IllegalStateException("printed whole");
        };
    }

    private String table(Kept one) {
        DomainAnswer answer = one.answer();
        String code = answer.findings().isEmpty()
                ? ""
                : answer.findings().getFirst().code()
                        + (answer.findings().size() > 1
                                ? " (+" + (answer.findings().size() - 1) + ")"
                                : "");
        String again = one.line().duplicateOf() > 0 ? "  (line " + one.line().duplicateOf() + " again)" : "";
        TextPage page = new TextPage(settings.paper());
        String head = String.format(
                Locale.ROOT, "%-8s%-30s %s", answer.row().harm(), answer.row().domain(), code);
        // The columns stand below each other whatever the names are.
        page.verbatim(
                switch (answer.worst()) {
                    case ERROR -> TextPage.Ink.BAD;
                    case WARNING -> TextPage.Ink.DOUBT;
                    case NOTICE, INFO -> TextPage.Ink.PLAIN;
                },
                head.stripTrailing() + again);
        if (!answer.findings().isEmpty()) {
            page.say(TextPage.Ink.PLAIN, "        ", "        ", Visible.line(answer.says()));
        }
        one.change().ifPresent(change -> {
            if (!change.found().isEmpty()) {
                page.say(TextPage.Ink.BAD, "        ", "          ", "New: " + String.join(", ", change.found()));
            }
            if (!change.gone().isEmpty()) {
                page.say(TextPage.Ink.GOOD, "        ", "          ", "Gone: " + String.join(", ", change.gone()));
            }
        });
        return page.toString();
    }

    private String csv(Kept one) {
        DomainAnswer answer = one.answer();
        var row = answer.row();
        List<String> cells = List.of(
                Integer.toString(one.line().number()),
                row.domain(),
                row.harm(),
                row.spf().word(),
                row.lookups().isPresent() ? Integer.toString(row.lookups().getAsInt()) : "",
                Integer.toString(row.voids()),
                row.all(),
                row.dmarc().word(),
                row.mx().isPresent() ? Integer.toString(row.mx().getAsInt()) : "",
                String.join(" ", row.codes()),
                answer.says(),
                answer.todo());
        return String.join(",", cells.stream().map(RefusalCsv::cell).toList()) + "\r\n";
    }

    private String json(Kept one) {
        DomainAnswer answer = one.answer();
        @Nullable ObjectNode node = answer.report().map(CheckJson::of).orElse(null);
        if (node == null && one.change().isEmpty() && one.line().duplicateOf() == 0) {
            return RowJson.row(answer.row()) + "\n";
        }
        if (node == null) {
            node = RowJson.node(answer.row());
        } else {
            node.put("line", one.line().number());
            node.put("input", one.line().input());
        }
        if (one.line().duplicateOf() > 0) {
            node.put("duplicateOf", one.line().duplicateOf());
        }
        if (one.change().isPresent()) {
            ArrayNode found = node.putArray("new");
            one.change().get().found().forEach(found::add);
            ArrayNode gone = node.putArray("gone");
            one.change().get().gone().forEach(gone::add);
        }
        return JsonDocument.line(node);
    }
}
