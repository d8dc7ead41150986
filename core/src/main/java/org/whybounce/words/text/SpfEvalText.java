package org.whybounce.words.text;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.spf.Counters;
import org.whybounce.spf.Deviation;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.OtherReading;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.Step;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.Term;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.words.sentence.SpfSentences;
import org.whybounce.words.text.TextPage.Ink;

/// An evaluation with its steps, for a terminal.
public final class SpfEvalText {
    private static final SpfLimits LIMITS = SpfLimits.RFC7208;

    /// Deeper than this no room is left for words; no sound record nests so far.
    private static final int DEEPEST = 20;

    /// Addresses or names of one line; the rest is counted.
    private static final int MOST_NAMED = 6;

    private SpfEvalText() {}

    /// @param tree of the domain evaluated, for the worst case; null if it was not made
    public static void put(TextPage page, Evaluation evaluation, @Nullable SpfTree tree) {
        String sender = evaluation.asked().mailFrom().isEmpty()
                ? "<>" + (evaluation.domain().isEmpty() ? "" : " (postmaster at " + evaluation.domain() + ")")
                : evaluation.asked().mailFrom();
        String who = switch (evaluation.identity()) {
            case MFROM -> "MAIL FROM " + sender;
            case HELO -> "HELO " + evaluation.domain();
        };
        page.gap();
        page.say(ink(evaluation.result()), who + " from " + evaluation.ip() + ": " + evaluation.result());
        page.say(Ink.PLAIN, "  ", "  ", sentence(SpfSentences.of(evaluation)));
        if (evaluation.domain().isEmpty()) {
            return;
        }
        page.say(Ink.PLAIN, "  ", "  ", counts(evaluation.counters(), tree));
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
        page.say(Ink.BOLD, "  ", "    ", evaluation.domain() + record(evaluation));
        steps(page, evaluation, "    ");
        page.say(ink(evaluation.result()), "  ", "  ", "-> " + evaluation.result());
    }

    private static String counts(Counters counters, @Nullable SpfTree tree) {
        int lookups = counters.lookups();
        String worst = tree == null || tree.worst() <= lookups
                ? ""
                : tree.loops().isEmpty() ? ", " + tree.worst() + " at worst" : ", without end in the loop";
        String voids = counters.voidTerms() == 0 && counters.voidQueries() == 0
                ? ""
                : " " + counters.voidTerms() + (counters.voidTerms() == 1 ? " term" : " terms") + " found nothing, "
                        + LIMITS.voids() + " are allowed"
                        + (counters.voidQueries() > counters.voidTerms()
                                ? " (" + counters.voidQueries() + " counted by question)."
                                : ".");
        return lookups + (lookups == 1 ? " lookup" : " lookups") + " on this way" + worst + "; " + LIMITS.lookups()
                + " are allowed." + voids;
    }

    private static String otherwise(OtherReading reading) {
        List<String> ways = reading.deviations().stream().map(Deviation::words).toList();
        return (reading.lenient() ? "A lenient receiver" : "A stricter receiver") + " may say " + reading.result()
                + reading.matched()
                        .map(match -> " by " + SpfSentences.shortened(match.text()))
                        .orElse("")
                + ", where " + String.join(" and ", ways) + ".";
    }

    static Ink ink(SpfResult result) {
        return switch (result) {
            case PASS -> Ink.GOOD;
            case FAIL, PERMERROR -> Ink.BAD;
            case SOFTFAIL, TEMPERROR -> Ink.DOUBT;
            case NEUTRAL, NONE -> Ink.BOLD;
        };
    }

    /// A sentence with its full stop. Terms and names stay as they are written, even at its beginning.
    private static String sentence(String text) {
        int end = text.indexOf(' ');
        boolean word = end > 0 && text.substring(0, end).chars().allMatch(Character::isLetter);
        return (word ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text) + ".";
    }

    private static String record(Evaluation evaluation) {
        return evaluation
                .recordFound()
                .map(SpfRecord::text)
                .map(text -> ": " + SpfSentences.shown(text))
                .orElse("");
    }

    private static void steps(TextPage page, Evaluation evaluation, String indent) {
        String inner = indent.length() > DEEPEST ? indent : indent + "  ";
        for (Step step : evaluation.steps()) {
            switch (step) {
                case Step.Asked(var question, var answer, var after) ->
                    page.say(
                            Ink.QUIET,
                            indent,
                            inner,
                            "asked " + question + ": " + SpfAnswerText.withData(answer)
                                    + (answer.empty() ? ", void" : ""));
                case Step.Tried tried -> tried(page, evaluation, tried, indent, inner);
                case Step.Entered(var by, var below) -> {
                    String written = written(evaluation, by);
                    page.say(
                            Ink.PLAIN,
                            indent,
                            inner,
                            written + " leads to" + (written.endsWith(below.domain()) ? "" : " " + below.domain())
                                    + record(below));
                    steps(page, below, inner);
                    page.say(Ink.PLAIN, inner, inner, "-> " + below.result());
                }
                case Step.Stopped(var trouble) ->
                    page.say(
                            Ink.BAD,
                            indent,
                            inner,
                            "stops with " + evaluation.result() + ": " + SpfSentences.of(trouble));
            }
        }
    }

    private static void tried(TextPage page, Evaluation evaluation, Step.Tried tried, String indent, String inner) {
        String written = written(evaluation, tried.term());
        Optional<String> target = tried.target().filter(name -> !written.endsWith(name) && written.indexOf('%') >= 0);
        String lookups = tried.term().costsLookup()
                ? " [" + tried.after().lookups() + (tried.after().lookups() == 1 ? " lookup]" : " lookups]")
                : "";
        page.say(
                tried.matched() ? Ink.BOLD : Ink.PLAIN,
                indent,
                inner,
                written
                        + target.map(name -> " (" + name + ")").orElse("")
                        + (tried.why() == Step.Why.ALWAYS
                                ? " matches"
                                : (tried.matched() ? " matches: " : ": ")
                                        + tried.why().words())
                        + listed(tried.seen())
                        + lookups);
    }

    private static String written(Evaluation evaluation, Term term) {
        SpfRecord record = evaluation.record();
        return record == null ? "" : SpfSentences.shown(record.textOf(term));
    }

    private static String listed(List<String> seen) {
        if (seen.isEmpty()) {
            return "";
        }
        return " (" + String.join(", ", seen.subList(0, Math.min(MOST_NAMED, seen.size())))
                + (seen.size() > MOST_NAMED ? " and " + (seen.size() - MOST_NAMED) + " more" : "") + ")";
    }
}
