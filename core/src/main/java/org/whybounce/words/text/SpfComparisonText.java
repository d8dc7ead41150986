package org.whybounce.words.text;

import java.util.List;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.finding.SpfCheck;
import org.whybounce.spf.finding.SpfComparison;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.tree.AddressSet;
import org.whybounce.words.sentence.SpfSentences;
import org.whybounce.words.text.TextPage.Ink;

/// What changes for whom between two records, for a terminal.
public final class SpfComparisonText {
    /// Ranges shown for one change; JSON has them all.
    private static final int MOST_RANGES = 8;

    private SpfComparisonText() {}

    public static void put(TextPage page, SpfCheck check, SpfComparison comparison) {
        page.gap();
        page.say(Ink.BOLD, "With " + SpfSentences.shortened(comparison.other()) + " in its place:");
        if (!comparison.comparable(check)) {
            page.say(
                    Ink.DOUBT,
                    "  ",
                    "  ",
                    "One of the two is no record that evaluates, so their addresses cannot be compared.");
            return;
        }
        AddressSet.Difference difference = comparison.difference();
        if (difference.none()) {
            page.say(Ink.GOOD, "  ", "  ", "Every address gets the same result.");
        }
        change(page, Ink.BAD, "no longer pass", difference.lost());
        change(page, Ink.GOOD, "pass that do not now", difference.gained());
        for (AddressSet.Change each : difference.changes()) {
            if (each.from() != SpfResult.PASS && each.to() != SpfResult.PASS) {
                page.say(
                        Ink.PLAIN,
                        "  ",
                        "    ",
                        SpfShowText.count(each.addresses()) + ": " + each.from() + " becomes " + each.to());
            }
        }
        if (!check.addresses().byMessage().isEmpty()
                || !comparison.addresses().byMessage().isEmpty()) {
            page.say(Ink.DOUBT, "  ", "  ", "Terms that depend on the message are set apart here too.");
        }
        page.say(
                Ink.PLAIN,
                "  ",
                "  ",
                "It needs " + comparison.tree().worst() + (comparison.tree().worst() == 1 ? " lookup" : " lookups")
                        + " at worst; now it is " + check.tree().worst() + ".");
    }

    private static void change(TextPage page, Ink ink, String what, AddressRanges addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        page.say(ink, "  ", "    ", SpfShowText.count(addresses) + " " + what + ":");
        List<IpPrefix> ranges = addresses.prefixes();
        ranges.stream().limit(MOST_RANGES).forEach(range -> page.say(Ink.PLAIN, "    ", "    ", range.toString()));
        if (ranges.size() > MOST_RANGES) {
            page.say(Ink.PLAIN, "    ", "    ", "and " + (ranges.size() - MOST_RANGES) + " more ranges (--json)");
        }
    }
}
