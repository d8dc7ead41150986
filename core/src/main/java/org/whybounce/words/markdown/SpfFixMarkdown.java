package org.whybounce.words.markdown;

import org.whybounce.fix.Fix;
import org.whybounce.fix.plan.RecordFix;
import org.whybounce.words.text.SpfFixText;

/// A change of a domain's record for a ticket.
public final class SpfFixMarkdown {
    private SpfFixMarkdown() {}

    public static String of(RecordFix fix) {
        StringBuilder out = new StringBuilder();
        out.append("**SPF of ")
                .append(Markdown.escape(fix.domain() + ": " + SpfFixText.standing(fix)))
                .append("**\n\n");
        for (Fix each : fix.fixes()) {
            if (each instanceof Fix.Publish) {
                out.append(Markdown.escape(each.text())).append("\n\n");
            }
            FixMarkdown.put(out, each);
            out.append('\n');
        }
        fix.advice()
                .forEach(line -> out.append("- ").append(Markdown.escape(line)).append('\n'));
        return out.toString();
    }
}
