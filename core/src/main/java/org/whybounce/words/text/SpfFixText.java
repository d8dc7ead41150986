package org.whybounce.words.text;

import org.whybounce.fix.Fix;
import org.whybounce.fix.plan.RecordFix;
import org.whybounce.spf.SpfLimits;
import org.whybounce.words.text.TextPage.Ink;

/// A change of a domain's record for a terminal: how the record stands, what to publish with its proof, what else to
/// know.
public final class SpfFixText {
    private SpfFixText() {}

    public static void put(TextPage page, RecordFix fix, boolean verbose) {
        page.say(fix.broken() ? Ink.BAD : Ink.BOLD, "SPF of " + fix.domain() + ": " + standing(fix));
        for (Fix each : fix.fixes()) {
            page.gap();
            FixText.put(page, each, verbose);
        }
        if (!fix.advice().isEmpty()) {
            page.gap();
        }
        fix.advice().forEach(line -> page.say(Ink.PLAIN, "* ", "  ", line));
        fix.checkAgainMinutes()
                .ifPresent(minutes -> page.gap()
                        .say(
                                Ink.QUIET,
                                "Check again " + FixText.minutes(minutes)
                                        + " after publishing; until then servers may hold the old record."));
    }

    /// How the record stands now, in one sentence.
    public static String standing(RecordFix fix) {
        if (fix.noDns().isPresent()) {
            return "the DNS could not be asked (" + fix.noDns().get() + ").";
        }
        if (fix.was().isEmpty()) {
            return "no record.";
        }
        String lookups = fix.lookups() + " of " + SpfLimits.RFC7208.lookups() + " lookups in the worst case";
        if (fix.was().size() > 1) {
            return fix.was().size() + " records, one is allowed: nobody can evaluate it.";
        }
        return fix.broken()
                ? "it does not evaluate for everybody; " + lookups + "."
                : "it evaluates; " + lookups + "." + (fix.fixes().isEmpty() && !fix.wrong() ? " Nothing to mend." : "");
    }
}
