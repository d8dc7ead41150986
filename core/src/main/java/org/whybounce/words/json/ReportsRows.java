package org.whybounce.words.json;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.whybounce.sender.SenderGroup;
import org.whybounce.sender.Senders;
import org.whybounce.text.Visible;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The senders alone, one row each, for other programs and for spreadsheets.
public final class ReportsRows {
    private static final String COLUMNS = "domain,key,name,class,messages,passing,failing,addresses,spf now";

    private ReportsRows() {}

    public static String table(List<Senders> domains) {
        StringBuilder out = new StringBuilder();
        for (Senders senders : domains) {
            for (SenderGroup sender : senders.sources()) {
                out.append(Visible.line(String.format(
                                Locale.ROOT,
                                "%-24s %-30s %-17s %11d %11d %5d",
                                senders.domain(),
                                sender.name(),
                                sender.kind().word(),
                                sender.messages(),
                                sender.failing(),
                                sender.addresses().size())))
                        .append('\n');
            }
        }
        return out.toString();
    }

    public static String csv(List<Senders> domains) {
        StringBuilder out = new StringBuilder(COLUMNS).append("\r\n");
        for (Senders senders : domains) {
            for (SenderGroup sender : senders.sources()) {
                out.append(List.of(
                                        senders.domain().toString(),
                                        sender.key(),
                                        sender.name(),
                                        sender.kind().word(),
                                        Long.toString(sender.messages()),
                                        Long.toString(sender.passing()),
                                        Long.toString(sender.failing()),
                                        sender.ips().stream()
                                                .map(Object::toString)
                                                .collect(Collectors.joining(" ")),
                                        String.join(" ", sender.now().keySet()))
                                .stream()
                                .map(ReportsRows::cell)
                                .collect(Collectors.joining(",")))
                        .append("\r\n");
            }
        }
        return out.toString();
    }

    /// A cell as RFC 4180 writes it; one that a spreadsheet would take for a formula gets an apostrophe in front.
    static String cell(String value) {
        String text = Visible.line(value);
        if (!text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    public static String jsonl(List<Senders> domains) {
        StringBuilder out = new StringBuilder();
        for (Senders senders : domains) {
            for (SenderGroup sender : senders.sources()) {
                ObjectNode node = JsonNodeFactory.instance.objectNode();
                node.put("schema", "whybounce.sender/1")
                        .put("domain", senders.domain().toString())
                        .put("key", sender.key())
                        .put("name", sender.name())
                        .put("class", sender.kind().word())
                        .put("messages", sender.messages())
                        .put("passing", sender.passing());
                ArrayNode addresses = node.putArray("addresses");
                sender.ips().forEach(ip -> addresses.add(ip.toString()));
                out.append(JsonDocument.line(node));
            }
        }
        return out.toString();
    }
}
