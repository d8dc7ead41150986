package org.whybounce.words.text;

import org.whybounce.arc.ArcOutcome;
import org.whybounce.arc.ArcResult;
import org.whybounce.words.sentence.ArcSentences;
import org.whybounce.words.sentence.Sentences;
import org.whybounce.words.text.TextPage.Ink;

/// An ARC chain, for a terminal; nothing if there is none.
public final class ArcText {
    private ArcText() {}

    public static void put(TextPage page, ArcResult result) {
        if (result.outcome() instanceof ArcOutcome.None) {
            return;
        }
        page.say(ink(result.outcome()), "ARC: ", "  ", result.outcome().word() + sets(result));
        page.say(Ink.PLAIN, "  ", "  ", Sentences.whole(ArcSentences.of(result.outcome())));
        String altered = ArcSentences.altered(result);
        if (!altered.isEmpty()) {
            page.say(Ink.PLAIN, "  ", "  ", Sentences.whole(altered));
        }
        for (ArcResult.Sealed sealed : result.sets()) {
            page.say(
                    Ink.QUIET,
                    "  - ",
                    "    ",
                    "i=" + sealed.set().instance() + " " + sealed.set().seal().domain() + ": seal "
                            + sealed.seal().word() + ", message "
                            + sealed.signature().word() + "; it says"
                            + sealed.set()
                                    .results()
                                    .value()
                                    .replaceFirst("(?s)^[^;]*;", "")
                                    .replaceAll("\\s+", " "));
        }
        page.say(Ink.QUIET, "  ", "  ", ArcSentences.NOTE + ".");
    }

    private static String sets(ArcResult result) {
        int count = result.sets().size();
        return count == 0 ? "" : count == 1 ? ", one set" : ", " + count + " sets";
    }

    private static Ink ink(ArcOutcome outcome) {
        return switch (outcome) {
            case ArcOutcome.Pass _ -> Ink.GOOD;
            case ArcOutcome.Fail _ -> Ink.BAD;
            case ArcOutcome.None _, ArcOutcome.TempError _, ArcOutcome.NoBody _ -> Ink.DOUBT;
        };
    }
}
