package org.whybounce.spf.finding;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.finding.Finding;
import org.whybounce.spf.Step;
import org.whybounce.spf.tree.AddressSet;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.spf.tree.SpfTree.Node;
import org.whybounce.spf.tree.SpfTree.State;

/// Everything that is to be said about a domain's SPF record and what it leads to, for no address in particular.
public final class SpfFindings {
    private SpfFindings() {}

    /// @param resolver is asked for what stands beside the record: other TXT records, the obsolete type, the commonest
    ///                 wrong names
    public static List<Finding> of(Resolver resolver, SpfTree tree) {
        List<Finding> findings = new ArrayList<>();
        DomainName domain = tree.domain();
        Answer texts = resolver.ask(new Question(domain, RecordType.TXT));
        Set<DomainName> seen = new LinkedHashSet<>();
        tree.forEachNode(node -> {
            if (seen.add(node.domain()) || node.state() instanceof State.Loop) {
                state(node, tree, findings);
            }
        });
        SpfPlaceFindings.find(resolver, tree, texts, findings);
        tree.forEachNode(node -> SpfTermFindings.find(node, tree, findings));
        if (tree.root().state() instanceof State.Sound) {
            AddressSet meant = AddressSet.of(tree, org.whybounce.spf.SpfLimits.BEYOND);
            SpfCostFindings.find(resolver, tree, AddressSet.of(tree), findings);
            SpfRangeFindings.find(tree, meant, findings);
        }
        if (!tree.complete()) {
            findings.add(SpfCode.TREE_CUT.finding(
                    domain, "The tree of records is too large to be followed to its end; some of it was not asked."));
        }
        return findings.stream().distinct().toList();
    }

    private static void state(Node node, SpfTree tree, List<Finding> findings) {
        DomainName at = node.domain();
        boolean root = at.equals(tree.domain());
        switch (node.state()) {
            case State.Sound sound -> {}
            case State.NotAsked not -> {}
            case State.Broken(var broken) -> SpfSyntaxFindings.find(at, broken, findings);
            case State.Several(var texts) ->
                findings.add(SpfCode.RECORD_SEVERAL.finding(
                        at,
                        "There are " + texts.size() + " SPF records at " + at
                                + "; with more than one every evaluation ends in permerror. Merge them into one."));
            case State.Missing(var why) -> missing(at, why, root, findings);
            case State.Unanswered(var failed) ->
                findings.add(SpfCode.DNS.finding(
                        at,
                        "The DNS did not answer TXT " + at + ": " + failed.why().words()
                                + ". Evaluations that get there end in temperror."));
            case State.Loop loop ->
                findings.add((at.equals(tree.domain()) ? SpfCode.INCLUDE_ITSELF : SpfCode.INCLUDE_LOOP)
                        .finding(
                                at,
                                "The record leads back to " + at
                                        + ", so evaluations go round until the lookups are used up."));
        }
    }

    private static void missing(DomainName at, Step.NoRecord why, boolean root, List<Finding> findings) {
        if (root) {
            findings.add(
                    why == Step.NoRecord.NO_SUCH_NAME
                            ? SpfCode.RECORD_NO_SUCH_NAME.finding(at, "The name " + at + " does not exist in the DNS.")
                            : SpfCode.RECORD_NONE.finding(
                                    at,
                                    "There is no SPF record. Large receivers ask senders for one; a domain that sends"
                                            + " nothing says so with \"v=spf1 -all\"."));
            return;
        }
        findings.add(
                why == Step.NoRecord.NO_SUCH_NAME
                        ? SpfCode.INCLUDE_NO_SUCH_NAME.finding(
                                at,
                                "The record leads to " + at
                                        + ", which does not exist: evaluations that get there end in permerror.")
                        : SpfCode.INCLUDE_NO_RECORD.finding(
                                at,
                                "The record leads to " + at
                                        + ", which has no SPF record: evaluations that get there end in permerror."));
    }
}
