package org.whybounce.words.markdown;

import org.whybounce.fix.Fix;
import org.whybounce.fix.HandOver;
import org.whybounce.fix.RecordEdit;
import org.whybounce.text.Visible;
import org.whybounce.words.text.FixText;

/// A fix for a ticket.
final class FixMarkdown {
    private FixMarkdown() {}

    static void put(StringBuilder out, Fix fix) {
        switch (fix) {
            case Fix.Publish publish -> {
                publish.condition()
                        .ifPresent(each -> out.append("**Only ")
                                .append(Markdown.escape(each.onlyIf()))
                                .append(".** If not: ")
                                .append(Markdown.escape(each.otherwise()))
                                .append("\n\n"));
                for (RecordEdit edit : publish.edits()) {
                    out.append("Publish at `")
                            .append(edit.at())
                            .append("`, type ")
                            .append(edit.type())
                            .append(":\n\n");
                    StringBuilder diff = new StringBuilder();
                    edit.was()
                            .forEach(text -> diff.append("- ")
                                    .append(Visible.bytes(text))
                                    .append('\n'));
                    edit.becomes()
                            .forEach(text -> diff.append("+ ").append(text).append('\n'));
                    out.append(Markdown.block(diff.toString())).append('\n');
                }
                out.append("Proved: ")
                        .append(Markdown.escape(FixText.proof(publish.proof().facts())))
                        .append("\n\n");
                publish.notes()
                        .forEach(note ->
                                out.append("- ").append(Markdown.escape(note)).append('\n'));
                out.append("\nFor a zone file:\n\n");
                publish.forms().forEach(form -> out.append(Markdown.block(String.join("\n", form.zoneLines()))));
                long minutes = publish.edits().stream()
                        .mapToLong(edit -> HandOver.minutes(edit.ttl()))
                        .max()
                        .orElse(1);
                out.append("\nCheck again ").append(FixText.minutes(minutes)).append(" after publishing.\n");
            }
            case Fix.Ask ask -> {
                out.append(Markdown.escape(ask.question())).append("\n\n");
                for (Fix.Alternative alternative : ask.alternatives()) {
                    out.append("If ")
                            .append(Markdown.escape(alternative.onlyIf()))
                            .append(":\n\n");
                    put(out, alternative.fix());
                }
            }
            case Fix.Tell tell -> {
                out.append(Markdown.escape(tell.text())).append("\n\n");
                out.append(Markdown.block("Subject: " + tell.letter().subject() + "\n\n"
                                + tell.letter().body()))
                        .append('\n');
            }
            case Fix.PublishNothing nothing ->
                out.append(Markdown.escape(nothing.text() + " " + nothing.instead()))
                        .append("\n\n");
        }
    }
}
