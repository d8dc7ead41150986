package org.whybounce.spf.finding;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.tree.AddressSet;
import org.whybounce.spf.tree.SpfTree;

/// Everything about a domain's SPF record for no address in particular: what it leads to, what it authorises, what is
/// wrong with it. The one call behind `check`, `spf show` and the web.
///
/// @param tree      the record with all that it includes
/// @param addresses what each address there is would get
/// @param findings  what is wrong, each with a stable code, in the order of the record
public record SpfCheck(SpfTree tree, AddressSet addresses, List<Finding> findings) {
    public SpfCheck {
        findings = List.copyOf(findings);
    }

    /// Asks about as many questions as the tree has names, and some ten for what stands beside the record. It never
    /// throws for anything that the DNS holds.
    public static SpfCheck of(Resolver resolver, DomainName domain) {
        SpfTree tree = SpfTree.of(resolver, domain);
        return new SpfCheck(tree, AddressSet.of(tree), SpfFindings.of(resolver, tree));
    }

    public DomainName domain() {
        return tree.domain();
    }

    /// The domain's record, if there is exactly one and it parses.
    public Optional<SpfRecord> record() {
        return tree.root().record();
    }

    /// The gravest level among the findings; empty if there is nothing to say.
    public Optional<Severity> gravest() {
        return findings.stream().map(Finding::level).min(Severity::compareTo);
    }
}
