package org.whybounce.words.json;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.dmarc.Alignment;
import org.whybounce.dmarc.DmarcPolicy;
import org.whybounce.dmarc.DmarcRecord;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dmarc.ReportDestination;
import org.whybounce.dmarc.TreeWalk;
import org.whybounce.words.sentence.SpfSentences;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// DMARC as a piece of the JSON interface, with all of `dmarc` in `whybounce.explain/1` and more. Its form is stable:
/// add, never rename.
public final class DmarcJson {
    private DmarcJson() {}

    public static ObjectNode of(DmarcResult result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("domain", result.fromDomain().toString());
        node.put("record", result.record().map(DmarcRecord::text).orElse(null));
        node.put(
                "recordAt",
                result.record().map(record -> record.at().toString()).orElse(null));
        node.put("source", SpfSentences.word(result.source()));
        node.put("tag", result.requested().isPresent() ? result.tag() : null);
        node.put("requested", code(result.requested()));
        node.put("policy", code(result.applies()));
        node.put("testing", result.record().map(DmarcRecord::testing).orElse(false));
        node.put("exists", result.exists());
        truth(node, "spfAligned", result.spfAligned());
        truth(node, "dkimAligned", result.dkimAligned());
        ArrayNode alignments = node.putArray("alignments");
        for (Alignment alignment : result.alignments()) {
            alignments
                    .addObject()
                    .put("method", SpfSentences.word(alignment.method()))
                    .put("domain", alignment.identifier().toString())
                    .put("passed", alignment.passed())
                    .put("strict", alignment.strict())
                    .put("aligned", alignment.aligned())
                    .put("says", alignment.says());
        }
        node.put("result", SpfSentences.word(result.outcome()));
        node.put("says", result.says());
        ObjectNode walk = node.putObject("walk");
        walk.put("organisation", result.walk().organisation().toString());
        walk.put("because", result.walk().because());
        ArrayNode visits = walk.putArray("queries");
        for (TreeWalk.Visit visit : result.walk().visits()) {
            visits.addObject()
                    .put("domain", visit.domain().toString())
                    .put("answer", SpfSentences.word(visit.answer()))
                    .put("records", visit.found())
                    .put("record", visit.record().map(DmarcRecord::text).orElse(null));
        }
        ObjectNode list = node.putObject("bySuffixList");
        DmarcResult.BySuffixList other = result.bySuffixList();
        list.put("organisation", other.organisation().toString());
        list.put("recordAt", other.recordAt().map(Object::toString).orElse(null));
        list.put("requested", code(other.requested()));
        list.put("result", SpfSentences.word(other.outcome()));
        list.put("differs", other.differs().orElse(null));
        ArrayNode remarks = node.putArray("remarks");
        result.record().ifPresent(record -> {
            record.faults().forEach(remarks::add);
            record.remarks().forEach(remarks::add);
        });
        return node;
    }

    /// Where the reports go: `[ { "uri": "...", "destination": "...", "kind": "aggregate|failure", "permission":
    /// "own|given|missing|no-answer", "says": "..." } ]`.
    public static ArrayNode reports(List<ReportDestination> destinations) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (ReportDestination each : destinations) {
            array.addObject()
                    .put("uri", each.uri().uri())
                    .put("destination", each.uri().destination().toString())
                    .put("kind", each.aggregate() ? "aggregate" : "failure")
                    .put(
                            "permission",
                            switch (each.permission()) {
                                case ReportDestination.Permission.Own _ -> "own";
                                case ReportDestination.Permission.Given _ -> "given";
                                case ReportDestination.Permission.Missing _ -> "missing";
                                case ReportDestination.Permission.NoAnswer _ -> "no-answer";
                            })
                    .put("says", each.says());
        }
        return array;
    }

    private static @Nullable String code(Optional<DmarcPolicy> policy) {
        return policy.map(DmarcPolicy::code).orElse(null);
    }

    private static void truth(ObjectNode node, String name, Optional<Boolean> value) {
        value.ifPresentOrElse(is -> node.put(name, is), () -> node.putNull(name));
    }
}
