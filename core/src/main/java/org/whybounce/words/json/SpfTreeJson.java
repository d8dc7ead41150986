package org.whybounce.words.json;

import java.util.List;
import java.util.Map;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.finding.SpfCheck;
import org.whybounce.spf.finding.SpfComparison;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.tree.AddressSet;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.spf.tree.SpfTree.Branch;
import org.whybounce.spf.tree.SpfTree.Node;
import org.whybounce.spf.tree.SpfTree.Outcome;
import org.whybounce.spf.tree.SpfTree.State;
import org.whybounce.words.sentence.SpfPlain;
import org.whybounce.words.sentence.SpfSentences;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The tree of a domain as JSON, schema `whybounce.spf-show/1`.
public final class SpfTreeJson {
    /// Ranges printed for one result; the count is always exact.
    private static final int MOST_RANGES = 2000;

    private SpfTreeJson() {}

    public static ObjectNode of(SpfCheck check) {
        SpfTree tree = check.tree();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        int limit = SpfLimits.RFC7208.lookups();
        node.put("schema", "whybounce.spf-show/1");
        node.put("domain", tree.domain().toString());
        node.put("record", tree.root().record().map(record -> record.text()).orElse(null));
        ArrayNode plain = node.putArray("plain");
        tree.root().record().ifPresent(record -> SpfPlain.of(record).forEach(plain::add));
        ObjectNode lookups = node.putObject("lookups");
        lookups.put("worst", tree.worst());
        lookups.put("limit", limit);
        tree.crossing(limit)
                .ifPresentOrElse(
                        crossing -> lookups.putObject("crossing")
                                .put("domain", crossing.at().toString())
                                .put("term", crossing.branch().text()),
                        () -> lookups.putNull("crossing"));
        ArrayNode loops = node.putArray("loops");
        tree.loops().forEach(loop -> loops.add(loop.toString()));
        node.put("questions", tree.questions());
        node.put("complete", tree.complete());
        if (tree.ttl() == Long.MAX_VALUE) {
            node.putNull("ttl");
        } else {
            node.put("ttl", tree.ttl());
        }
        node.set("tree", node(tree.root()));
        node.set("addresses", addresses(check.addresses()));
        node.set("findings", FindingsJson.of(check.findings()));
        return node;
    }

    /// The same, with a member `difference` that tells what another record in its place would change.
    public static ObjectNode of(SpfCheck check, SpfComparison comparison) {
        ObjectNode node = of(check);
        ObjectNode json = node.putObject("difference");
        json.put("against", comparison.other());
        json.put("comparable", comparison.comparable(check));
        json.put("lookupsWorst", comparison.tree().worst());
        listed(json.putObject("lost"), comparison.difference().lost());
        listed(json.putObject("gained"), comparison.difference().gained());
        ArrayNode changes = json.putArray("changes");
        for (AddressSet.Change change : comparison.difference().changes()) {
            ObjectNode one = changes.addObject();
            one.put("from", change.from().word());
            one.put("to", change.to().word());
            listed(one, change.addresses());
        }
        return node;
    }

    private static void listed(ObjectNode node, AddressRanges ranges) {
        // Text, since the number of IPv6 addresses does not fit into a number of JSON readers.
        counts(node, ranges);
        ranges(node.putArray("ipv4"), ranges.family(true).prefixes());
        ranges(node.putArray("ipv6"), ranges.family(false).prefixes());
    }

