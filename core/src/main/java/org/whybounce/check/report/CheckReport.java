package org.whybounce.check.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.fix.Fix;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.tree.SpfTree;

/// What an Email Check says of a domain.
///
/// @param areas       one for each check, in their order; none if there is no DNS here
/// @param evaluations SPF for each sending address that was given
/// @param fixes       changes of the SPF record, each with its proof
/// @param questions   different questions asked
/// @param noDns       why nothing could be asked at all
/// @param limits      each limit that was reached, in words
public record CheckReport(
        DomainName domain,
        List<AreaReport> areas,
        Optional<SpfTree> tree,
        Optional<DmarcResult> dmarc,
        List<Evaluation> evaluations,
        List<Fix> fixes,
        int questions,
        Optional<String> noDns,
        List<String> limits) {
    public CheckReport {
        areas = List.copyOf(areas);
        evaluations = List.copyOf(evaluations);
        fixes = List.copyOf(fixes);
        limits = List.copyOf(limits);
    }

    /// The same with what a look beyond the DNS found.
    public CheckReport withArea(AreaReport area) {
        List<AreaReport> more = new ArrayList<>(areas);
        more.add(area);
        return new CheckReport(domain, more, tree, dmarc, evaluations, fixes, questions, noDns, limits);
    }

    /// The same with one more limit that was reached.
    public CheckReport withLimit(String limit) {
        List<String> more = new ArrayList<>(limits);
        more.add(limit);
        return new CheckReport(domain, areas, tree, dmarc, evaluations, fixes, questions, noDns, more);
    }

    /// Every finding, the grave ones first.
    public List<Finding> findings() {
        return areas.stream()
                .flatMap(area -> area.findings().stream())
                .sorted(Comparator.comparing(Finding::level))
                .toList();
    }

    public long count(Severity level) {
        return findings().stream().filter(finding -> finding.level() == level).count();
    }

    /// Whether one of the parts on which everything depends could not be asked.
    public boolean unanswered() {
        return noDns.isPresent()
                || areas.stream()
                        .anyMatch(area -> area.standing() == Standing.UNKNOWN
                                && (area.area() == Area.SPF || area.area() == Area.DMARC || area.area() == Area.MX));
    }

    /// The whole in one sentence.
    public String summary() {
        if (noDns.isPresent()) {
            return "There is no working DNS here, so nothing can be said about " + domain + ".";
        }
        if (findings().stream().anyMatch(finding -> finding.code().equals(CheckCode.DOMAIN_NONE.code()))) {
            return domain + " does not exist in the DNS.";
        }
        long errors = count(Severity.ERROR);
        long warnings = count(Severity.WARNING);
        if (errors == 0 && unanswered()) {
            return "The DNS did not answer all that was asked, so not everything can be said about " + domain + ".";
        }
        if (errors + warnings == 0) {
            return "Nothing is wrong with what " + domain + " publishes.";
        }
        return Consequences.of(findings().getFirst(), domain);
    }
}
