package org.whybounce.spf.finding;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.net.IpPrefix;
import org.whybounce.net.IpScope;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.Term;
import org.whybounce.spf.tree.AddressSet;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.spf.tree.SpfTree.Branch;

/// Which addresses a record lists: too many, twice, or for nothing.
final class SpfRangeFindings {
    /// A range this wide lists a sizeable part of the Internet, whoever publishes it.
    private static final int EVERYONE_V4 = 8;

    private static final int EVERYONE_V6 = 16;

    private SpfRangeFindings() {}

    static void find(SpfTree tree, AddressSet meant, List<Finding> findings) {
        tree.forEachNode(node -> {
            boolean own = node.domain().isAtOrBelow(tree.domain());
            Map<String, String> seen = new HashMap<>();
            for (Branch branch : node.branches()) {
                wide(node.domain(), branch, own, findings);
                if (own && branch.part() == SpfTree.Part.REACHED && branch.term() instanceof Term.Directive) {
                    String plain = plain(branch.text());
                    String before = seen.putIfAbsent(plain, branch.text());
                    if (before != null) {
                        String which = branch.cost() > 0 ? "costly" : "";
                        findings.add(SpfCode.TERM_DUPLICATE
                                .about(node.domain())
                                .as(which)
                                .with("term", ReadableTerm.term(branch.text()))
                                .with("at", node.domain()));
                    }
                }
            }
        });
        for (AddressSet.Share share : meant.terms()) {
            if (share.useless() && share.at().isAtOrBelow(tree.domain())) {
                useless(share, findings);
            }
        }
    }

    /// A term as it would be compared: without the qualifier that is the default, in lower case.
    private static String plain(String term) {
        String lower = term.toLowerCase(Locale.ROOT);
        return lower.startsWith("+") ? lower.substring(1) : lower;
    }

    private static void useless(AddressSet.Share share, List<Finding> findings) {
        int cost = share.branch().cost();
        Finding useless = SpfCode.TERM_USELESS
                .about(share.at())
                .with("term", ReadableTerm.term(share.branch().text()))
                .with("at", share.at());
        findings.add(cost > 0 ? useless.as("costly").with("lookups", cost) : useless);
    }

    private static void wide(DomainName at, Branch branch, boolean own, List<Finding> findings) {
        if (branch.part() != SpfTree.Part.REACHED
                || !(branch.term() instanceof Term.Directive directive)
                || directive.qualifier() != Qualifier.PASS) {
            return;
        }
        for (IpPrefix range : branch.ranges()) {
            int length = range.length();
            if (length < (range.v4() ? EVERYONE_V4 : EVERYONE_V6)) {
                String which = length == 0 ? "all" : "";
                findings.add(SpfCode.RANGE_EVERYONE
                        .about(at)
                        .as(which)
                        .with("term", ReadableTerm.term(branch.text()))
                        .with("range", range));
            } else if (own && length < (range.v4() ? AddressSet.WIDE_V4 : AddressSet.WIDE_V6)) {
                findings.add(SpfCode.RANGE_WIDE
                        .about(at)
                        .with("term", ReadableTerm.term(branch.text()))
                        .with("range", range)
                        .with("addresses", addresses(range))
                        .with("widest", range.v4() ? AddressSet.WIDE_V4 : AddressSet.WIDE_V6));
            } else if (own
                    && range.address().scope() != IpScope.GLOBAL
                    && range.address().scope() != IpScope.DOCUMENTATION) {
                findings.add(SpfCode.RANGE_PRIVATE
                        .about(at)
                        .with("term", ReadableTerm.term(branch.text()))
                        .with("scope", range.address().scope().words()));
            }
        }
    }

    private static String addresses(IpPrefix range) {
        return range.v4()
                ? String.format(Locale.ROOT, "%,d", 1L << 32 - range.length())
                : "2^" + (128 - range.length());
    }
}
