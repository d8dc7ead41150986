package org.whybounce.spf.finding;

import java.util.List;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.finding.Finding;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.PermError;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.tree.AddressSet;
import org.whybounce.spf.tree.SpfTree;

/// What a record costs its receivers, and where that crosses a limit.
final class SpfCostFindings {
    /// An address that no record lists by name: 240.0.0.0/4 is reserved (RFC 1112, section 4).
    private static final IpAddress STRANGER = IpAddress.v4(0xf0000001L);

    private SpfCostFindings() {}

    static void find(Resolver resolver, SpfTree tree, AddressSet set, List<Finding> findings) {
        lookups(tree, findings);
        voids(resolver, tree.domain(), set, findings);
    }

    private static void lookups(SpfTree tree, List<Finding> findings) {
        int limit = SpfLimits.RFC7208.lookups();
        int worst = tree.worst();
        if (worst > limit) {
            Finding over = SpfCode.LOOKUPS_OVER
                    .about(tree.domain())
                    .with("worst", worst)
                    .with("limit", limit);
            findings.add(tree.crossing(limit)
                    .map(crossing -> over.as("crossing")
                            .with("term", ReadableTerm.term(crossing.branch().text()))
                            .with("at", crossing.at()))
                    .orElse(over));
        } else if (worst == limit) {
            findings.add(SpfCode.LOOKUPS_REACHED.about(tree.domain()).with("limit", limit));
        } else if (worst == limit - 1) {
            findings.add(SpfCode.LOOKUPS_NEAR
                    .about(tree.domain())
                    .with("worst", worst)
                    .with("limit", limit));
        }
    }

    private static void voids(Resolver resolver, DomainName domain, AddressSet set, List<Finding> findings) {
        int limit = SpfLimits.RFC7208.voids();
        int most4 = 0;
        int most6 = 0;
        for (AddressSet.Piece piece : set.pieces()) {
            if (!piece.addresses().family(true).isEmpty()) {
                most4 = Math.max(most4, piece.used().voidTerms());
            }
            if (!piece.addresses().family(false).isEmpty()) {
                most6 = Math.max(most6, piece.used().voidTerms());
            }
        }
        // What depends on the message (ptr, exists) finds nothing for a stranger, and counts too.
        boolean stranger = !set.byMessage().isEmpty()
                && most4 <= limit
                && most4 + set.byMessage().size() > limit
                && new SpfEvaluator(resolver)
                        .explain(SpfQuestion.mailFrom(STRANGER, "postmaster@" + domain, domain.toString()))
                        .permanent()
                        .filter(PermError.TooManyVoidLookups.class::isInstance)
                        .isPresent();
        if (most4 > limit || stranger) {
            findings.add(SpfCode.VOIDS_OVER.about(domain).with("limit", limit));
        } else if (most6 > limit) {
            findings.add(SpfCode.VOIDS_OVER_SOME.about(domain).with("limit", limit));
        } else if (most4 > 0) {
            findings.add(SpfCode.VOIDS_SOME.about(domain).with("voids", most4).with("limit", limit));
        }
    }
}
