package org.whybounce.words.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.whybounce.report.ReadLog;
import org.whybounce.report.ReportsRead;
import org.whybounce.report.TlsReport;
import org.whybounce.sender.Plan;
import org.whybounce.sender.Readiness;
import org.whybounce.sender.SenderClass;
import org.whybounce.sender.SenderGroup;
import org.whybounce.sender.Senders;
import org.whybounce.sender.SingleMail;
import org.whybounce.words.text.ReportsText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reports joined with the DNS as `whybounce.reports/1`; its JSON Schema lies beside the code as
/// `schema/reports-1.json`. Properties may be added, none renamed or taken away.
public final class ReportsJson {
    public static final String SCHEMA = "whybounce.reports/1";

    private ReportsJson() {}

    /// @param tls what is told of TLS
    public static ObjectNode of(ReportsRead read, List<Senders> domains, Collection<TlsReport> tls, LocalDate today) {
        ObjectNode node = of(read, domains, today);
        ArrayNode all = node.putArray("tls");
        for (TlsReport each : tls) {
            ObjectNode report = all.addObject()
                    .put("domain", each.domain().toString())
                    .put("reporter", each.reporter())
                    .put("from", day(each.begin()))
                    .put("to", day(each.end()))
                    .put("policy", each.policy())
                    .put("good", each.good())
                    .put("bad", each.bad());
            ArrayNode failures = report.putArray("failures");
            each.failures()
                    .forEach(failure -> failures.addObject()
                            .put("type", failure.type())
                            .put("mailHost", failure.mailHost())
                            .put("sessions", failure.sessions()));
        }
        return node;
    }

