package org.whybounce.words.json;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.whybounce.row.DomainRow;
import org.whybounce.row.RowTotals;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A row of many domains as JSON, schema `whybounce.row/1`, and their totals, `whybounce.totals/1`. Written by hand: a
/// row holds nothing that would have to be escaped, and a hundred million of them are written.
public final class RowJson {
    public static final String SCHEMA = "whybounce.row/1";
    public static final String TOTALS = "whybounce.totals/1";

    /// A row is at most this long, so that anybody can reckon what a scan takes; codes that do not fit are left out,
    /// the
    /// gravest stay.
    public static final int LONGEST = 300;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RowJson() {}

    /// One line without its end.
    public static String row(DomainRow row) {
        StringBuilder out = new StringBuilder(LONGEST);
        out.append("{\"schema\":\"" + SCHEMA + "\",\"domain\":\"").append(row.domain());
        out.append("\",\"spf\":\"").append(row.spf().word()).append("\",\"lookups\":");
        number(out, row.lookups());
        out.append(",\"voids\":").append(row.voids()).append(",\"all\":\"").append(row.all());
        out.append("\",\"dmarc\":\"").append(row.dmarc().word()).append("\",\"mx\":");
        number(out, row.mx());
        String end = "],\"harm\":\"" + row.harm() + "\",\"asked\":" + row.asked() + "}";
        out.append(",\"codes\":[");
        boolean first = true;
        for (String code : row.codes()) {
            if (out.length() + code.length() + 3 + end.length() <= LONGEST) {
                out.append(first ? "\"" : ",\"").append(code).append('"');
                first = false;
            }
        }
        return out.append(end).toString();
    }

    private static void number(StringBuilder out, OptionalInt number) {
        if (number.isPresent()) {
            out.append(number.getAsInt());
        } else {
            out.append("null");
        }
    }

    /// A row as it was written.
    ///
    /// @throws IllegalArgumentException if the line is none
    public static DomainRow parse(String line) {
        try {
            JsonNode node = MAPPER.readTree(line);
            List<String> codes = new ArrayList<>();
            node.get("codes").forEach(code -> codes.add(code.asString()));
            return new DomainRow(
                    node.get("domain").asString(),
                    spf(node.get("spf").asString()),
                    number(node.get("lookups")),
                    node.get("voids").asInt(),
                    node.get("all").asString(),
                    dmarc(node.get("dmarc").asString()),
                    number(node.get("mx")),
                    codes,
                    node.get("harm").asString(),
                    node.path("asked").asInt(0));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no row of " + SCHEMA, e);
        }
    }

    private static OptionalInt number(JsonNode node) {
        return node.isNumber() ? OptionalInt.of(node.asInt()) : OptionalInt.empty();
    }

    public static DomainRow.Spf spf(String word) {
        for (DomainRow.Spf each : DomainRow.Spf.values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException(word);
    }

    public static DomainRow.Dmarc dmarc(String word) {
        for (DomainRow.Dmarc each : DomainRow.Dmarc.values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException(word);
    }

    public static ObjectNode totals(RowTotals totals) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", TOTALS);
        node.put("domains", totals.domains());
        node.put("answered", totals.answered());
        ObjectNode spf = node.putObject("spf");
        totals.spf().forEach(spf::put);
        ObjectNode dmarc = node.putObject("dmarc");
        totals.dmarc().forEach(dmarc::put);
        ObjectNode all = node.putObject("all");
        totals.all().forEach(all::put);
        ObjectNode worst = node.putObject("worst");
        totals.worst().forEach((lookups, count) -> worst.put(lookups.toString(), count));
        ObjectNode harm = node.putObject("harm");
        totals.harm().forEach(harm::put);
        ObjectNode codes = node.putObject("codes");
        totals.codes().forEach(codes::put);
        node.put("asked", totals.asked());
        return node;
    }
}
