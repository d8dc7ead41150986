package org.whybounce;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.CheckResult;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.fix.Fix;
import org.whybounce.intake.Pasted;

/// What a person gets: everything that was read, asked and concluded, as values. Rendering it is the work of `words`.
///
/// @param pasted    what was given
/// @param file      the facts of the refusal that matters most
/// @param shown     what the DNS shows about it now
/// @param checks    the five checks
/// @param findings  what is wrong with the domain checked, whatever the cause
/// @param diagnosis the cause, or what is missing
/// @param fixes     what mends it, best first
/// @param others    the other refusals of the same paste
/// @param setup     who sent it and where something is changed
/// @param limits    each limit that was reached, in words
public record Explanation(
        Pasted pasted,
        CaseFile file,
        DnsEvidence shown,
        List<CheckResult> checks,
        List<Finding> findings,
        Diagnosis diagnosis,
        List<Fix> fixes,
        List<Other> others,
        Setup setup,
        List<String> limits) {

    /// Another refusal in the same paste.
    public record Other(CaseFile file, Diagnosis diagnosis) {}

    public Explanation {
        checks = List.copyOf(checks);
        findings = List.copyOf(findings);
        fixes = List.copyOf(fixes);
        others = List.copyOf(others);
        limits = List.copyOf(limits);
    }

    /// The same, saying so if the budget of the check ran out.
    public Explanation within(BudgetResolver budget) {
        return budget.refused() == 0 ? this : withLimit(budget.words());
    }

    /// The same, with one more finding at the end.
    public Explanation withFinding(Finding finding) {
        List<Finding> more = new ArrayList<>(findings);
        more.add(finding);
        return new Explanation(pasted, file, shown, checks, more, diagnosis, fixes, others, setup, limits);
    }

    /// The same, with one more limit said.
    public Explanation withLimit(String limit) {
        List<String> more = new ArrayList<>(limits);
        more.add(limit);
        return new Explanation(pasted, file, shown, checks, findings, diagnosis, fixes, others, setup, more);
    }

    /// The exit status that the answer comes to, as every command of the program ends.
    ///
    /// - 0: nothing wrong was found.
    /// - 1: a cause is established, or a finding is an error.
    /// - 2: the paste is unusable.
    /// - 3: a fact is missing.
    /// - 4: the answer depends on the DNS, which could not be asked.
    public int exitStatus() {
        return switch (diagnosis) {
            case Diagnosis.Established established -> 1;
            case Diagnosis.Open open ->
                open.missing().stream().anyMatch(missing -> missing.fact().unasked()) ? 4 : 3;
            case Diagnosis.NoRefusal nothing -> withoutRefusal();
        };
    }

    private int withoutRefusal() {
        if (findings.stream().anyMatch(finding -> finding.level() == Severity.ERROR)) {
            return 1;
        }
        return pasted instanceof Pasted.Unknown && shown.evaluations().isEmpty() ? 2 : 0;
    }
}
