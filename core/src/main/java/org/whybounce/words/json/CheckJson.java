package org.whybounce.words.json;

import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckReport;
import org.whybounce.check.report.Seen;
import org.whybounce.dmarc.DmarcPolicy;
import org.whybounce.dmarc.DmarcRecord;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.tree.SpfTree;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An Email Check as JSON, schema `whybounce.check/1`. Its form is stable: add, never rename.
public final class CheckJson {
    public static final String SCHEMA = "whybounce.check/1";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CheckJson() {}

    public static ObjectNode of(CheckReport report) {
        ObjectNode node = JSON.objectNode();
        DomainName domain = report.domain();
        node.put("schema", SCHEMA);
        node.put("domain", domain.toString());
        node.put("unicode", domain.unicode());
        node.put("status", status(report));
        node.put("summary", report.summary());
        ArrayNode areas = node.putArray("areas");
        report.areas().forEach(area -> areas.add(area(area)));
        node.set("findings", FindingsJson.of(report.findings()));
        spf(node, report);
        report.dmarc().ifPresentOrElse(dmarc -> node.set("dmarc", dmarc(dmarc)), () -> node.putNull("dmarc"));
        ArrayNode evaluations = node.putArray("evaluations");
        report.evaluations()
                .forEach(each ->
                        evaluations.add(EvaluationJson.of(each, report.tree().orElse(null))));
        ArrayNode fixes = node.putArray("fixes");
        report.fixes().forEach(fix -> fixes.add(FixJson.node(fix)));
        node.put("questions", report.questions());
        ArrayNode limits = node.putArray("limits");
        report.limits().forEach(limits::add);
        report.noDns().ifPresent(limits::add);
        return node;
    }

    /// ok, warning, error, unknown (a part on which it depends got no answer) or no-dns.
    static String status(CheckReport report) {
        if (report.noDns().isPresent()) {
            return "no-dns";
        }
        if (report.count(org.whybounce.finding.Severity.ERROR) > 0) {
            return "error";
        }
        if (report.unanswered()) {
            return "unknown";
        }
        return report.count(org.whybounce.finding.Severity.WARNING) > 0 ? "warning" : "ok";
    }

    private static ObjectNode area(AreaReport area) {
        ObjectNode node = JSON.objectNode();
        node.put("area", area.area().word());
        node.put("verdict", area.standing().word().replace(' ', '-'));
        node.put("says", area.says());
        node.put("do", area.todo().isEmpty() ? null : area.todo());
        ArrayNode codes = node.putArray("codes");
        area.findings().stream().map(Finding::code).distinct().forEach(codes::add);
        ArrayNode records = node.putArray("records");
        for (Seen seen : area.seen()) {
            records.addObject()
                    .put("name", seen.name().toString())
                    .put("type", seen.type().toString())
                    .put("ttl", seen.ttl())
                    .put("data", seen.data());
        }
        return node;
    }

    private static void spf(ObjectNode node, CheckReport report) {
        if (report.tree().isEmpty()) {
            node.putNull("spf");
            return;
        }
        SpfTree tree = report.tree().get();
        ObjectNode spf = node.putObject("spf");
        spf.put("record", tree.root().record().map(record -> record.text()).orElse(null));
        ObjectNode lookups = spf.putObject("lookups");
        lookups.put("worst", tree.worst());
        lookups.put("limit", SpfLimits.RFC7208.lookups());
        if (tree.ttl() == Long.MAX_VALUE) {
            spf.putNull("ttl");
        } else {
            spf.put("ttl", tree.ttl());
        }
    }

    private static ObjectNode dmarc(DmarcResult result) {
        ObjectNode node = JSON.objectNode();
        node.put("domain", result.fromDomain().toString());
        node.put("at", result.record().map(record -> record.at().toString()).orElse(null));
        node.put("record", result.record().map(DmarcRecord::text).orElse(null));
        node.put("policy", result.applies().map(DmarcPolicy::code).orElse(null));
        node.put("tag", result.record().isPresent() ? result.tag() : null);
        node.put("organisation", result.walk().organisation().toString());
        ArrayNode rua = node.putArray("rua");
        result.record().ifPresent(record -> record.rua().forEach(uri -> rua.add(uri.uri())));
        // No message was judged: only whether a record applies can be told.
        node.put(
                "result",
                switch (result.outcome()) {
                    case PASS, FAIL -> null;
                    case NONE -> "none";
                    case TEMPERROR -> "temperror";
                });
        return node;
    }
}
