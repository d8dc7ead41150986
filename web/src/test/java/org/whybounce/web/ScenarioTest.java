package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.whybounce.Explain;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.Limits;
import org.whybounce.dns.ZoneFile;
import org.whybounce.intake.Intake;
import org.whybounce.words.json.ExplanationJson;

/// What the API says to each example is what the core says to it, byte for byte.
class ScenarioTest {
    static List<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Served.ROOT.resolve("examples"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theApiSaysWhatTheCoreSays(Path example) throws Exception {
        Path zone = example.resolve("zone.txt");
        ZoneFile dns = Files.exists(zone) ? ZoneFile.read(List.of(zone)) : ZoneFile.of(List.of());
        Path empty = Files.createTempFile("empty", ".zone");
        byte[] pasted = pasted(example);
        try (Served served = new Served(Served.settings(Files.exists(zone) ? zone : empty))) {
            HttpResponse<byte[]> response = served.post("/api/v1/explain", "message/rfc822", pasted);
            BudgetResolver budget = BudgetResolver.of(dns, Limits.WEB);
            String expected =
                    ExplanationJson.of(new Explain(budget).explain(new Intake().read(pasted), KnownFacts.NOTHING));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(expected);
        } finally {
            Files.delete(empty);
        }
    }

    static byte[] pasted(Path example) throws IOException {
        for (String name : List.of("bounce.eml", "pasted.txt", "pasted.eml")) {
            if (Files.exists(example.resolve(name))) {
                return Files.readAllBytes(example.resolve(name));
            }
        }
        throw new IOException(example + " holds nothing to paste");
    }
}
