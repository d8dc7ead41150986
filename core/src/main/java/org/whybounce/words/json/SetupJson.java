package org.whybounce.words.json;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.Explanation;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Diagnosis;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Panel;
import org.whybounce.fix.RecordEdit;
import org.whybounce.host.DnsHost;
import org.whybounce.host.Removal;
import org.whybounce.host.ZoneHost;
import org.whybounce.service.AskedRecord;
import org.whybounce.service.ServiceSetup;
import org.whybounce.vendor.Vendor;
import org.whybounce.words.headline.Headline;
import org.whybounce.words.sentence.ServiceSentences;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The headline of an explanation and where to go from it: `verdict.headline`, `service`, `zone`, `removal`, each left
/// out where there is none.
public final class SetupJson {
    private SetupJson() {}

    static void put(ObjectNode root, Explanation explanation) {
        if (root.get("verdict") instanceof ObjectNode verdict) {
            Headline.of(explanation, explanation.setup().service().map(ServiceSetup::sent))
                    .ifPresent(words -> verdict.put("headline", words));
            explanation
                    .file()
                    .refusal()
                    .ifPresent(refusal -> verdict.put("receiver", Headline.receiver(Optional.of(refusal))));
        }
        Optional<ZoneHost> zone = explanation.setup().zone();
        explanation.setup().service().ifPresent(service -> {
            ObjectNode node = service(service, zone);
            if (listed(explanation, service.domain())) {
                node.put("says", ServiceSentences.neededHere(service.sent().vendor(), service.domain()));
            }
            root.set("service", node);
        });
        zone.ifPresent(host -> root.set("zone", zone(host, explanation.fixes())));
        explanation.setup().removal().ifPresent(removal -> root.set("removal", removal(removal)));
    }

    /// Whether the answer is a record of the domain itself that lists the service: then its mail is judged by that.
    private static boolean listed(Explanation explanation, DomainName domain) {
        return explanation.fixes().stream()
                .anyMatch(fix -> fix instanceof Fix.Publish publish
                        && publish.edit().at().equals(domain));
    }

    /// What to paste next although the cause is certain: a refusal over authentication that was cut off before any
    /// domain
    /// leaves nothing to be worked out.
    static Optional<String> rest(Diagnosis.Established established, CaseFile file) {
        String cause = established.cause().code();
        boolean authentication = cause.startsWith("auth.") || cause.startsWith("dmarc.") || cause.startsWith("dkim.");
        return authentication
                        && file.fromDomain().isEmpty()
                        && file.checkedDomain().isEmpty()
                ? Optional.of(
                        "Paste the rest of the bounce, with the headers of the mail: no domain stands in this part of"
                                + " it, so no record can be worked out yet.")
                : Optional.empty();
    }

    /// A service, with what it asks of a domain.
    public static ObjectNode service(ServiceSetup setup, Optional<ZoneHost> zone) {
        Vendor vendor = setup.sent().vendor();
        ObjectNode node = ExplanationJson.NODES.objectNode();
        node.put("name", vendor.shortName());
        node.put("key", key(vendor.shortName()));
        node.put("kind", vendor.kind());
        node.put("scope", vendor.scope().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        node.put("domain", setup.domain().toString());
        node.put("says", ServiceSentences.needs(vendor, setup.domain()));
        node.put("settings", vendor.guide().orElse(null));
        ArrayNode because = node.putArray("because");
        setup.sent().because().forEach(because::add);
        node.put(
                "domainConnect",
                vendor.domainConnect() && zone.filter(ZoneHost::domainConnect).isPresent());
        node.set("records", records(setup.records(), zone));
        return node;
    }

    static ArrayNode records(List<AskedRecord> records, Optional<ZoneHost> zone) {
        ArrayNode list = ExplanationJson.NODES.arrayNode();
        for (AskedRecord record : records) {
            ObjectNode one = list.addObject();
            one.put("type", record.type());
            one.put("name", record.name());
            one.put("value", record.value());
            zone.filter(host -> host.host().isPresent() && under(record.name(), host.zone()))
                    .ifPresent(host -> one.put(
                            "enter",
                            host.entry(record.type(), record.name(), record.value())
                                    .enter()));
            one.put("state", record.state().code());
            one.put("inAccount", record.inAccount());
            ArrayNode found = one.putArray("found");
            record.found().forEach(found::add);
        }
        return list;
    }

    private static boolean under(String name, DomainName zone) {
        return name.equals(zone.toString()) || name.endsWith("." + zone);
    }

    static ObjectNode zone(ZoneHost zone, List<Fix> fixes) {
        ObjectNode node = ExplanationJson.NODES.objectNode();
        node.put("name", zone.zone().toString());
        ArrayNode servers = node.putArray("servers");
        zone.servers().forEach(server -> servers.add(server.toString()));
        node.put("host", zone.host().map(DnsHost::name).orElse(null));
        node.put("open", zone.host().map(DnsHost::open).orElse(null));
        node.put("path", zone.host().flatMap(DnsHost::path).orElse(null));
        node.put("domainConnect", zone.domainConnect());
        Panel panel = zone.panel();
        node.put("field", panel.field());
        node.put("valueNote", panel.value().orElse(null));
        node.put("ttlNote", panel.ttl().orElse(null));
        ArrayNode entries = node.putArray("entries");
        for (Fix fix : fixes) {
            // The form of a host that is not known has no field that could be filled in.
            if (fix instanceof Fix.Publish publish && zone.host().isPresent()) {
                publish.edits().forEach(edit -> entry(entries, zone, edit));
            }
        }
        return node;
    }

    private static void entry(ArrayNode entries, ZoneHost zone, RecordEdit edit) {
        for (String value : edit.becomes()) {
            ZoneHost.Entry entry = zone.entry("TXT", edit.at().toString(), value);
            entries.addObject()
                    .put("type", entry.type())
                    .put("at", entry.at())
                    .put("enter", entry.enter())
                    .put("value", entry.value());
        }
    }

    private static ObjectNode removal(Removal removal) {
        return ExplanationJson.NODES
                .objectNode()
                .put("of", removal.of())
                .put("page", removal.page().orElse(null))
                .put("address", removal.address().orElse(null))
                .put("says", removal.says());
    }

    /// A name as a part of an address: letters and digits, everything else one hyphen.
    public static String key(String name) {
        StringBuilder out = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                out.append(c);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != '-') {
                out.append('-');
            }
        }
        while (!out.isEmpty() && out.charAt(out.length() - 1) == '-') {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }
}
