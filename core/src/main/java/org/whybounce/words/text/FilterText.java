package org.whybounce.words.text;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.HeaderAnalysis;
import org.whybounce.headers.FilterWord;
import org.whybounce.message.FilterReport;
import org.whybounce.route.Trust;
import org.whybounce.text.Claim;
import org.whybounce.words.text.TextPage.Ink;

/// What filters wrote, with the words that their makers explain.
final class FilterText {
    private FilterText() {}

    static void put(TextPage page, HeaderAnalysis analysis, boolean verbose) {
        boolean first = true;
        for (FilterReport report : analysis.message().reports()) {
            Trust trust = analysis.way().trustAt(report.field().span().start());
            List<String> parts = new ArrayList<>();
            List<FilterWord> words = FilterWord.of(report);
            if (words.stream().noneMatch(FilterWord::verdict)) {
                report.verdict().map(Claim::value).ifPresent(parts::add);
            }
            report.score()
                    .ifPresent(score -> parts.add("score " + score.value()
                            + report.required()
                                    .map(most -> " of " + most.value() + " needed")
                                    .orElse("")));
            words.forEach(word -> parts.add(word.says()));
            if (parts.isEmpty() || trust == Trust.FORGEABLE && !verbose) {
                continue;
            }
            if (first) {
                page.gap().say(Ink.BOLD, "What filters wrote:");
                first = false;
            }
            page.columns(
                    Ink.PLAIN,
                    "",
                    2,
                    report.field().name() + " (" + report.dialect().words() + ", " + trust.word() + "): "
                            + String.join("; ", parts));
        }
    }
}
