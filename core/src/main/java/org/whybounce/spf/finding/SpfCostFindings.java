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
            String where = tree.crossing(limit)
                    .map(crossing -> " The one too many is "
                            + ReadableTerm.term(crossing.branch().text()) + " in the record of " + crossing.at() + ".")
                    .orElse("");
            findings.add(SpfCode.LOOKUPS_OVER.finding(
                    tree.domain(),
                    "An address that nothing before matches costs " + worst + " lookups; receivers stop at " + limit
                            + " with permerror." + where));
        } else if (worst == limit) {
            findings.add(SpfCode.LOOKUPS_REACHED.finding(
                    tree.domain(),
                    "All " + limit + " lookups are in use: one more, here or in an included record, breaks it."));
        } else if (worst == limit - 1) {
            findings.add(SpfCode.LOOKUPS_NEAR.finding(
                    tree.domain(),
                    worst + " of " + limit + " lookups are in use; included records may grow without notice."));
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
            findings.add(SpfCode.VOIDS_OVER.finding(
                    domain,
                    "More than " + limit + " terms of the record find nothing; receivers stop at the third with"
                            + " permerror (RFC 7208, section 4.6.4)."));
        } else if (most6 > limit) {
            findings.add(SpfCode.VOIDS_OVER_SOME.finding(
                    domain,
                    "For a client with an IPv6 address more than " + limit + " terms find nothing, since their hosts"
                            + " have IPv4 addresses only. Some receivers answer permerror, others do not count this."));
        } else if (most4 > 0) {
            findings.add(SpfCode.VOIDS_SOME.finding(
                    domain,
                    most4 + " of at most " + limit + " terms of the record find" + (most4 == 1 ? "s" : "")
                            + " nothing; remove what does not exist."));
        }
    }
}
