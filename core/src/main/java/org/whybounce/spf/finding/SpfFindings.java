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
            findings.add(SpfCode.TREE_CUT.about(domain));
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
                findings.add(SpfCode.RECORD_SEVERAL
                        .about(at)
                        .with("records", texts.size())
                        .with("at", at));
            case State.Missing(var why) -> missing(at, why, root, findings);
            case State.Unanswered(Answer.NoAnswer none) ->
                findings.add(SpfCode.DNS.about(at).with("at", at).with("why", none.words()));
            case State.Unanswered(Answer.NotAsked unasked) ->
                findings.add(
                        SpfCode.DNS.about(at).as("record-limit").with("at", at).with("limit", unasked.words(at)));
            case State.Loop loop ->
                findings.add(
                        root
                                ? SpfCode.INCLUDE_ITSELF.about(at).with("at", at)
                                : SpfCode.INCLUDE_LOOP.about(at).with("at", at));
        }
    }

    private static void missing(DomainName at, Step.NoRecord why, boolean root, List<Finding> findings) {
        if (root) {
            findings.add(
                    why == Step.NoRecord.NO_SUCH_NAME
                            ? SpfCode.RECORD_NO_SUCH_NAME.about(at).with("at", at)
                            : SpfCode.RECORD_NONE.about(at));
            return;
        }
        findings.add(
                why == Step.NoRecord.NO_SUCH_NAME
                        ? SpfCode.INCLUDE_NO_SUCH_NAME.about(at).with("at", at)
                        : SpfCode.INCLUDE_NO_RECORD.about(at).with("at", at));
    }
}
