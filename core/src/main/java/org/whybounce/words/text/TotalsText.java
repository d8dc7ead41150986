package org.whybounce.words.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.whybounce.log.Outcome;
import org.whybounce.tally.Refused;
import org.whybounce.tally.Totals;
import org.whybounce.text.Visible;

/// What a run over many refusals comes to: what was read, the table by cause, domain and receiver with one example
/// each, the
/// sums, the limits. Every group is shown.
public final class TotalsText {
    private TotalsText() {}

    /// Sums that are printed of one kind; the table above them has all.
    private static final int MOST_SUMS = 20;

    private static final int LONGEST_NAME = 40;

    private static final int LONGEST_EXAMPLE = 90;

    /// An example that is cut shorter than this tells nothing.
    private static final int SHORTEST_EXAMPLE = 24;

    public static String of(Totals totals, boolean colored) {
        return of(totals, Paper.ordinary(colored));
    }

    /// On paper of any width; where somebody said how wide it is, the examples end there.
    public static String of(Totals totals, Paper paper) {
        TextPage page = new TextPage(paper);
        page.say(TextPage.Ink.BOLD, sentence(totals));
        read(totals).forEach(line -> page.say(TextPage.Ink.PLAIN, line));
        List<Totals.Group> groups = totals.groups();
        if (!groups.isEmpty()) {
            page.gap();
            table(page, groups, paper);
            page.gap();
            sums(page, "By cause", totals.by(Totals.Key::cause));
            sums(page, "By domain", totals.by(Totals.Key::domain));
            sums(page, "By receiver", totals.by(Totals.Key::receiver));
        }
        if (!totals.unread().isEmpty()) {
            page.gap().say(TextPage.Ink.DOUBT, "Not read:");
            totals.unread().forEach(one -> page.say(TextPage.Ink.PLAIN, "  ", "    ", one.source() + ": " + one.why()));
        }
        if (!totals.limits().isEmpty()) {
            page.gap().say(TextPage.Ink.DOUBT, "Limits:");
            totals.limits().forEach(limit -> page.say(TextPage.Ink.PLAIN, "  ", "    ", limit));
        }
        return page.toString();
    }

    /// One line that holds the sums.
    public static String sentence(Totals totals) {
        long cases = totals.groups().size();
        return "%,d refused, %,d deferred, in %,d %s of cause, domain and receiver."
                .formatted(totals.refused(), totals.deferred(), cases, cases == 1 ? "group" : "groups");
    }

    /// What was read, every line and mail in one count.
    private static List<String> read(Totals totals) {
        List<String> said = new ArrayList<>();
        if (totals.lines() > 0) {
            said.add(
                    "%,d log lines: %,d refused, %,d deferred, %,d delivered, %,d other lines about mail, %,d not about mail or not understood."
                            .formatted(
                                    totals.lines(),
                                    totals.lines(Outcome.REFUSED),
                                    totals.lines(Outcome.DEFERRED),
                                    totals.lines(Outcome.DELIVERED),
                                    totals.lines(Outcome.READ),
                                    totals.lines(Outcome.OTHER)));
        }
        if (totals.mails() > 0) {
            said.add("%,d mails: %,d tell of a refusal, %,d do not."
                    .formatted(totals.mails(), totals.mails() - totals.quietMails(), totals.quietMails()));
        }
        return said;
    }

    private static void table(TextPage page, List<Totals.Group> groups, Paper paper) {
        int cause = width(groups, "cause", 1);
        int domain = width(groups, "domain", 2);
        int receiver = width(groups, "receiver", 3);
        // A terminal that is wider than a page of text is worth it here: a row is read across.
        int room =
                Math.max(SHORTEST_EXAMPLE, paper.columns().orElse(Integer.MAX_VALUE) - 24 - cause - domain - receiver);
        String row = "%8s %8s  %-" + cause + "s  %-" + domain + "s  %-" + receiver + "s  %s";
        page.verbatim(
                TextPage.Ink.BOLD,
                row.formatted("refused", "deferred", "cause", "domain", "receiver", "example")
                        .stripTrailing());
        for (Totals.Group group : groups) {
            page.verbatim(
                    TextPage.Ink.PLAIN,
                    row.formatted(
                            group.refused(),
                            group.deferred(),
                            name(group.key().cause()),
                            name(group.key().domain()),
                            name(group.key().receiver()),
                            Visible.line(example(group.example()), room)));
        }
    }

    private static String example(Refused refused) {
        String file = refused.source().substring(refused.source().lastIndexOf('/') + 1);
        return file + ":" + refused.at() + " " + Visible.line(refused.words(), LONGEST_EXAMPLE);
    }

    private static void sums(TextPage page, String title, Map<String, Long> sums) {
        page.say(TextPage.Ink.BOLD, title + ":");
        sums.entrySet().stream()
                .limit(MOST_SUMS)
                .forEach(sum ->
                        page.verbatim(TextPage.Ink.PLAIN, "%8d  %s".formatted(sum.getValue(), name(sum.getKey()))));
        if (sums.size() > MOST_SUMS) {
            page.say(
                    TextPage.Ink.QUIET,
                    "          and " + (sums.size() - MOST_SUMS) + " more, with "
                            + sums.values().stream()
                                    .skip(MOST_SUMS)
                                    .mapToLong(Long::longValue)
                                    .sum() + " refusals; the table holds them all.");
        }
    }

    private static int width(List<Totals.Group> groups, String title, int column) {
        return groups.stream()
                .map(Totals.Group::key)
                .map(key -> column == 1 ? key.cause() : column == 2 ? key.domain() : key.receiver())
                .mapToInt(value -> name(value).length())
                .reduce(title.length(), Math::max);
    }

    private static String name(String value) {
        return value.isEmpty() ? "-" : Visible.line(value, LONGEST_NAME);
    }
}
