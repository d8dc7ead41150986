package org.whybounce.spf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import org.whybounce.net.IpAddress;

/// A conformance suite in the YAML form of openspf: documents of `tests` and `zonedata`. Our own files know a few keys
/// more for a test: `identity` (mfrom or helo), `lookups`, `voids`, `permerror` (the kind), `receiver`.
final class Suite {
    /// What became of one file.
    record Score(String name, int total, int passed, int explained, List<String> misses) {
        /// Prints the count and each miss.
        void print() {
            System.out.println(
                    name + ": " + passed + "/" + total + " passed, " + explained + " explanations among them");
            misses.forEach(miss -> System.out.println("  MISS " + miss));
        }
    }

    private Suite() {}

    static Score run(Path file) throws IOException {
        return run(file, Set.of());
    }

    /// @param except names of tests that are left out
    static Score run(Path file, Set<String> except) throws IOException {
        Load load = new Load(LoadSettings.builder()
                .setSchema(new FailsafeSchema())
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(64 * 1024 * 1024)
                .build());
        int total = 0;
        int explained = 0;
        List<String> misses = new ArrayList<>();
        for (Object document : load.loadAllFromString(Files.readString(file))) {
            if (!(document instanceof Map<?, ?> map) || !(map.get("tests") instanceof Map<?, ?> tests)) {
                continue;
            }
            SuiteZone zone = new SuiteZone(map.get("zonedata") instanceof Map<?, ?> data ? data : Map.of());
            for (Map.Entry<?, ?> test : tests.entrySet()) {
                String name = String.valueOf(test.getKey());
                if (except.contains(name)) {
                    continue;
                }
                total++;
                Map<?, ?> wanted = (Map<?, ?>) test.getValue();
                String miss = miss(wanted, zone);
                if (miss != null) {
                    misses.add(map.get("description") + ": " + name + ": " + miss);
                } else if (wanted.get("explanation") != null) {
                    explained++;
                }
            }
        }
        return new Score(
                String.valueOf(file.getFileName()), total, total - misses.size(), explained, List.copyOf(misses));
    }

    private static String text(Map<?, ?> test, String key) {
        Object value = test.get(key);
        return value == null ? "" : value.toString();
    }

    private static @Nullable String miss(Map<?, ?> test, SuiteZone zone) {
        Identity identity = text(test, "identity").equals("helo") ? Identity.HELO : Identity.MFROM;
        SpfQuestion asked = new SpfQuestion(
                IpAddress.of(text(test, "host")),
                identity,
                text(test, "mailfrom"),
                text(test, "helo"),
                test.get("receiver") == null ? "unknown" : text(test, "receiver"),
                0);
        SpfEvaluator evaluator = new SpfEvaluator(zone);
        Evaluation got = evaluator.explain(asked);
        Set<String> results = new TreeSet<>();
        if (test.get("result") instanceof List<?> several) {
            several.forEach(one -> results.add(one.toString()));
        } else {
            results.add(text(test, "result"));
        }
        if (!results.contains(got.result().word())) {
            return "wanted " + results + ", got " + got.result() + " " + got.permError() + got.tempError();
        }
        Evaluation bare = evaluator.evaluate(asked);
        if (bare.result() != got.result()
                || !bare.explained().equals(got.explained())
                || !bare.counters().equals(got.counters())) {
            return "without steps the answer is another: " + bare;
        }
        Object explanation = test.get("explanation");
        if (explanation != null && got.result() == SpfResult.FAIL) {
            String expected = explanation.toString();
            String explained = got.explained().orElse("DEFAULT");
            if (!expected.equals(explained)) {
                return "wanted the explanation '" + expected + "', got '" + explained + "'";
            }
        }
        return missOfOurs(test, got);
    }

    private static @Nullable String missOfOurs(Map<?, ?> test, Evaluation got) {
        Map<String, String> found = Map.of(
                "lookups", String.valueOf(got.counters().lookups()),
                "voids", String.valueOf(got.counters().voidTerms()),
                "void-queries", String.valueOf(got.counters().voidQueries()),
                "permerror", got.permanent().map(PermError::kind).orElse("none"),
                "matched", got.matched().map(Evaluation.Match::text).orElse("none"));
        for (Map.Entry<String, String> one : found.entrySet()) {
            Object wanted = test.get(one.getKey());
            if (wanted != null && !wanted.toString().equals(one.getValue())) {
                return "wanted " + one.getKey() + " " + wanted + ", got " + one.getValue();
            }
        }
        return null;
    }
}
