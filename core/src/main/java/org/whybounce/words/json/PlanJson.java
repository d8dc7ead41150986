package org.whybounce.words.json;

import java.util.List;
import org.whybounce.net.AddressRanges;
import org.whybounce.whatif.WithoutTerms;
import org.whybounce.words.sentence.SpfPlain;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A record without some of its terms as `whybounce.plan/1`.
public final class PlanJson {
    public static final String SCHEMA = "whybounce.plan/1";

    /// Ranges listed of what is lost or gained; the count is whole.
    private static final int MOST_RANGES = 60;

    private PlanJson() {}

    public static ObjectNode of(WithoutTerms plan) {
        ObjectNode node = ExplanationJson.NODES.objectNode();
        node.put("schema", SCHEMA);
        node.put("domain", plan.domain().toString());
        node.put("record", plan.record());
        node.put("becomes", plan.becomes());
        node.putObject("lookups")
                .put("before", plan.before().worst())
                .put("after", plan.after().worst())
                .put("limit", 10);
        List<String> plain = plan.before().root().record().map(SpfPlain::of).orElse(List.of());
        ArrayNode terms = node.putArray("terms");
        int at = 0;
        for (WithoutTerms.TermKept term : plan.terms()) {
            if (at++ == 0) {
                continue;
            }
            ObjectNode one = terms.addObject()
                    .put("term", term.text())
                    .put("stays", term.stays())
                    .put("fixed", term.fixed());
            // One reading for each term after the version, if the record reads so.
            one.put("plain", plain.size() == plan.terms().size() - 1 ? plain.get(at - 2) : null);
            one.put(
                    "lookups",
                    plan.before().root().branches().stream()
                            .filter(branch -> branch.text().equals(term.text()))
                            .mapToInt(branch -> branch.cost())
                            .max()
                            .orElse(0));
        }
        ranges(node, "lost", plan.difference().lost());
        ranges(node, "gained", plan.difference().gained());
        return node;
    }

    private static void ranges(ObjectNode node, String name, AddressRanges ranges) {
        ArrayNode list = node.putArray(name);
        ranges.prefixes().stream().limit(MOST_RANGES).forEach(prefix -> list.add(prefix.toString()));
        node.put(name + "Count", ranges.size().toString());
    }
}
