package org.whybounce.cli;

import java.util.List;
import java.util.Optional;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckReport;
import org.whybounce.check.report.Consequences;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.row.DomainRow;
import org.whybounce.row.RowFindings;

/// What a check of one domain among many came to, at whatever depth.
///
/// @param row      its row; at depth `full` with the codes of the report
/// @param findings the grave ones first; facts in which nothing is wrong are left out
/// @param report   at depth `full`
record DomainAnswer(DomainName domain, DomainRow row, List<Finding> findings, Optional<CheckReport> report) {
    DomainAnswer {
        findings = List.copyOf(findings);
    }

    static DomainAnswer of(DomainName domain, DomainRow row) {
        return new DomainAnswer(domain, row, RowFindings.of(row), Optional.empty());
    }

    static DomainAnswer of(CheckReport report, DomainRow row) {
        List<Finding> findings = report.findings().stream()
                .filter(finding -> finding.level() != Severity.INFO)
                .toList();
        DomainRow full = new DomainRow(
                row.domain(),
                row.spf(),
                row.lookups(),
                row.voids(),
                row.all(),
                row.dmarc(),
                row.mx(),
                findings.stream().map(Finding::code).distinct().toList(),
                findings.isEmpty() ? "ok" : findings.getFirst().level().word(),
                report.questions());
        return new DomainAnswer(report.domain(), full, findings, Optional.of(report));
    }

    boolean unanswered() {
        return report.map(CheckReport::unanswered).orElseGet(row::temporary);
    }

    /// How much it hurts.
    Severity worst() {
        return findings.isEmpty() ? Severity.INFO : findings.getFirst().level();
    }

    /// What receivers do because of the gravest finding; empty where nothing is wrong.
    String says() {
        return findings.isEmpty() ? "" : Consequences.of(findings.getFirst(), domain);
    }

    /// The one thing to do about it, on one line.
    String todo() {
        return findings.isEmpty()
                ? ""
                : report.stream()
                        .flatMap(full -> full.areas().stream())
                        .filter(area -> area.findings().contains(findings.getFirst()))
                        .map(AreaReport::todo)
                        .findFirst()
                        .orElse("")
                        .replace('\n', ' ');
    }
}
