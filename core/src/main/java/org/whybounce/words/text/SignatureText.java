package org.whybounce.words.text;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.HeaderAnalysis;
import org.whybounce.arc.ArcResult;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.KeyAnswer;
import org.whybounce.dkim.Parts;
import org.whybounce.dkim.autopsy.Autopsy;
import org.whybounce.dkim.autopsy.DkimExamination;
import org.whybounce.words.sentence.ArcSentences;
import org.whybounce.words.sentence.DkimSentences;
import org.whybounce.words.sentence.Sentences;
import org.whybounce.words.text.TextPage.Ink;

/// Each signature and each ARC set in a few lines: the key, the body hash beside the expected one, what broke it.
final class SignatureText {
    private SignatureText() {}

    static void put(TextPage page, HeaderAnalysis analysis) {
        List<DkimExamination> signatures = analysis.authentication().dkim();
        List<ArcResult.Sealed> sets = analysis.authentication().arc().sets();
        if (signatures.isEmpty() && sets.isEmpty()) {
            return;
        }
        page.gap().say(Ink.BOLD, "Signatures:");
        for (DkimExamination each : signatures) {
            page.say(Ink.PLAIN, "  DKIM ", "    ", DkimSentences.line(each.result()) + key(each) + ".");
            each.bodyHash()
                    .filter(_ -> each.result()
                            .parts()
                            .filter(parts -> parts.body() == Parts.BodyPart.ALTERED)
                            .isPresent())
                    .ifPresent(hash -> page.say(
                            Ink.QUIET,
                            "    ",
                            "    ",
                            "body hash " + hash + ", and bh= expects "
                                    + each.result()
                                            .signature()
                                            .map(DkimSignature::bodyHash)
                                            .orElse("")));
            each.autopsy().map(Autopsy::says).ifPresent(says -> page.say(Ink.BOLD, "    ", "    ", says));
        }
        for (ArcResult.Sealed sealed : sets) {
            page.say(
                    Ink.PLAIN,
                    "  ARC  ",
                    "    ",
                    "i=" + sealed.set().instance() + " " + sealed.set().seal().domain() + ": seal "
                            + sealed.seal().word() + ", message "
                            + sealed.signature().word());
        }
        if (!sets.isEmpty()) {
            page.say(
                    Ink.QUIET,
                    "    ",
                    "    ",
                    Sentences.whole(
                            ArcSentences.of(analysis.authentication().arc().outcome())));
        }
    }

    private static String key(DkimExamination each) {
        List<String> parts = new ArrayList<>();
        each.result()
                .key()
                .filter(KeyAnswer.Found.class::isInstance)
                .map(KeyAnswer.Found.class::cast)
                .map(found -> found.records().getFirst())
                .ifPresent(key -> key.bits()
                        .ifPresent(bits -> parts.add(
                                key.type().toUpperCase(java.util.Locale.ROOT) + " key of " + bits + " bits")));
        return parts.isEmpty() ? "" : "; " + String.join("; ", parts);
    }
}
