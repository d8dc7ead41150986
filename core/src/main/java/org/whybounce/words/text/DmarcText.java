package org.whybounce.words.text;

import java.util.List;
import org.whybounce.dmarc.Alignment;
import org.whybounce.dmarc.DmarcPolicy;
import org.whybounce.dmarc.DmarcRecord;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dmarc.ReportDestination;
import org.whybounce.words.sentence.Sentences;
import org.whybounce.words.sentence.SpfSentences;
import org.whybounce.words.text.TextPage.Ink;

/// DMARC for one message, for a terminal.
public final class DmarcText {
    private DmarcText() {}

    /// @param verbose whether the tree walk and remarks about the record are shown too
    public static void put(TextPage page, DmarcResult result, boolean verbose) {
        page.say(
                ink(result),
                "DMARC: ",
                "  ",
                SpfSentences.word(result.outcome()) + " for the From domain " + result.fromDomain());
        page.say(Ink.PLAIN, "  ", "  ", Sentences.whole(result.says()));
        policy(page, result);
        for (Alignment alignment : result.alignments()) {
            page.say(alignment.carries() ? Ink.GOOD : Ink.PLAIN, "  - ", "    ", alignment.says() + ".");
        }
        result.bySuffixList()
                .differs()
                .ifPresent(differs -> page.say(
                        Ink.DOUBT,
                        "  ",
                        "  ",
                        "Receivers may differ: " + differs + "; that way the result is "
                                + SpfSentences.word(result.bySuffixList().outcome()) + "."));
        if (verbose) {
            page.say(
                    Ink.QUIET,
                    "  ",
                    "  ",
                    "The organisational domain is " + result.walk().organisation() + ": "
                            + result.walk().because() + " ("
                            + result.walk().visits().size() + " of at most 8 queries).");
            result.record()
                    .map(DmarcRecord::remarks)
                    .ifPresent(remarks ->
                            remarks.forEach(remark -> page.say(Ink.QUIET, "  - ", "    ", Sentences.whole(remark))));
        }
    }

    /// Where the reports go, and whether they may.
    public static void reports(TextPage page, List<ReportDestination> destinations) {
        for (ReportDestination each : destinations) {
            boolean lost = each.permission() instanceof ReportDestination.Permission.Missing;
            page.say(lost ? Ink.DOUBT : Ink.QUIET, "  - ", "    ", Sentences.whole(each.says()));
        }
    }

    private static void policy(TextPage page, DmarcResult result) {
        if (result.record().isEmpty() || result.requested().isEmpty()) {
            return;
        }
        DmarcPolicy asks = result.requested().get();
        String exists = result.tag().equals("np") ? ", as the domain does not exist in the DNS" : "";
        String testing = result.applies().equals(result.requested())
                ? ""
                : "; t=y makes it " + result.applies().map(DmarcPolicy::code).orElse("none");
        page.say(
                Ink.PLAIN,
                "  ",
                "  ",
                "Asked of receivers for mail that fails: " + result.tag() + "=" + asks.code() + " in the record of "
                        + result.record().get().at() + exists + testing + ".");
    }

    private static Ink ink(DmarcResult result) {
        return switch (result.outcome()) {
            case PASS -> Ink.GOOD;
            case FAIL -> Ink.BAD;
            case NONE, TEMPERROR -> Ink.DOUBT;
        };
    }
}
