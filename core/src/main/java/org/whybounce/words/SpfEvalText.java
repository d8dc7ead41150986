package org.whybounce.words;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whybounce.spf.Deviation;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.OtherReading;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfRecord;
import org.whybounce.spf.SpfResult;
import org.whybounce.spf.SpfTree;
import org.whybounce.spf.Step;
import org.whybounce.words.TextPage.Ink;

/// An evaluation with its steps, for a terminal.
public final class SpfEvalText {
    private SpfEvalText() {}

    /// @param tree of the domain evaluated, for the worst case; null if it was not made
    public static void put(TextPage page, Evaluation evaluation, @Nullable SpfTree tree) {
        String sender = evaluation.asked().mailFrom().isEmpty()
                ? evaluation.domain()
                : evaluation.asked().mailFrom();
        String who = switch (evaluation.identity()) {
            case MFROM -> "MAIL FROM " + sender;
            case HELO -> "HELO " + evaluation.domain();
        };
        page.gap();
        page.say(ink(evaluation.result()), who + " from " + evaluation.ip() + ": " + evaluation.result());
        page.say(Ink.PLAIN, "  ", "  ", sentence(SpfSentences.of(evaluation)));
        SpfLimits limits = SpfLimits.RFC7208;
        page.say(
                Ink.PLAIN,
                "  ",
                "  ",
                evaluation.counters().lookups() + " of " + limits.lookups() + " lookups on this way"
                        + (tree == null ? "" : ", " + tree.worst() + " at worst") + "; "
                        + evaluation.counters().voidTerms() + " of " + limits.voids() + " void"
                        + (evaluation.counters().voidQueries()
                                        > evaluation.counters().voidTerms()
                                ? " (" + evaluation.counters().voidQueries() + " counted by question)."
                                : "."));
        evaluation
                .explained()
                .ifPresent(text -> page.say(
                        Ink.PLAIN, "  ", "  ", "The domain's own words, not checked by anyone: \"" + text + "\""));
        for (OtherReading reading : evaluation.otherReadings()) {
            page.say(Ink.DOUBT, "  ", "  ", otherwise(reading));
        }
        if (!evaluation.nearMisses().isEmpty()) {
            page.gap();
            page.say(Ink.BOLD, "  ", "  ", "Close by:");
            evaluation.nearMisses().forEach(miss -> page.say(Ink.PLAIN, "  - ", "    ", sentence(miss.words())));
        }
        page.gap();
        page.say(Ink.BOLD, "  ", "  ", "Step by step:");
        steps(page, evaluation, "  ");
    }

    private static String otherwise(OtherReading reading) {
        List<String> ways = reading.deviations().stream().map(Deviation::words).toList();
        return (reading.lenient() ? "A lenient receiver" : "A stricter receiver") + " may say " + reading.result()
                + reading.matched().map(match -> " by " + match.text()).orElse("") + ", where "
                + String.join(" and ", ways) + ".";
    }

    static Ink ink(SpfResult result) {
        return switch (result) {
            case PASS -> Ink.GOOD;
            case FAIL, PERMERROR -> Ink.BAD;
            case SOFTFAIL, TEMPERROR -> Ink.DOUBT;
            case NEUTRAL, NONE -> Ink.BOLD;
        };
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private static void steps(TextPage page, Evaluation evaluation, String indent) {
        // Deeper than this no line would be left for the words; no sound record nests so far.
        String inner = indent.length() > 20 ? indent : indent + "  ";
        page.say(
                Ink.BOLD,
                indent,
                inner,
                evaluation.domain()
                        + evaluation
                                .recordFound()
                                .map(SpfRecord::text)
                                .map(text -> "  " + text)
                                .orElse(""));
        for (Step step : evaluation.steps()) {
            switch (step) {
                case Step.Asked(var question, var answer, var after) ->
                    page.say(Ink.QUIET, inner, inner + "  ", "asked " + question + ": " + SpfAnswerText.of(answer));
                case Step.Tried(var term, var target, var matched, var why, var seen, var after) -> {
                    SpfRecord record = evaluation.record();
                    String written = record == null ? "" : record.textOf(term);
                    page.say(
                            matched ? Ink.BOLD : Ink.PLAIN,
                            inner,
                            inner + "  ",
                            written
                                    + target.filter(name -> !written.endsWith(name))
                                            .map(name -> " (" + name + ")")
                                            .orElse("")
                                    + (matched ? " matches: " : ": ")
                                    + why.words()
                                    + listed(seen)
                                    + (term.costsLookup() ? ", " + after.lookups() + " looked up" : ""));
                }
                case Step.Entered(var by, var below) -> steps(page, below, inner);
                case Step.Stopped(var trouble) ->
                    page.say(
                            Ink.BAD,
                            inner,
                            inner + "  ",
                            "stops with " + evaluation.result() + ": " + SpfSentences.of(trouble));
            }
        }
        page.say(Ink.PLAIN, inner, inner, "-> " + evaluation.result());
    }

    private static String listed(List<String> seen) {
        if (seen.isEmpty()) {
            return "";
        }
        int most = 6;
        return " (" + String.join(", ", seen.subList(0, Math.min(most, seen.size())))
                + (seen.size() > most ? " and " + (seen.size() - most) + " more" : "") + ")";
    }
}
