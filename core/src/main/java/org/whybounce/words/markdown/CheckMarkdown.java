package org.whybounce.words.markdown;

import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckReport;
import org.whybounce.finding.Finding;

/// An Email Check for a ticket: the verdicts as a table, then the findings. Text from outside is escaped.
public final class CheckMarkdown {
    private CheckMarkdown() {}

    public static String of(CheckReport report) {
        StringBuilder out = new StringBuilder();
        out.append("**").append(Markdown.escape(report.summary())).append("**\n\n");
        report.noDns().ifPresent(why -> out.append(Markdown.escape(why)).append("\n"));
        if (!report.areas().isEmpty()) {
            out.append("| Area | Verdict | What | To do |\n| --- | --- | --- | --- |\n");
        }
        for (AreaReport area : report.areas()) {
            out.append("| ").append(area.area().title());
            out.append(" | ").append(area.standing().word());
            out.append(" | ").append(Markdown.escape(area.says()));
            out.append(" | ")
                    .append(Markdown.escape(area.todo().replace('\n', ' ')))
                    .append(" |\n");
        }
        if (!report.fixes().isEmpty()) {
            out.append("\n");
        }
        report.fixes().forEach(fix -> FixMarkdown.put(out, fix));
        if (!report.findings().isEmpty()) {
            out.append("\n");
        }
        for (Finding finding : report.findings()) {
            out.append("- ").append(finding.level().word()).append(": ").append(Markdown.escape(finding.text()));
            out.append(" (`").append(finding.code()).append("`)\n");
        }
        report.limits()
                .forEach(limit ->
                        out.append("- Limit: ").append(Markdown.escape(limit)).append('\n'));
        return out.toString();
    }
}
