package org.whybounce.words;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.whybounce.check.SpfCheck;
import org.whybounce.dns.Answer;
import org.whybounce.spf.AddressSet;
import org.whybounce.spf.IpRanges;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfResult;
import org.whybounce.spf.SpfTree;
import org.whybounce.spf.SpfTree.Branch;
import org.whybounce.spf.SpfTree.Node;
import org.whybounce.spf.SpfTree.Outcome;
import org.whybounce.spf.SpfTree.State;
import org.whybounce.words.TextPage.Ink;

/// The whole tree of a domain for a terminal: what the record says, what each term costs, what it lists, what is wrong.
public final class SpfShowText {
    private SpfShowText() {}

    public static void put(TextPage page, SpfCheck check) {
        SpfTree tree = check.tree();
        int limit = SpfLimits.RFC7208.lookups();
        page.say(Ink.BOLD, "SPF of " + tree.domain());
        tree.root().record().ifPresent(record -> {
            page.gap();
            page.say(Ink.PLAIN, "In plain words: a mail from " + tree.domain());
            for (String sentence : SpfPlain.of(record)) {
                page.say(Ink.PLAIN, "  ", "    ", sentence);
            }
        });
        page.gap();
        page.say(Ink.PLAIN, "The tree, with the lookups of each term and all below it:");
        node(page, tree.root(), "", true);
        page.gap();
        page.say(
                tree.worst() > limit || !tree.loops().isEmpty() ? Ink.BAD : Ink.PLAIN,
                "Lookups: " + tree.worst() + " of " + limit
                        + " for an address that nothing matches"
                        + (tree.loops().isEmpty() ? "" : " in one round of the loop, which has no end") + "; "
                        + (tree.questions() == 1 ? "1 question" : tree.questions() + " different questions")
                        + " asked for the whole tree.");
        tree.crossing(limit)
                .ifPresent(crossing -> page.say(
                        Ink.BAD,
                        "  ",
                        "  ",
                        "One too many: " + crossing.branch().text() + " in the record of " + crossing.at()));
        if (tree.root().state() instanceof State.Sound) {
            addresses(page, check.addresses());
        }
        if (!check.findings().isEmpty()) {
            page.gap();
            check.findings().forEach(finding -> FindingText.put(page, finding));
        }
    }

    private static void addresses(TextPage page, AddressSet set) {
        page.gap();
        page.say(Ink.PLAIN, "Addresses by result:");
        for (Map.Entry<SpfResult, IpRanges> entry : set.byResult().entrySet()) {
            page.columns(SpfEvalText.ink(entry.getKey()), "  " + entry.getKey(), 14, count(entry.getValue()));
        }
        for (AddressSet.ByMessage term : set.byMessage()) {
            page.columns(
                    Ink.DOUBT,
                    "  depends",
                    14,
                    term.term() + " in the record of " + term.at() + " depends on the message and is set apart here");
        }
    }

    static String count(IpRanges ranges) {
        IpRanges v4 = ranges.family(true);
        IpRanges v6 = ranges.family(false);
        String four = v4.isEmpty()
                ? ""
                : v4.equals(IpRanges.ALL_V4)
                        ? "every IPv4 address"
                        : number(v4.size()) + " IPv4 in " + ranges(v4.prefixes().size());
        String six = v6.isEmpty()
                ? ""
                : v6.equals(IpRanges.ALL_V6)
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

    private static void node(TextPage page, Node node, String indent, boolean root) {
        String state = state(node);
        if (root || !state.isEmpty()) {
            page.say(
                    node.state() instanceof State.Sound ? Ink.BOLD : Ink.BAD,
                    indent,
                    indent + "  ",
                    root ? node.domain() + (state.isEmpty() ? "" : ": " + state) : state);
        }
        String inner = indent.length() > 20 ? indent : indent + "  ";
        for (Branch branch : node.branches()) {
            String cost = branch.term().costsLookup() && branch.part() == SpfTree.Part.REACHED
                    ? " [" + branch.cost() + "]"
                    : "";
            boolean over = branch.cost() > 0 && branch.after() > SpfLimits.RFC7208.lookups();
            page.say(
                    over ? Ink.BAD : branch.part() == SpfTree.Part.REACHED ? Ink.PLAIN : Ink.QUIET,
                    inner,
                    inner + "  ",
                    branch.text() + cost + found(branch));
            branch.below().ifPresent(below -> node(page, below, inner, false));
        }
    }

    private static String state(Node node) {
        return switch (node.state()) {
            case State.Sound sound -> "";
            case State.Broken(var record) ->
                "the record has "
                        + (record.errors().size() == 1
                                ? "a syntax error"
                                : record.errors().size() + " syntax errors") + ": " + record.text();
            case State.Several(var texts) -> texts.size() + " SPF records, one is allowed";
            case State.Missing(var why) -> why.words();
            case State.Unanswered(var failed) -> "no answer, " + failed.why().words();
            case State.Loop loop -> "loop: " + node.domain() + " stands above already";
            case State.NotAsked not -> "not asked any more";
        };
    }

    private static String found(Branch branch) {
        switch (branch.part()) {
            case BEHIND_ALL -> {
                return "  never reached, it stands behind the all";
            }
            case REDIRECT_BESIDE_ALL -> {
                return "  never followed, there is an all";
            }
            case MODIFIER, REACHED -> {}
        }
        return switch (branch.outcome()) {
            case Outcome.Hosts hosts when hosts.tooMany() -> "  more than 10 mail hosts";
            case Outcome.Hosts hosts -> {
                if (hosts.mail() instanceof Answer.Failed failed) {
                    yield "  no answer, " + failed.why().words();
                }
                int count = branch.ranges().size();
                yield count == 0
                        ? "  no address"
                        : "  " + (count == 1 ? branch.ranges().getFirst().toString() : count + " addresses");
            }
            case Outcome.Existing(var name, var answer) -> "  " + SpfAnswerText.of(answer);
            case Outcome.ByMessage by -> "  depends on the message";
            case Outcome.NotAName(var target) -> "  " + target + " is no domain name";
            case Outcome.Everything e -> "";
            case Outcome.Range r -> "";
            case Outcome.Below b -> "";
            case Outcome.Nothing n -> "";
        };
    }
}