    private static ObjectNode node(Node node) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("domain", node.domain().toString());
        json.put(
                "state",
                switch (node.state()) {
                    case State.Sound sound -> "sound";
                    case State.Broken broken -> "syntax";
                    case State.Several several -> "several-records";
                    case State.Missing(var why) -> SpfSentences.word(why);
                    case State.Unanswered(var failed) -> SpfSentences.word(failed);
                    case State.Loop loop -> "loop";
                    case State.NotAsked not -> "not-asked";
                });
        json.put(
                "record",
                switch (node.state()) {
                    case State.Sound(var record) -> record.text();
                    case State.Broken(var record) -> record.text();
                    case State.Several several -> null;
                    case State.Missing missing -> null;
                    case State.Unanswered unanswered -> null;
                    case State.Loop loop -> null;
                    case State.NotAsked not -> null;
                });
        if (node.state() instanceof State.Several(var texts)) {
            ArrayNode records = json.putArray("records");
            texts.forEach(records::add);
        }
        json.put("lookups", node.worst());
        ArrayNode terms = json.putArray("terms");
        node.branches().forEach(branch -> terms.add(branch(branch)));
        return json;
    }

    private static ObjectNode branch(Branch branch) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("term", branch.text());
        json.putArray("span")
                .add(branch.term().span().start())
                .add(branch.term().span().end());
        json.put("part", SpfSentences.word(branch.part()));
        json.put("lookups", branch.cost());
        json.put("after", branch.after());
        switch (branch.outcome()) {
            case Outcome.Below(var below) -> json.set("below", node(below));
            case Outcome.Hosts hosts -> {
                json.put("target", hosts.name().toString());
                ArrayNode names = json.putArray("hosts");
                hosts.hosts().forEach(host -> names.add(host.host().toString()));
                ranges(json.putArray("ranges"), branch.ranges());
            }
            case Outcome.Range range -> ranges(json.putArray("ranges"), branch.ranges());
            case Outcome.Existing(var name, var answer) ->
                json.put("target", name.toString()).put("answer", SpfSentences.word(answer));
            case Outcome.ByMessage by -> json.put("dependsOnMessage", true);
            case Outcome.NotAName(var target) -> json.put("target", target).put("answer", "not-a-name");
            case Outcome.Everything e -> {}
            case Outcome.Nothing n -> {}
        }
        return json;
    }

    private static void ranges(ArrayNode array, List<IpPrefix> ranges) {
        ranges.stream().limit(MOST_RANGES).forEach(range -> array.add(range.toString()));
    }

    private static ObjectNode addresses(AddressSet set) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<SpfResult, AddressRanges> entry : set.byResult().entrySet()) {
            listed(json.putObject(entry.getKey().word()), entry.getValue());
        }
        ArrayNode depends = json.putArray("dependsOnMessage");
        set.byMessage()
                .forEach(term ->
                        depends.addObject().put("domain", term.at().toString()).put("term", term.term()));
        ArrayNode terms = json.putArray("terms");
        for (AddressSet.Share share : set.terms()) {
            if (!share.lists().isEmpty()) {
                ObjectNode term = place(terms.addObject(), share);
                counts(term.putObject("lists"), share.lists());
                counts(term.putObject("decides"), share.decides());
                term.put("useless", share.useless());
            }
        }
        ArrayNode overlaps = json.putArray("overlaps");
        for (AddressSet.Overlap overlap : set.overlaps()) {
            ObjectNode node = overlaps.addObject();
            place(node.putObject("first"), overlap.first());
            place(node.putObject("second"), overlap.second());
            node.put("duplicate", overlap.duplicate());
            counts(node.putObject("common"), overlap.common());
        }
        ObjectNode wide = json.putObject("wide");
        wide.put("ipv4Threshold", AddressSet.WIDE_V4).put("ipv6Threshold", AddressSet.WIDE_V6);
        ArrayNode ranges = wide.putArray("ranges");
        set.wide()
                .forEach(range -> place(ranges.addObject(), range.by())
                        .put("range", range.range().toString()));
        return json;
    }

    private static ObjectNode place(ObjectNode node, AddressSet.Share share) {
        return node.put("domain", share.at().toString())
                .put("term", share.branch().text());
    }

    private static void counts(ObjectNode node, AddressRanges ranges) {
        node.put("ipv4Count", ranges.family(true).size().toString());
        node.put("ipv6Count", ranges.family(false).size().toString());
    }
}
