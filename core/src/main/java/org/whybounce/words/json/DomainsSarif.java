package org.whybounce.words.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.text.Visible;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Findings about many domains as SARIF 2.1.0, which forges show beside the change that brought them.
public final class DomainsSarif {
    private final String source;
    private final ArrayNode results = JsonNodeFactory.instance.arrayNode();
    private final Map<String, String> rules = new TreeMap<>();

    /// @param source the file that was checked
    public DomainsSarif(String source) {
        this.source = source;
    }

    /// A line of a file.
    public record Place(String file, int line) {}

    /// @param line  where the domain stands in the list
    /// @param where the finding's record stands in a zone file; empty if no file holds it
    public void add(List<Finding> findings, int line, Function<Finding, Optional<Place>> where) {
        for (Finding finding : findings) {
            Place place = where.apply(finding).orElse(new Place(source, line));
            rules.putIfAbsent(finding.code(), level(finding.level()));
            ObjectNode result = results.addObject();
            result.put("ruleId", finding.code());
            result.put("level", level(finding.level()));
            result.putObject("message").put("text", finding.text());
            ObjectNode location = result.putArray("locations").addObject();
            ObjectNode physical = location.putObject("physicalLocation");
            physical.putObject("artifactLocation").put("uri", place.file());
            physical.putObject("region").put("startLine", place.line());
            location.putArray("logicalLocations")
                    .addObject()
                    .put("name", Visible.line(finding.subject(), 300))
                    .put("kind", "resource");
            result.putObject("partialFingerprints").put("whybounce/1", finding.code() + " " + finding.subject());
        }
    }

    private static String level(Severity level) {
        return switch (level) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTICE, INFO -> "note";
        };
    }

    public ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        document.put("version", "2.1.0");
        ObjectNode run = document.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "whybounce");
        ArrayNode known = driver.putArray("rules");
        rules.forEach((code, level) -> {
            ObjectNode rule = known.addObject();
            rule.put("id", code);
            rule.putObject("defaultConfiguration").put("level", level);
        });
        run.set("results", results);
        return document;
    }
}