    /// @param today the day on which a plan begins
    public static ObjectNode of(ReportsRead read, List<Senders> domains, LocalDate today) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", SCHEMA);
        node.set("read", read(read));
        ArrayNode all = node.putArray("domains");
        domains.forEach(each -> all.add(domain(each, today)));
        return node;
    }

    public static ObjectNode read(ReportsRead read) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ReadLog log = read.log();
        node.put("files", log.files())
                .put("reports", read.reports())
                .put("records", read.records())
                .put("messages", read.messages())
                .put("duplicates", read.duplicates())
                .put("failureReports", read.failures())
                .put("tlsReports", read.tls());
        notes(node.putArray("repaired"), log.repaired(), "repair");
        notes(node.putArray("skipped"), log.skipped(), "why");
        notes(node.putArray("refused"), log.refused(), "why");
        node.putObject("counts")
                .put("repaired", log.repairs())
                .put("skipped", log.skips())
                .put("refused", log.refusals());
        return node;
    }

    private static void notes(ArrayNode array, List<ReadLog.Note> notes, String words) {
        for (ReadLog.Note note : notes) {
            ObjectNode node = array.addObject().put("file", note.file());
            if (note.record() > 0) {
                node.put("record", note.record());
            }
            node.put(words, note.words());
        }
    }

    private static String day(long second) {
        return second == 0
                ? ""
                : LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC)
                        .toString();
    }

    /// One domain as it stands in `domains`.
    public static ObjectNode domain(Senders senders, LocalDate today) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("summary", ReportsText.sentence(senders));
        node.put("domain", senders.domain().toString())
                .put("from", day(senders.begin()))
                .put("to", day(senders.end()))
                .put("messages", senders.messages())
                .put("passing", senders.passing());
        node.putObject("aligned").put("spf", senders.spfAligned()).put("dkim", senders.dkimAligned());
        node.putObject("policy").put("now", senders.policyNow()).put("seen", senders.policySeen());
        readiness(node.putObject("readiness"), senders.readiness());
        ArrayNode sources = node.putArray("sources");
        senders.sources().forEach(sender -> sources.add(source(sender)));
        ArrayNode fixes = node.putArray("fixes");
        senders.fixes().forEach(remedy -> fixes.add(remedy(remedy)));
        ArrayNode plan = node.putArray("plan");
        for (Plan.Step step : Plan.of(senders, today).steps()) {
            plan.addObject()
                    .put("day", step.day().toString())
                    .put("action", step.action())
                    .put("watch", step.watch());
        }
        ArrayNode days = node.putArray("days");
        senders.days()
                .forEach((day, volume) -> days.addObject()
                        .put("day", LocalDate.ofEpochDay(day).toString())
                        .put("messages", volume.messages())
                        .put("passing", volume.passing()));
        ArrayNode reporters = node.putArray("reporters");
        senders.reporters()
                .forEach((name, volume) -> reporters
                        .addObject()
                        .put("reporter", name)
                        .put("messages", volume.messages())
                        .put("passing", volume.passing()));
        ArrayNode notes = node.putArray("notes");
        senders.notes().forEach(noted -> notes.add(note(noted)));
        node.put("dns", senders.noDns().orElse(null));
        ArrayNode limits = node.putArray("limits");
        senders.limits().forEach(limits::add);
        return node;
    }

    private static ObjectNode note(SingleMail noted) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", noted.kind().word())
                .put("source", noted.source().toString())
                .put("day", LocalDate.ofEpochDay(noted.day()).toString())
                .put("reporter", noted.reporter())
                .put("mailFrom", noted.envelope())
                .put("cause", noted.cause())
                .put("words", noted.words())
                .put("messages", noted.messages());
    }

    private static void readiness(ObjectNode node, Readiness readiness) {
        node.put("for", "reject").put("verdict", readiness.verdict().word()).put("because", readiness.because());
        refused(node.putObject("refusedThen"), readiness.now());
        refused(node.putObject("refusedAfterFixes"), readiness.then());
        ObjectNode byClass = node.putObject("byClass");
        readiness.now().forEach((kind, count) -> byClass.put(kind.word(), count));
        ObjectNode then = node.putObject("byClassAfterFixes");
        readiness.then().forEach((kind, count) -> then.put(kind.word(), count));
    }

    private static void refused(ObjectNode node, Map<SenderClass, Long> failing) {
        long legitimate = 0;
        long forwarded = 0;
        for (Map.Entry<SenderClass, Long> each : failing.entrySet()) {
            legitimate += each.getKey().legitimate() ? each.getValue() : 0;
            forwarded += each.getKey().forwarded() ? each.getValue() : 0;
        }
        node.put("legitimate", legitimate)
                .put("forwarded", forwarded)
                .put("forged", failing.getOrDefault(SenderClass.FORGED, 0L))
                .put("unknown", failing.getOrDefault(SenderClass.UNKNOWN, 0L));
    }

    private static ObjectNode source(SenderGroup sender) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("key", sender.key())
                .put("name", sender.name())
                .put("class", sender.kind().word());
        ArrayNode addresses = node.putArray("addresses");
        sender.addresses().forEach(address -> addresses.add(address.ip().toString()));
        node.put("messages", sender.messages()).put("passing", sender.passing());
        ObjectNode now = node.putObject("now");
        now.put(
                "spf",
                sender.now().size() == 1 ? sender.now().keySet().iterator().next() : "mixed");
        ObjectNode results = now.putObject("results");
        sender.now().forEach(results::put);
        ArrayNode evidence = node.putArray("evidence");
        sender.evidence().forEach(evidence::add);
        ArrayNode envelopes = node.putArray("mailFrom");
        sender.envelopes().forEach(envelopes::add);
        node.put("selector", sender.selector().orElse(null));
        node.put("first", LocalDate.ofEpochDay(sender.firstDay()).toString())
                .put("last", LocalDate.ofEpochDay(sender.lastDay()).toString());
        if (!sender.folded().isEmpty()) {
            ArrayNode folded = node.putArray("folded");
            sender.folded()
                    .forEach((range, count) ->
                            folded.addObject().put("range", range.toString()).put("messages", count));
        }
        return node;
    }

    private static ObjectNode remedy(Senders.Remedy remedy) {
        ObjectNode node = FixJson.node(remedy.fix());
        if (node.get("proof") instanceof ObjectNode proof) {
            ArrayNode covers = proof.putArray("covers");
            remedy.covers().forEach(ip -> covers.add(ip.toString()));
            proof.put("messagesMended", remedy.mended());
        }
        return node.put("messagesMended", remedy.mended());
    }
}
