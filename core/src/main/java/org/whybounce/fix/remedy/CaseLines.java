package org.whybounce.fix.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Fact;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.spf.Evaluation;
import org.whybounce.text.Claim;
import org.whybounce.text.Visible;

/// The evidence of a case as the lines of a letter: what the server said, when, for whom, from where, and what
/// SPF says by public DNS. Every text from outside is made inert and cut.
final class CaseLines {
    private static final int LONGEST_REFUSAL = 400;
    private static final int LONGEST_FACT = 120;

    private CaseLines() {}

    /// What is known without the DNS.
    static String of(CaseFile file) {
        return of(file, Optional.empty());
    }

    /// The facts, one on a line and each indented, so that a letter keeps them as they are; empty if none is known.
    static String of(CaseFile file, DnsEvidence shown) {
        return of(file, shown.checked());
    }

    private static String of(CaseFile file, Optional<Evaluation> checked) {
        List<String> lines = new ArrayList<>();
        Optional<Refusal> refusal = file.refusal();
        put(lines, "Refused with", refusal.map(CaseLines::said).filter(text -> !text.isBlank()), LONGEST_REFUSAL);
        put(lines, "Refused by", refusal.flatMap(Refusal::remoteMta).map(Claim::value), LONGEST_FACT);
        put(lines, "On", refusal.flatMap(Refusal::date).map(Claim::value), LONGEST_FACT);
        put(lines, "Queue id", refusal.flatMap(Refusal::queueId).map(Claim::value), LONGEST_FACT);
        put(lines, "Recipient", refusal.flatMap(Refusal::recipient).map(Claim::value), LONGEST_FACT);
        put(lines, "Envelope sender", file.mailFrom().map(Fact::value), LONGEST_FACT);
        put(lines, "Visible From", file.fromDomain().map(fact -> fact.value().toString()), LONGEST_FACT);
        put(lines, "Sent from", file.ip().map(fact -> fact.value().toString()), LONGEST_FACT);
        put(lines, "HELO", file.helo().map(fact -> fact.value().toString()), LONGEST_FACT);
        put(lines, "SPF by public DNS", checked.map(CaseLines::evaluated), LONGEST_FACT);
        return String.join("\n", lines);
    }

    /// From the reply's code on: what stands before it is of whoever reports.
    private static String said(Refusal refusal) {
        String text = refusal.flattened();
        int at = refusal.replyCode()
                .map(code -> text.indexOf(code.value().toString()))
                .orElse(-1);
        return at > 0 ? text.substring(at) : text;
    }

    private static String evaluated(Evaluation evaluation) {
        return evaluation.result() + " for " + evaluation.domain() + " from " + evaluation.ip()
                + evaluation
                        .matched()
                        .map(match -> ", by ‘" + match.text() + "’")
                        .orElse("");
    }

    private static void put(List<String> lines, String label, Optional<String> value, int longest) {
        value.ifPresent(text -> lines.add("  " + label + ": " + Visible.line(text, longest)));
    }
}
