package org.whybounce.words.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.fix.Fix;
import org.whybounce.fix.HandOver;
import org.whybounce.fix.Proof;
import org.whybounce.fix.RecordEdit;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.SpfLimits;
import org.whybounce.text.Visible;
import org.whybounce.words.text.TextPage.Ink;

/// A fix for a terminal: the record as a difference, then what was proven; or whom to tell.
public final class FixText {
    private static final int RANGES_NAMED = 4;

    private FixText() {}

    public static void put(TextPage page, Fix fix, boolean verbose) {
        switch (fix) {
            case Fix.Publish publish -> publish(page, publish, verbose);
            case Fix.Ask ask -> {
                page.say(Ink.PLAIN, "Question: ", "  ", ask.question());
                edit(page, ask.alternatives().getFirst().fix());
                for (Fix.Alternative alternative : ask.alternatives()) {
                    alternative(page, alternative, verbose);
                }
                ask.alternatives().stream()
                        .flatMap(each -> each.fix().condition().stream())
                        .map(Fix.Condition::otherwise)
                        .distinct()
                        .forEach(otherwise -> page.say(Ink.DOUBT, "If not: ", "  ", otherwise));
            }
            case Fix.Tell tell -> {
                page.say(Ink.PLAIN, "What to do: ", "  ", tell.text());
                if (verbose) {
                    page.gap().say(Ink.BOLD, "A letter to " + tell.whom().words() + ":");
                    page.say(Ink.PLAIN, "  Subject: ", "    ", tell.letter().subject());
                    page.gap();
                    tell.letter().body().lines().forEach(line -> page.verbatim(Ink.PLAIN, "  " + line));
                }
            }
            case Fix.PublishNothing nothing -> {
                page.say(Ink.PLAIN, "Publish nothing: ", "  ", nothing.text());
                if (!nothing.instead().isEmpty()) {
                    page.say(Ink.PLAIN, "Instead: ", "  ", nothing.instead());
                }
            }
        }
    }

    private static void publish(TextPage page, Fix.Publish publish, boolean verbose) {
        page.say(Ink.PLAIN, publish.text());
        String only = publish.condition()
                .map(condition -> Character.toUpperCase(condition.onlyIf().charAt(0))
                        + condition.onlyIf().substring(1) + ", publish at ")
                .orElse("Publish at ");
        for (RecordEdit edit : publish.edits()) {
            page.say(Ink.BOLD, only + edit.at() + ", type " + edit.type() + ":");
            edit.was().forEach(text -> page.verbatim(Ink.BAD, " - " + Visible.bytes(text)));
            edit.becomes().forEach(text -> page.verbatim(Ink.GOOD, " + " + text));
        }
        publish.condition().ifPresent(each -> page.say(Ink.DOUBT, "If not: ", "  ", each.otherwise()));
        page.say(Ink.PLAIN, "Proved: ", "  ", proof(publish.proof().facts()));
        publish.notes().forEach(note -> page.say(Ink.DOUBT, "Note: ", "  ", note));
        if (verbose) {
            publish.forms().forEach(form -> handOver(page, form));
        }
    }

    private static void edit(TextPage page, Fix.Publish first) {
        if (first.edit().was().isEmpty()) {
            page.say(
                    Ink.BOLD,
                    "At " + first.edit().at() + ", type " + first.edit().type() + ", there is no record now.");
            return;
        }
        page.say(
                Ink.BOLD,
                "Now at " + first.edit().at() + ", type " + first.edit().type() + ":");
        first.edit().was().forEach(text -> page.verbatim(Ink.BAD, " - " + Visible.bytes(text)));
    }

    /// An answer to a question, with the record that it leads to and what was proven of that.
    private static void alternative(TextPage page, Fix.Alternative alternative, boolean verbose) {
        Fix.Publish publish = alternative.fix();
        String condition =
                publish.condition().map(only -> ", and " + only.onlyIf()).orElse("");
        page.say(Ink.BOLD, "If ", "  ", alternative.onlyIf() + condition + "; then publish:");
        for (RecordEdit edit : publish.edits()) {
            String at = edit.at().equals(publish.edit().at()) ? "" : edit.at() + "  ";
            edit.becomes().forEach(text -> page.verbatim(Ink.GOOD, " + " + at + text));
        }
        page.say(Ink.QUIET, "  proved: ", "    ", proof(publish.proof().facts()));
        if (verbose) {
            publish.notes().forEach(note -> page.say(Ink.DOUBT, "  Note: ", "    ", note));
            publish.forms().forEach(form -> handOver(page, form));
        }
    }

