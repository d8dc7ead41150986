package org.whybounce.words.json;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.host.ZoneHost;
import org.whybounce.service.ServiceSetup;
import org.whybounce.vendor.NamePattern;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The directory of sending services as `whybounce.vendors/1`, and one of them with what it asks of a domain.
public final class VendorJson {
    public static final String SCHEMA = "whybounce.vendors/1";

    private VendorJson() {}

    public static ObjectNode list(List<Vendor> vendors) {
        ObjectNode node = ExplanationJson.NODES.objectNode();
        node.put("schema", SCHEMA);
        ArrayNode list = node.putArray("vendors");
        vendors.forEach(vendor -> list.add(one(vendor)));
        return node;
    }

    public static ObjectNode one(Vendor vendor) {
        ObjectNode node = ExplanationJson.NODES.objectNode();
        node.put("key", SetupJson.key(vendor.shortName()));
        node.put("name", vendor.shortName());
        node.put("kind", vendor.kind());
        node.put("scope", vendor.scope().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        node.put("builtOn", vendor.builtOn().orElse(null));
        ArrayNode includes = node.putArray("includes");
        vendor.includes().stream().map(NamePattern::text).forEach(includes::add);
        ArrayNode records = node.putArray("records");
        vendor.records()
                .forEach(record -> records.addObject()
                        .put("type", record.type())
                        .put("name", record.name())
                        .put("value", record.value()));
        node.put("settings", vendor.guide().orElse(null));
        node.put("checked", vendor.checked().toString());
        return node;
    }

    /// The first of those that share a key: a service before those that are built on it.
    public static Optional<Vendor> find(VendorDirectory directory, String key) {
        return directory.vendors().stream()
                .filter(vendor -> SetupJson.key(vendor.shortName()).equals(key))
                .findFirst();
    }

    /// What the service asks of a domain, as it stands in the DNS.
    public static ObjectNode asked(ServiceSetup setup, ZoneHost zone) {
        ObjectNode node = ExplanationJson.NODES.objectNode();
        node.put("schema", "whybounce.service/1");
        node.set("service", SetupJson.service(setup, Optional.of(zone)));
        node.set("zone", SetupJson.zone(zone, List.of()));
        return node;
    }
}
