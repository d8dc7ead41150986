package org.whybounce.arc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.whybounce.Shared;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.TxtStrings;
import org.whybounce.dns.ZoneFile;
import org.whybounce.message.RawMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// ValiMail's suite. Another file of the same form: `-Darc.suite=FILE`.
class ArcSuiteTest {
    private static final Instant NOW = Instant.parse("2018-01-01T00:00:00Z");

    @Test
    void validations() throws IOException {
        String other = System.getProperty("arc.suite");
        Path file = other == null ? Shared.path("suites/arc/arc-draft-validation-tests.json") : Path.of(other);
        JsonNode suite = new JsonMapper().readTree(file.toFile());
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        int unjudgeable = 0;
        for (JsonNode scenario : suite) {
            ArcVerifier verifier = new ArcVerifier(zone(scenario));
            for (var entry : scenario.get("tests").properties()) {
                String expected =
                        entry.getValue().path("cv").asString("").strip().toLowerCase(Locale.ROOT);
                if (expected.isEmpty()) {
                    unjudgeable++;
                    continue;
                }
                String message = entry.getValue().path("message").asString("");
                ArcResult result = verifier.verify(RawMessage.read(message.getBytes(StandardCharsets.UTF_8)), NOW);
                judged++;
                if (!result.outcome().word().equals(expected)) {
                    wrong.add(entry.getKey() + ": expected " + expected + ", found " + result.outcome());
                }
            }
        }
        System.out.println("ARC validations: " + (judged - wrong.size()) + " of " + judged + " right, " + unjudgeable
                + " without an expectation");
        assertThat(wrong).isEmpty();
        assertThat(judged).isGreaterThan(0);
    }

    private static ZoneFile zone(JsonNode scenario) {
        List<ResourceRecord> records = new ArrayList<>();
        JsonNode texts = scenario.has("txt-records") ? scenario.get("txt-records") : scenario.path("txt_records");
        for (var entry : texts.properties()) {
            records.add(new ResourceRecord.Txt(
                    DomainName.of(entry.getKey()),
                    60,
                    TxtStrings.split(entry.getValue().asString(""))));
        }
        return ZoneFile.of(records);
    }
}
