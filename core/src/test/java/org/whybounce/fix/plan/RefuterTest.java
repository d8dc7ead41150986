package org.whybounce.fix.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Proof;
import org.whybounce.fix.RecordEdit;
import org.whybounce.fix.TangledZone;
import org.whybounce.vendor.VendorDirectory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Evaluates printed records by another engine, pyspf (Debian: `python3-spf`), on every address that a random tree
/// names: whoever passed passes, and whoever met another end meets it still. Skipped aloud where pyspf is missing;
/// under
/// CI its absence is a failure. `-Drefuter.trees=N` takes more trees.
class RefuterTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final int TREES = Integer.getInteger("refuter.trees", 60);
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void anotherEngineFindsNobodyLostAndNothingChanged() throws IOException, InterruptedException {
        Path script = Files.createTempFile("refute", ".py");
        try (var in = RefuterTest.class.getResourceAsStream("/org/whybounce/fix/refute.py")) {
            Files.write(script, Objects.requireNonNull(in).readAllBytes());
        }
        Process python = new ProcessBuilder(PYTHON.toString(), "-c", "import spf").start();
        if (python.waitFor() != 0) {
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail("under CI pyspf (python3-spf) must be there");
            }
            System.out.println("SKIPPED, not on this machine: pyspf (python3-spf)");
            Assumptions.abort("pyspf is not there");
        }
        Process engine = new ProcessBuilder(PYTHON.toString(), script.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int published = 0;
        try (Writer out = engine.outputWriter(StandardCharsets.UTF_8);
                BufferedReader in = engine.inputReader(StandardCharsets.UTF_8)) {
            for (int tree = 0; tree < TREES; tree++) {
                TangledZone zone = new TangledZone(new Random(7_208L + tree), 14, false);
                RecordFix fix = RecordFix.of(
                        new RecordFix.Asked(DomainName.of("example.org"), List.of(), true, Optional.empty()),
                        zone.resolver(),
                        VendorDirectory.builtIn());
                for (Fix each : fix.fixes()) {
                    if (each instanceof Fix.Publish publish) {
                        published++;
                        out.write(JSON.writeValueAsString(asked(zone, publish)) + "\n");
                        out.flush();
                        judge(JSON.readTree(Objects.requireNonNull(in.readLine())), publish, zone);
                    }
                }
            }
        } finally {
            engine.destroy();
            Files.delete(script);
        }
        assertThat(published).as("records that were proven").isGreaterThan(TREES / 10);
    }

    private static void judge(JsonNode results, Fix.Publish publish, TangledZone zone) {
        Proof.Facts facts = publish.proof().facts();
        for (JsonNode result : results) {
            String ip = result.get(0).asString();
            String before = result.get(1).asString();
            String after = result.get(2).asString();
            // pyspf counts each question that finds nothing; where the proof says so, such a permerror is known.
            int voids = ip.indexOf(':') < 0 ? facts.voids4() : facts.voids6();
            boolean known = after.equals("permerror") && voids > 2;
            if (!known && !before.equals("permerror")) {
                assertThat(after)
                        .as(ip + " by " + publish.edits() + " over\n" + zone.text.toString())
                        .isEqualTo(before);
            }
        }
    }

    private static Map<String, Object> asked(TangledZone zone, Fix.Publish publish) {
        Map<String, List<String>> before = records(zone.text.toString());
        Map<String, List<String>> after = new HashMap<>(before);
        for (RecordEdit edit : publish.edits()) {
            List<String> texts = new ArrayList<>(after.getOrDefault(edit.at() + " TXT", List.of()));
            texts.removeAll(edit.was());
            texts.addAll(edit.becomes());
            after.put(edit.at() + " TXT", texts);
        }
        List<String> ips =
                zone.addresses().stream().distinct().map(Object::toString).toList();
        return Map.of("before", before, "after", after, "ips", ips);
    }

    /// The records of the zone file that [TangledZone] writes.
    private static Map<String, List<String>> records(String text) {
        Map<String, List<String>> records = new TreeMap<>();
        for (String line : text.split("\n")) {
            String[] words = line.split(" +", 4);
            if (words.length < 4) {
                continue;
            }
            String name = words[0].substring(0, words[0].length() - 1);
            String value = switch (words[2]) {
                case "TXT" -> {
                    StringBuilder joined = new StringBuilder();
                    String[] parts = words[3].split("\"");
                    for (int i = 1; i < parts.length; i += 2) {
                        joined.append(parts[i]);
                    }
                    yield joined.toString();
                }
                case "MX" -> dotless(words[3].substring(words[3].indexOf(' ') + 1));
                default -> dotless(words[3]);
            };
            records.computeIfAbsent(name + " " + words[2], key -> new ArrayList<>())
                    .add(value);
        }
        return records;
    }

    private static String dotless(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