    /// A change in every form in which people hand it on.
    private static void handOver(TextPage page, HandOver form) {
        RecordEdit edit = form.edit();
        page.gap().say(Ink.BOLD, "To hand on:");
        page.columns(Ink.PLAIN, "  name", 10, form.host() + "  (in the zone " + form.zone() + ")");
        page.columns(Ink.PLAIN, "  type", 10, edit.type().toString());
        page.columns(Ink.PLAIN, "  TTL", 10, edit.ttl() + " seconds");
        edit.becomes().forEach(text -> page.verbatim(Ink.PLAIN, "  value   " + text));
        page.gap().say(Ink.BOLD, "As zone-file lines:");
        form.zoneLines().forEach(line -> page.verbatim(Ink.PLAIN, "  " + line));
        page.gap().say(Ink.BOLD, "As a script for nsupdate:");
        form.nsupdate().forEach(line -> page.verbatim(Ink.PLAIN, "  " + line));
        page.gap()
                .say(
                        Ink.PLAIN,
                        "Check again " + minutes(HandOver.minutes(edit.ttl()))
                                + " after publishing: so long may servers hold what stood there before.");
        page.gap().say(Ink.BOLD, "What the name is called in DNS panels:");
        form.panels().forEach(line -> page.say(Ink.PLAIN, "  ", "    ", line));
    }

    /// `1 minute`, `60 minutes`, `24 hours`.
    public static String minutes(long minutes) {
        return minutes == 1 ? "1 minute" : minutes <= 120 ? minutes + " minutes" : (minutes + 59) / 60 + " hours";
    }

    /// What was proven, in one sentence.
    public static String proof(Proof.Facts facts) {
        StringBuilder out = new StringBuilder();
        Optional<String> before =
                facts.before().map(e -> e.ip() + " " + e.result().word());
        facts.after()
                .ifPresent(after -> out.append(before.orElse(after.ip().toString()))
                        .append(" -> ")
                        .append(after.result().word())
                        .append("; "));
        out.append(facts.lookupsWorst())
                .append(" of 10 lookups at worst, ")
                .append(facts.voids())
                .append(" of 2 void; ");
        out.append(
                facts.meant().isEmpty() && facts.dropped().isEmpty()
                        ? "nobody who passed before is lost"
                        : "nobody whom the record was meant to list is lost"
                                + (facts.dropped().isEmpty() ? "" : ", but what is left out"));
        if (!facts.gained().isEmpty()) {
            out.append("; newly passing: ").append(ranges(facts.gained()));
        }
        out.append("; an address never listed ")
                .append(facts.neverListedBefore() == facts.neverListed() ? "still gets " : "gets ")
                .append(facts.neverListed().word())
                .append(".");
        int most = SpfLimits.RFC7208.voids();
        if (facts.voids() <= most && Math.max(facts.voids4(), facts.voids6()) > most) {
            out.append(" Receivers that count each question that finds nothing, not each term, count ")
                    .append(facts.voids4())
                    .append(" for an IPv4 and ")
                    .append(facts.voids6())
                    .append(" for an IPv6 address that is not listed, and answer permerror above ")
                    .append(most)
                    .append('.');
        }
        facts.dmarcAfter()
                .filter(dmarc -> dmarc.outcome() != DmarcResult.Outcome.NONE)
                .ifPresent(dmarc -> out.append(" DMARC of ")
                        .append(dmarc.fromDomain())
                        .append(" by SPF alone: ")
                        .append(facts.dmarcBefore()
                                .map(each -> word(each) + " -> ")
                                .orElse(""))
                        .append(word(dmarc))
                        .append(
                                dmarc.outcome() == DmarcResult.Outcome.FAIL
                                        ? " (the return-path does not belong to it; DKIM has to)."
                                        : "."));
        return out.toString();
    }

    private static String word(DmarcResult dmarc) {
        return dmarc.outcome().name().toLowerCase(Locale.ROOT);
    }

    private static String ranges(List<IpPrefix> ranges) {
        String named =
                ranges.stream().limit(RANGES_NAMED).map(IpPrefix::toString).collect(Collectors.joining(", "));
        return ranges.size() <= RANGES_NAMED ? named : named + " and " + (ranges.size() - RANGES_NAMED) + " more";
    }
}
