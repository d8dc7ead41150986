package org.whybounce.words.json;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.whybounce.log.Outcome;
import org.whybounce.tally.Case;
import org.whybounce.tally.CaseVerdict;
import org.whybounce.tally.Refused;
import org.whybounce.tally.Totals;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One refusal among many as `whybounce.refusal/1`, one line each, and behind them the sums as `whybounce.refusals/1`.
public final class RefusalRowJson {
    public static final String SCHEMA = "whybounce.refusal/1";
    public static final String SUMS = "whybounce.refusals/1";

    private RefusalRowJson() {}

    public static ObjectNode row(Refused refused, Case one, CaseVerdict verdict) {
        ObjectNode row = ExplanationJson.NODES.objectNode();
        row.put("schema", SCHEMA).put("source", refused.source()).put("at", refused.at());
        row.put("date", known(refused.date())).put("system", refused.system());
        row.put("role", refused.role().name().toLowerCase(Locale.ROOT));
        row.put("outcome", refused.deferred() ? "deferred" : "refused");
        row.put("sender", known(refused.mailFrom())).put("recipient", known(refused.recipient()));
        row.put("domain", known(refused.domain())).put("receiver", known(refused.receiver()));
        row.put("refusedBy", known(refused.by())).put("ip", known(refused.ip())).put("helo", known(refused.helo()));
        row.put("replyCode", known(refused.code())).put("enhancedCode", known(refused.status()));
        row.put("queueId", known(refused.queueId())).put("words", refused.words());
        row.put("case", one.number());
        row.set("verdict", verdict(verdict));
        return row;
    }

    private static ObjectNode verdict(CaseVerdict verdict) {
        ObjectNode node = ExplanationJson.NODES.objectNode();
        node.put("status", verdict.status());
        node.put("cause", known(verdict.cause()))
                .put("kind", known(verdict.kind()))
                .put("side", known(verdict.side()));
        node.put("checkedDomain", known(verdict.domain())).put("summary", verdict.summary());
        ArrayNode candidates = node.putArray("candidates");
        verdict.candidates().forEach(candidates::add);
        return node;
    }

    public static ObjectNode sums(Totals totals) {
        ObjectNode root = ExplanationJson.NODES.objectNode();
        root.put("schema", SUMS).put("refused", totals.refused()).put("deferred", totals.deferred());
        ObjectNode read = root.putObject("read");
        read.put("files", totals.files()).put("mails", totals.mails()).put("mailsWithoutRefusal", totals.quietMails());
        ObjectNode lines = read.putObject("lines");
        lines.put("all", totals.lines());
        for (Outcome outcome : Outcome.values()) {
            lines.put(outcome.name().toLowerCase(Locale.ROOT), totals.lines(outcome));
        }
        ArrayNode unread = read.putArray("unread");
        totals.unread()
                .forEach(one -> unread.addObject().put("source", one.source()).put("why", one.why()));
        ArrayNode groups = root.putArray("groups");
        for (Totals.Group group : totals.groups()) {
            ObjectNode node = groups.addObject();
            node.put("cause", group.key().cause())
                    .put("domain", group.key().domain())
                    .put("receiver", group.key().receiver());
            node.put("refused", group.refused()).put("deferred", group.deferred());
            node.putObject("example")
                    .put("source", group.example().source())
                    .put("at", group.example().at())
                    .put("words", group.example().words());
        }
        root.set("byCause", by(totals, Totals.Key::cause));
        root.set("byDomain", by(totals, Totals.Key::domain));
        root.set("byReceiver", by(totals, Totals.Key::receiver));
        ArrayNode limits = root.putArray("limits");
        totals.limits().forEach(limits::add);
        return root;
    }

    private static ObjectNode by(Totals totals, Function<Totals.Key, String> side) {
        ObjectNode node = ExplanationJson.NODES.objectNode();
        for (Map.Entry<String, Long> sum : totals.by(side).entrySet()) {
            node.put(sum.getKey(), sum.getValue());
        }
        return node;
    }

    private static @Nullable String known(String value) {
        return value.isEmpty() ? null : value;
    }
}
