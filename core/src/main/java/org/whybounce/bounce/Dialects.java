package org.whybounce.bounce;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Our meanings in the words of other tools: one table, so that people can move their dashboards.
public final class Dialects {
    private record Row(String sisimai, String kumomta, String powermta) {}

    private final Map<Meaning, Row> rows;

    private Dialects(Map<Meaning, Row> rows) {
        this.rows = rows;
    }

    public static Dialects standard() {
        Map<Meaning, Row> rows = new EnumMap<>(Meaning.class);
        for (String line : Knowledge.lines("dialects.tsv")) {
            String[] cells = line.split("\t", -1);
            Meaning.ofCode(cells[0]).ifPresent(meaning -> rows.put(meaning, new Row(cells[1], cells[2], cells[3])));
        }
        return new Dialects(rows);
    }

    public String sisimai(Refusal refusal) {
        return meaning(refusal).map(rows::get).map(Row::sisimai).orElse("undefined");
    }

    String sisimaiStatus(Refusal refusal) {
        return "";
    }

    private static Optional<Meaning> meaning(Refusal refusal) {
        return refusal.wording().readings().stream().map(Reading::meaning).findFirst();
    }
}
