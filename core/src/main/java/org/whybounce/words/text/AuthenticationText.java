package org.whybounce.words.text;

import org.whybounce.HeaderAnalysis;
import org.whybounce.arc.ArcOutcome;
import org.whybounce.arc.ArcResult;
import org.whybounce.dkim.DkimOutcome;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dkim.autopsy.DkimExamination;
import org.whybounce.dmarc.Alignment;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.headers.Authentication;
import org.whybounce.words.sentence.ArcSentences;
import org.whybounce.words.sentence.DkimSentences;
import org.whybounce.words.text.TextPage.Ink;

/// DKIM, ARC and DMARC as rows of the terminal page.
final class AuthenticationText {
    private AuthenticationText() {}

    static void rows(TextPage page, HeaderAnalysis analysis, int width) {
        Authentication authentication = analysis.authentication();
        String label = "DKIM";
        for (DkimExamination each : authentication.dkim()) {
            DkimResult result = each.result();
            Ink ink = switch (result.outcome()) {
                case DkimOutcome.Pass _ -> Ink.GOOD;
                case DkimOutcome.Fail _, DkimOutcome.PermError _ -> Ink.BAD;
                case DkimOutcome.TempError _, DkimOutcome.Neutral _ -> Ink.DOUBT;
            };
            page.columns(ink, label, width, DkimSentences.line(result));
            each.autopsy().ifPresent(autopsy -> page.columns(Ink.PLAIN, "", width, autopsy.says()));
            label = "";
        }
        ArcResult arc = authentication.arc();
        if (!(arc.outcome() instanceof ArcOutcome.None)) {
            String altered = ArcSentences.altered(arc);
            page.columns(
                    arc.outcome() instanceof ArcOutcome.Pass ? Ink.GOOD : Ink.DOUBT,
                    "ARC",
                    width,
                    arc.outcome().word() + ": " + ArcSentences.of(arc.outcome())
                            + (altered.isEmpty() ? "" : "; " + altered) + " (" + ArcSentences.NOTE + ")");
        }
        authentication.dmarc().ifPresent(dmarc -> dmarc(page, dmarc, authentication.open(), width));
    }

    private static void dmarc(TextPage page, DmarcResult dmarc, boolean open, int width) {
        Ink ink = switch (dmarc.outcome()) {
            case PASS -> Ink.GOOD;
            case FAIL -> open ? Ink.DOUBT : Ink.BAD;
            case NONE, TEMPERROR -> Ink.DOUBT;
        };
        String policy = dmarc.applies()
                .map(applies -> " (policy " + applies.code() + ")")
                .orElse("");
        String words = switch (dmarc.outcome()) {
            case PASS -> "pass" + policy + ": " + dmarc.says();
            case FAIL ->
                open
                        ? "open" + policy + ": SPF alone does not carry it, and the signature cannot be verified here"
                        : "fail" + policy + ": " + dmarc.says();
            case NONE -> "none: " + dmarc.says();
            case TEMPERROR -> "cannot be told: " + dmarc.says();
        };
        page.columns(ink, "DMARC", width, words);
        for (Alignment alignment : dmarc.alignments()) {
            if (!alignment.says().equals(dmarc.says())) {
                page.columns(Ink.QUIET, "", width, alignment.says());
            }
        }
        dmarc.bySuffixList().differs().ifPresent(differs -> page.columns(Ink.QUIET, "", width, differs));
    }
}
