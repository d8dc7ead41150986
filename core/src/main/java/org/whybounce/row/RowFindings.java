package org.whybounce.row;

import java.util.List;
import java.util.Optional;
import org.whybounce.check.Checks;
import org.whybounce.check.report.Consequences;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.finding.FindingCode;

/// The codes of a row as findings, each with what receivers do because of it.
public final class RowFindings {
    private RowFindings() {}

    /// The grave ones first, as the row has them.
    public static List<Finding> of(DomainRow row) {
        return DomainName.parse(row.domain()).stream()
                .flatMap(domain -> row.codes().stream().flatMap(code -> finding(code, domain).stream()))
                .toList();
    }

    /// What receivers do because of the gravest; empty where nothing is wrong.
    public static String says(DomainRow row) {
        return of(row).stream().findFirst().map(Finding::text).orElse("");
    }

    private static Optional<Finding> finding(String code, DomainName domain) {
        return Checks.ofCode(code)
                .map(kind -> kind.finding(domain, Consequences.of(code, domain).orElseGet(() -> plain(kind))));
    }

    private static String plain(FindingCode kind) {
        return kind.code().startsWith("DMARC_POLICY/NONE")
                ? "Mail that fails is delivered as ever: the policy is p=none."
                : kind.code();
    }
}
