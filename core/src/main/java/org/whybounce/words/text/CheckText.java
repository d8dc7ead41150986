package org.whybounce.words.text;

import java.util.List;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckReport;
import org.whybounce.check.report.Seen;
import org.whybounce.check.report.Standing;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.fix.Fix;
import org.whybounce.spf.Evaluation;
import org.whybounce.text.Visible;
import org.whybounce.words.text.TextPage.Ink;

/// An Email Check for a terminal: one screen, each area with its verdict and the one thing to do; `verbose` puts every
/// finding and every record behind it.
public final class CheckText {
    /// Lines of a terminal that shows all of it at once.
    static final int SCREEN = 40;

    private static final int TITLE = 14;
    private static final int VERDICT = 10;

    /// Lines for one sentence: three if the screen holds all areas so, else two, else one.
    private static final int MOST_LINES = 3;

    private CheckText() {}

    public static String of(CheckReport report, boolean colored, boolean verbose) {
        return of(report, Paper.ordinary(colored), verbose);
    }

    /// On paper of any width.
    public static String of(CheckReport report, Paper paper, boolean verbose) {
        TextPage page = screen(report, paper, MOST_LINES, verbose);
        for (int lines = MOST_LINES - 1; lines > 0 && page.toString().lines().count() > SCREEN; lines--) {
            page = screen(report, paper, lines, verbose);
        }
        if (verbose) {
            behind(page, report);
            return page.toString();
        }
        TextPage withFix = screen(report, paper, MOST_LINES, true);
        fixes(withFix, report);
        // The screen comes first; a change that does not fit on it is one command away.
        return (withFix.toString().lines().count() <= SCREEN ? withFix : page).toString();
    }

    private static void fixes(TextPage page, CheckReport report) {
        for (Fix fix : report.fixes()) {
            page.gap();
            FixText.put(page, fix, false);
        }
    }

    private static void behind(TextPage page, CheckReport report) {
        fixes(page, report);
        report.areas().forEach(area -> details(page, area));
        for (Evaluation evaluation : report.evaluations()) {
            SpfEvalText.put(page, evaluation, report.tree().orElse(null));
        }
        page.gap();
        page.say(
                Ink.QUIET,
                report.questions() == 1 ? "1 question asked." : report.questions() + " different questions asked.");
    }

    /// @param below whether the changes of the report are printed below the areas
    private static TextPage screen(CheckReport report, Paper paper, int lines, boolean below) {
        TextPage page = new TextPage(paper);
        String unicode = report.domain().unicode();
        page.say(
                Ink.BOLD,
                report.summary() + (unicode.equals(report.domain().toString()) ? "" : " (" + unicode + " in Unicode)"));
        report.noDns().ifPresent(why -> {
            page.say(Ink.BAD, "  ", "  ", "What was tried: " + Visible.line(why, 300) + ".");
            page.say(
                    Ink.PLAIN,
                    "  ",
                    "  ",
                    "See to this machine's network, name another resolver with --dns HOST, or take the DNS from a"
                            + " master file with --zone FILE.");
        });
        if (!report.areas().isEmpty()) {
            page.gap();
        }
        for (AreaReport area : report.areas()) {
            area(page, area, lines, below ? report.fixes() : List.of());
        }
        report.limits().forEach(limit -> page.gap().say(Ink.DOUBT, "Limit: ", "  ", limit));
        return page;
    }

    /// @param below the changes that are printed below the areas
    private static void area(TextPage page, AreaReport area, int lines, List<Fix> below) {
        // A narrow page says what an ordinary one does, on more lines. A wrapped line loses some of its characters.
        int line = Math.max(page.width(), Paper.ORDINARY) - TITLE - VERDICT;
        int longest = lines * line - 6 * (lines - 1);
        String says = brief(area.says(), longest) + more(area);
        page.columns(
                ink(area.standing()),
                area.area().title(),
                TITLE,
                area.standing().word(),
                VERDICT,
                says);
        if (!area.todo().isEmpty()) {
            String indent = " ".repeat(TITLE + VERDICT);
            // Behind a line break stands a record to copy, which has to stay whole.
            int record = area.todo().indexOf('\n');
            String words = record < 0 ? area.todo() : area.todo().substring(0, record);
            // Nobody needs a command for what already stands on the page.
            if (!below.isEmpty() && area.area() == Area.SPF && words.startsWith("whybounce spf fix ")) {
                words = below.stream().anyMatch(each -> each instanceof Fix.Ask)
                        ? "Answer the question below: each answer has its proven record."
                        : "Publish the proven record below.";
            }
            page.say(Ink.PLAIN, indent + "Do: ", indent + "  ", brief(words, longest + line));
            if (record >= 0) {
                page.verbatim(Ink.GOOD, " + " + area.todo().substring(record + 1));
            }
        }
    }

    /// As many whole sentences as fit, or the beginning of the first, cut behind a word.
    static String brief(String text, int longest) {
        String line = Visible.line(text.length() > 4 * longest ? text.substring(0, 4 * longest) : text)
                .strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = line.lastIndexOf(". ", longest - 1);
        if (end > 0) {
            return line.substring(0, end + 1);
        }
        int space = line.lastIndexOf(' ', longest - 4);
        return line.substring(0, space > longest / 2 ? space : longest - 4) + " ...";
    }

    /// How many further errors and warnings stand behind the one shown.
    private static String more(AreaReport area) {
        long grave = area.findings().stream()
                .filter(finding -> finding.level() == Severity.ERROR || finding.level() == Severity.WARNING)
                .count();
        return grave > 1 ? " (+" + (grave - 1) + ")" : "";
    }

    private static void details(TextPage page, AreaReport area) {
        List<Finding> findings = area.findings();
        if (findings.isEmpty() && area.seen().isEmpty()) {
            return;
        }
        page.gap();
        page.say(Ink.BOLD, area.area().title());
        findings.forEach(finding -> FindingText.put(page, finding));
        for (Seen seen : area.seen()) {
            page.say(
                    Ink.QUIET,
                    "  ",
                    "    ",
                    seen.name() + " " + seen.ttl() + " " + seen.type() + " " + Visible.line(seen.data(), 1000));
        }
    }

    static Ink ink(Standing standing) {
        return switch (standing) {
            case OK -> Ink.GOOD;
            case ERROR -> Ink.BAD;
            case WARNING, UNKNOWN -> Ink.DOUBT;
            case NOTICE, ABSENT, NOT_ASKED -> Ink.QUIET;
        };
    }

    /// One line for each domain of many: name, verdict, what is wrong where.
    public static String line(CheckReport report) {
        String wrong = String.join(
                ", ",
                report.areas().stream()
                        .filter(area -> area.standing().compareTo(Standing.WARNING) <= 0)
                        .map(area -> area.area().title() + " " + area.standing().word())
                        .toList());
        String verdict = report.noDns().isPresent()
                ? "no DNS"
                : report.areas().stream()
                        .map(AreaReport::standing)
                        .min(Standing::compareTo)
                        .orElse(Standing.UNKNOWN)
                        .word();
        return "%-32s %-8s %s".formatted(report.domain(), verdict, wrong).stripTrailing();
    }

    /// The areas that a screen shows, for the help.
    public static List<String> titles() {
        return List.of(Area.values()).stream().map(Area::title).toList();
    }
}
