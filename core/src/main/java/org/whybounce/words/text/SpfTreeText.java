package org.whybounce.words.text;

import java.util.List;
import org.whybounce.dns.Answer;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.record.Term;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.spf.tree.SpfTree.Branch;
import org.whybounce.spf.tree.SpfTree.Node;
import org.whybounce.spf.tree.SpfTree.Outcome;
import org.whybounce.spf.tree.SpfTree.State;
import org.whybounce.words.sentence.SpfSentences;
import org.whybounce.words.text.TextPage.Ink;

/// The tree of records for a terminal. The column on the left counts the lookups as a receiver does for an address that
/// nothing matches, so that the eleventh stands where it happens.
final class SpfTreeText {
    private static final int LIMIT = SpfLimits.RFC7208.lookups();

    /// Ranges in a row that are shown; the rest is counted.
    private static final int MOST_RANGES = 6;

    /// Deeper than this no room is left for words; no sound record nests so far.
    private static final int DEEPEST = 12;

    private static final int COLUMN = 6;

    private SpfTreeText() {}

    static void put(TextPage page, SpfTree tree) {
        page.say(Ink.QUIET, "lookup  term");
        String state = state(tree.root());
        line(page, state.isEmpty() ? Ink.BOLD : Ink.BAD, "", 0, tree.domain() + (state.isEmpty() ? "" : ": " + state));
        branches(page, tree.root(), 1);
    }

    private static void line(TextPage page, Ink ink, String count, int depth, String text) {
        String indent = "  ".repeat(Math.min(depth, DEEPEST));
        String left = " ".repeat(COLUMN - count.length()) + count + "  " + indent;
        page.say(ink, left, " ".repeat(COLUMN + 4) + indent, text);
    }

    private static void branches(TextPage page, Node node, int depth) {
        List<Branch> branches = node.branches();
        for (int i = 0; i < branches.size(); i++) {
            Branch branch = branches.get(i);
            int run = run(branches, i);
            if (run > MOST_RANGES + 1) {
                for (Branch each : branches.subList(i, i + MOST_RANGES)) {
                    line(page, Ink.PLAIN, "", depth, each.text());
                }
                line(page, Ink.QUIET, "", depth, "... and " + (run - MOST_RANGES) + " more ranges");
                i += run - 1;
                continue;
            }
            boolean counts = branch.term().costsLookup() && branch.part() == SpfTree.Part.REACHED;
            int number = branch.before() + 1;
            boolean over = counts && number > LIMIT;
            line(
                    page,
                    over ? Ink.BAD : branch.part() == SpfTree.Part.REACHED ? Ink.PLAIN : Ink.QUIET,
                    counts ? number + (over ? "!" : " ") : "",
                    depth,
                    branch.text() + found(branch));
            branch.below().ifPresent(below -> branches(page, below, depth + 1));
        }
    }

    /// How many terms from here on do nothing but list ranges.
    private static int run(List<Branch> branches, int from) {
        int i = from;
        while (i < branches.size()
                && branches.get(i).outcome() instanceof Outcome.Range
                && branches.get(i).part() == SpfTree.Part.REACHED) {
            i++;
        }
        return i - from;
    }

    private static String state(Node node) {
        return switch (node.state()) {
            case State.Sound sound -> "";
            case State.Broken(var record) ->
                (record.errors().size() == 1
                                ? "a syntax error in "
                                : record.errors().size() + " syntax errors in ")
                        + SpfSentences.shown(record.text());
            case State.Several(var texts) -> texts.size() + " SPF records, one is allowed";
            case State.Missing(var why) -> why.words();
            case State.Unanswered(var failed) -> "no answer, " + failed.words();
            case State.Loop loop -> "a loop, " + node.domain() + " stands above already";
            case State.NotAsked not -> "not asked any more";
        };
    }

    private static String found(Branch branch) {
        switch (branch.part()) {
            case BEHIND_ALL -> {
                return "  (never reached, it stands behind the all)";
            }
            case REDIRECT_BESIDE_ALL -> {
                return "  (never followed, there is an all)";
            }
            case MODIFIER, REACHED -> {}
        }
        return switch (branch.outcome()) {
            case Outcome.Hosts hosts when hosts.tooMany() -> "  -> more than 10 mail hosts";
            case Outcome.Hosts hosts -> "  -> " + hosts(branch, hosts);
            case Outcome.Existing(var name, var answer) -> "  -> " + SpfAnswerText.of(answer);
            case Outcome.ByMessage by -> "  -> depends on the message";
            case Outcome.NotAName(var target) -> "  -> " + target + " is no domain name";
            case Outcome.Below(var below) -> below(branch, below);
            case Outcome.Everything e -> "";
            case Outcome.Range r -> "";
            case Outcome.Nothing n -> "";
        };
    }

    private static String below(Branch branch, Node below) {
        String state = state(below);
        String name = branch.term() instanceof Term.Directive || branch.term() instanceof Term.Redirect
                ? branch.text().endsWith(below.domain().toString()) ? "" : below.domain() + " "
                : "";
        String all = branch.cost() > 1 ? "(" + branch.cost() + " lookups with all below)" : "";
        return name.isEmpty() && state.isEmpty() && all.isEmpty()
                ? ""
                : "  -> " + name + (state.isEmpty() ? all : state);
    }

    private static String hosts(Branch branch, Outcome.Hosts hosts) {
        if (hosts.mail() instanceof Answer.Failed failed) {
            return "no answer, " + failed.words();
        }
        var ranges = branch.ranges();
        return switch (ranges.size()) {
            case 0 -> "no address";
            case 1, 2, 3 ->
                String.join(", ", ranges.stream().map(Object::toString).toList());
            default -> ranges.getFirst() + ", " + ranges.get(1) + " and " + (ranges.size() - 2) + " more";
        };
    }
}
