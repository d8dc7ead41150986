package org.whybounce.words.text;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.finding.SpfCheck;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.tree.AddressSet;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.spf.tree.SpfTree.State;
import org.whybounce.words.sentence.SpfPlain;
import org.whybounce.words.sentence.SpfSentences;
import org.whybounce.words.text.TextPage.Ink;

/// The whole tree of a domain for a terminal: what is wrong, what the record says, what each term costs, what it lists.
public final class SpfShowText {
    private static final int LIMIT = SpfLimits.RFC7208.lookups();

    private SpfShowText() {}

    public static void put(TextPage page, SpfCheck check) {
        SpfTree tree = check.tree();
        String unicode = tree.domain().unicode();
        page.say(
                Ink.BOLD,
                "SPF of " + tree.domain() + (unicode.equals(tree.domain().toString()) ? "" : " (" + unicode + ")"));
        findings(page, check, true);
        tree.root().record().ifPresent(record -> {
            page.gap();
            page.say(Ink.PLAIN, "In plain words: a mail from " + tree.domain());
            for (String sentence : SpfPlain.of(record)) {
                page.say(Ink.PLAIN, "  ", "    ", sentence);
            }
        });
        page.gap();
        SpfTreeText.put(page, tree);
        lookups(page, tree);
        if (tree.root().state() instanceof State.Sound) {
            addresses(page, check.addresses());
        }
        findings(page, check, false);
    }

    /// What breaks mail comes first, what is worth a change last.
    private static void findings(TextPage page, SpfCheck check, boolean grave) {
        List<Finding> findings = check.findings().stream()
                .filter(finding -> (finding.level() == Severity.ERROR || finding.level() == Severity.WARNING) == grave)
                .sorted((one, other) -> one.level().compareTo(other.level()))
                .toList();
        if (!findings.isEmpty()) {
            page.gap();
            findings.forEach(finding -> FindingText.put(page, finding));
        }
    }

    private static void lookups(TextPage page, SpfTree tree) {
        page.gap();
        boolean loop = !tree.loops().isEmpty();
        page.say(
                tree.worst() > LIMIT || loop ? Ink.BAD : Ink.PLAIN,
                tree.worst() + (tree.worst() == 1 ? " lookup" : " lookups")
                        + (loop ? " in one round of a loop that has no end" : " for an address that nothing matches")
                        + ", " + LIMIT + " are allowed. "
                        + (tree.questions() == 1 ? "1 question was" : tree.questions() + " questions were")
                        + " asked for the whole tree.");
        tree.crossing(LIMIT)
                .ifPresent(crossing -> page.say(
                        Ink.BAD,
                        "",
                        "",
                        "Lookup " + (LIMIT + 1) + " is "
                                + SpfSentences.shortened(crossing.branch().text())
                                + " in the record of " + crossing.at()
                                + ": an address that comes so far gets permerror."));
    }

    private static void addresses(TextPage page, AddressSet set) {
        page.gap();
        page.say(Ink.PLAIN, "Addresses by result:");
        for (Map.Entry<SpfResult, AddressRanges> entry : set.byResult().entrySet()) {
            page.columns(SpfEvalText.ink(entry.getKey()), "  " + entry.getKey(), 14, count(entry.getValue()));
        }
        for (AddressSet.ByMessage term : set.byMessage()) {
            page.columns(
                    Ink.DOUBT,
                    "  depends",
                    14,
                    SpfSentences.shortened(term.term()) + " in the record of " + term.at()
                            + " depends on the message and is set apart here");
        }
    }

    static String count(AddressRanges ranges) {
        AddressRanges v4 = ranges.family(true);
        AddressRanges v6 = ranges.family(false);
        String four = v4.isEmpty()
                ? ""
                : v4.equals(AddressRanges.ALL_V4)
                        ? "every IPv4 address"
                        : number(v4.size()) + " IPv4 in " + ranges(v4.prefixes().size());
        String six = v6.isEmpty()
                ? ""
                : v6.equals(AddressRanges.ALL_V6)
                        ? "every IPv6 address"
                        : number(v6.size()) + " IPv6 in " + ranges(v6.prefixes().size());
        return four + (four.isEmpty() || six.isEmpty() ? "" : ", ") + six;
    }

    private static String ranges(int count) {
        return count == 1 ? "1 range" : count + " ranges";
    }

    static String number(BigInteger count) {
        return count.bitLength() <= 40
                ? String.format(Locale.ROOT, "%,d", count)
                : "about 2^" + (count.bitLength() - 1);
    }
}
