package org.whybounce.cli;

import org.whybounce.check.report.CheckReport;
import org.whybounce.text.Visible;
import org.whybounce.words.json.CheckJson;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.text.CheckText;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The answers of a run over many domains: a JSON document a line, or a line for people (a screen with `--verbose`).
final class Lines implements ManyDomains.Form {
    private final CommonOptions options;

    Lines(CommonOptions options) {
        this.options = options;
    }

    @Override
    public String report(CheckReport report, ManyDomains.Line line) {
        if (options.json()) {
            ObjectNode node = CheckJson.of(report);
            node.put("line", line.number());
            node.put("input", line.input());
            if (line.duplicateOf() > 0) {
                node.put("duplicateOf", line.duplicateOf());
            }
            return options.masked(JsonDocument.line(node));
        }
        String again = line.duplicateOf() > 0 ? "  (line " + line.duplicateOf() + " again)" : "";
        return options.masked(
                options.verbose()
                        ? CheckText.of(report, options.colored(), false) + again + "\n"
                        : CheckText.line(report) + again + "\n");
    }

    @Override
    public String trouble(ManyDomains.Line line, String why) {
        if (options.json()) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("schema", CheckJson.SCHEMA);
            node.put("line", line.number());
            node.put("input", line.input());
            node.put("error", why);
            return options.masked(JsonDocument.line(node));
        }
        return options.masked("line " + line.number() + ": " + Visible.line(why) + "\n");
    }
}
