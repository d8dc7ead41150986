package org.whybounce.words.text;

import java.util.List;
import org.whybounce.dkim.DkimNotice;
import org.whybounce.dkim.DkimOutcome;
import org.whybounce.dkim.autopsy.Autopsy;
import org.whybounce.dkim.autopsy.DkimExamination;
import org.whybounce.words.sentence.DkimSentences;
import org.whybounce.words.sentence.Sentences;
import org.whybounce.words.text.TextPage.Ink;

/// The DKIM signatures of a message, for a terminal.
public final class DkimText {
    private DkimText() {}

    /// @param verbose whether notices that change nothing are shown too
    public static void put(TextPage page, List<DkimExamination> signatures, boolean verbose) {
        if (signatures.isEmpty()) {
            page.say(Ink.PLAIN, "DKIM: ", "  ", "the message has no signature.");
        }
        for (DkimExamination each : signatures) {
            DkimOutcome outcome = each.result().outcome();
            page.say(
                    ink(outcome),
                    "DKIM: ",
                    "  ",
                    outcome.word() + " for " + DkimSentences.who(each.result().reading()));
            page.say(Ink.PLAIN, "  ", "  ", Sentences.whole(DkimSentences.of(outcome)));
            each.autopsy().map(Autopsy::says).ifPresent(says -> page.say(Ink.BOLD, "  ", "  ", says));
            for (DkimNotice notice : each.result().notices()) {
                boolean warns = DkimSentences.warns(notice);
                if (warns || verbose) {
                    page.say(warns ? Ink.DOUBT : Ink.QUIET, "  - ", "    ", Sentences.whole(notice.says()));
                }
            }
        }
    }

    private static Ink ink(DkimOutcome outcome) {
        return switch (outcome) {
            case DkimOutcome.Pass _ -> Ink.GOOD;
            case DkimOutcome.Fail _, DkimOutcome.PermError _ -> Ink.BAD;
            case DkimOutcome.TempError _, DkimOutcome.Neutral _ -> Ink.DOUBT;
        };
    }
}
