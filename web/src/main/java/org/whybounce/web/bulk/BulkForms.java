package org.whybounce.web.bulk;

import java.util.List;
import org.whybounce.row.RowTotals;
import org.whybounce.words.json.RowJson;
import org.whybounce.words.text.RefusalCsv;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A run in the forms in which it is taken away; each can be given back the next time to see what changed.
public final class BulkForms {
    public static final String SCHEMA = "whybounce.bulk/1";

    private BulkForms() {}

    /// RFC 4180, safe for spreadsheets; the columns of the command line's table, and what changed.
    public static String csv(BulkRun run) {
        StringBuilder out = new StringBuilder("domain,harm,spf,lookups,voids,all,dmarc,mx,codes,says,new,gone\r\n");
        for (BulkRow each : run.rows(BulkRow.BY_HARM)) {
            var row = each.row();
            List<String> cells = List.of(
                    row.domain(),
                    row.harm(),
                    row.spf().word(),
                    row.lookups().isPresent() ? Integer.toString(row.lookups().getAsInt()) : "",
                    Integer.toString(row.voids()),
                    row.all(),
                    row.dmarc().word(),
                    row.mx().isPresent() ? Integer.toString(row.mx().getAsInt()) : "",
                    String.join(" ", row.codes()),
                    each.says(),
                    String.join(" ", each.change().found()),
                    String.join(" ", each.change().gone()));
            out.append(String.join(",", cells.stream().map(RefusalCsv::cell).toList()))
                    .append("\r\n");
        }
        return out.toString();
    }

    /// One `whybounce.row/1` a line.
    public static String lines(BulkRun run) {
        StringBuilder out = new StringBuilder();
        run.rows(BulkRow.BY_HARM)
                .forEach(each -> out.append(RowJson.row(each.row())).append('\n'));
        return out.toString();
    }

    /// The whole run, `whybounce.bulk/1`.
    public static ObjectNode json(BulkRun run) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", SCHEMA);
        node.put("domains", run.list().names().size());
        node.put("done", run.done());
        RowTotals totals = new RowTotals();
        ArrayNode rows = node.putArray("rows");
        for (BulkRow each : run.rows(BulkRow.BY_HARM)) {
            totals.add(each.row());
            ObjectNode row = RowJson.node(each.row());
            row.put("says", each.says());
            if (run.compares()) {
                each.change().found().forEach(row.putArray("new")::add);
                each.change().gone().forEach(row.putArray("gone")::add);
            }
            rows.add(row);
        }
        ArrayNode unusable = node.putArray("unusable");
        for (BulkList.Unusable line : run.list().unusable()) {
            unusable.addObject().put("line", line.number()).put("text", line.text());
        }
        run.unasked().forEach(node.putArray("unasked")::add);
        node.set("totals", RowJson.totals(totals));
        run.limits().forEach(node.putArray("limits")::add);
        return node;
    }
}
