package org.whybounce.words.markdown;

import org.whybounce.Explanation;
import org.whybounce.cause.CheckResult;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Evidence;
import org.whybounce.finding.Finding;
import org.whybounce.words.sentence.Sides;

/// An explanation for a ticket. Text from outside is escaped, so that a header cannot become a link or a heading.
public final class ExplanationMarkdown {
    private ExplanationMarkdown() {}

    public static String of(Explanation explanation) {
        StringBuilder out = new StringBuilder();
        out.append("**")
                .append(Markdown.escape(explanation.diagnosis().summary()))
                .append("**\n\n");
        if (explanation.diagnosis() instanceof Diagnosis.Established established) {
            out.append("Cause: `").append(established.cause().code()).append("`. Whose side: ");
            out.append(Markdown.escape(Sides.words(established.cause()))).append(".\n\n");
        }
        int number = 1;
        for (CheckResult check : explanation.checks()) {
            out.append(number++)
                    .append(". ")
                    .append(Markdown.escape(check.says()))
                    .append('\n');
            for (Evidence evidence : check.evidence()) {
                out.append("   - ").append(Markdown.escape(evidence.text())).append('\n');
            }
        }
        if (explanation.diagnosis() instanceof Diagnosis.Open open) {
            out.append('\n');
            open.missing()
                    .forEach(missing -> out.append("- Missing: ")
                            .append(Markdown.escape(missing.ask()))
                            .append('\n'));
        }
        out.append('\n');
        explanation.fixes().forEach(fix -> FixMarkdown.put(out, fix));
        for (Finding finding : explanation.findings()) {
            out.append("- ").append(finding.level().word()).append(": ").append(Markdown.escape(finding.text()));
            out.append(" (`").append(finding.code()).append("`)\n");
        }
        explanation
                .limits()
                .forEach(limit ->
                        out.append("- Limit: ").append(Markdown.escape(limit)).append('\n'));
        return out.toString();
    }
}
