package org.whybounce.spf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.FailsafeScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;
import org.snakeyaml.engine.v2.schema.Schema;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.record.SpfResult;

/// A conformance suite in the YAML form of openspf: documents of `tests` and `zonedata`. A test may allow several
/// results. Our own files know a few keys more for a test: `identity` (mfrom or helo), `lookups`, `voids` and
/// `void-queries`, `permerror` (the kind), `matched` (the deciding term), `other` (what deviating receivers answer) and
/// `deviations` (in which ways), `receiver`, `domain` (the domain evaluated).
final class Suite {
    /// What became of one file.
    ///
    /// @param unread entries of the file that make no sense
    record Score(String name, int total, int passed, int explained, List<String> misses, List<String> unread) {
        /// Prints the count and each miss.
        void print() {
            System.out.println(
                    name + ": " + passed + "/" + total + " passed, " + explained + " explanations among them");
            misses.forEach(miss -> System.out.println("  MISS " + miss));
            unread.forEach(entry -> System.out.println("  not understood: " + entry));
        }
    }

    /// Every value is text, and one that is missing is null.
    private static final class TextSchema implements Schema {
        @Override
        public ScalarResolver getScalarResolver() {
            return new FailsafeScalarResolver();
        }

        @Override
        public Map<Tag, ConstructNode> getSchemaTagConstructors() {
            return new JsonSchema().getSchemaTagConstructors();
        }
    }

    private static final LoadSettings YAML = LoadSettings.builder()
            .setSchema(new TextSchema())
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(1000)
            .setCodePointLimit(64 * 1024 * 1024)
            .build();

    private int total;
    private int explained;
    private final List<String> misses = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    private Suite() {}

    static Score run(Path file) throws IOException {
        return run(file, Set.of());
    }

    /// @param except names of tests that are left out
    static Score run(Path file, Set<String> except) throws IOException {
        // The files of the world are UTF-8 or ISO 8859-1, and some are wrong about it.
        byte[] bytes = Files.readAllBytes(file);
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        return run(
                String.valueOf(file.getFileName()),
                utf8.indexOf('\ufffd') < 0 ? utf8 : new String(bytes, StandardCharsets.ISO_8859_1),
                except);
    }

    static Score run(String name, String yaml, Set<String> except) {
        Suite suite = new Suite();
        for (Object document : new Load(YAML).loadAllFromString(yaml)) {
            if (document instanceof Map<?, ?> map) {
                suite.document(map, except);
            }
        }
        return new Score(
                name,
                suite.total,
                suite.total - suite.misses.size(),
                suite.explained,
                List.copyOf(suite.misses),
                List.copyOf(suite.unread));
    }

    private void document(Map<?, ?> map, Set<String> except) {
        SuiteZone zone = new SuiteZone(map.get("zonedata") instanceof Map<?, ?> data ? data : Map.of());
        unread.addAll(zone.unread());
        tests(map.get("tests")).forEach((name, test) -> {
            if (except.contains(name)) {
                return;
            }
            total++;
            String miss;
            try {
                miss = miss(test, zone);
            } catch (RuntimeException thrown) {
                miss = "threw " + thrown;
            }
            if (miss != null) {
                misses.add(map.get("description") + ": " + name + ": " + miss);
            } else if (test.get("explanation") != null) {
                explained++;
            }
        });
    }

    /// Tests by their names: a map of them, or a list with the name inside.
    private static Map<String, Map<?, ?>> tests(@Nullable Object given) {
        Map<String, Map<?, ?>> tests = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, test) -> {
                if (test instanceof Map<?, ?> one) {
                    tests.put(String.valueOf(name), one);
                }
            });
        } else if (given instanceof List<?> list) {
            for (Object test : list) {
                if (test instanceof Map<?, ?> one) {
                    tests.put(one.get("name") == null ? "number " + (tests.size() + 1) : text(one, "name"), one);
                }
            }
        }
        return tests;
    }

    private static String text(Map<?, ?> test, String... keys) {
        for (String key : keys) {
            Object value = test.get(key);
            if (value != null && !(value instanceof Map<?, ?>)) {
                return value.toString();
            }
        }
        return "";
    }

    /// One value or a list of them, in lower case.
    private static Set<String> several(@Nullable Object value) {
        Set<String> words = new TreeSet<>();
        for (Object one : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
            for (String word : one.toString().strip().toLowerCase(Locale.ROOT).split("[,/|\\s]+")) {
                words.add(
                        switch (word) {
                            // The words of the drafts before RFC 4408.
                            case "error" -> "temperror";
                            case "unknown" -> "permerror";
                            case "hardfail" -> "fail";
                            default -> word;
                        });
            }
        }
        return words;
    }

    private static @Nullable String miss(Map<?, ?> test, SuiteZone zone) {
        Optional<IpAddress> ip =
                IpAddress.parse(text(test, "host", "ip", "client").strip());
        if (ip.isEmpty()) {
            return "no address to evaluate: " + test.get("host");
        }
        boolean helo = text(test, "identity", "scope").toLowerCase(Locale.ROOT).equals("helo");
        String receiver = text(test, "receiver");
        SpfQuestion asked = new SpfQuestion(
                ip.get(),
                helo ? Identity.HELO : Identity.MFROM,
                text(test, "mailfrom", "sender", "mail_from"),
                text(test, "helo"),
                receiver.isEmpty() ? "unknown" : receiver,
                0);
        SpfEvaluator evaluator = new SpfEvaluator(zone);
        Evaluation got = evaluator.explain(asked);
        Set<String> results = several(test.get("result"));
        if (!results.contains(got.result().word())) {
            return "wanted " + String.join(" or ", results) + ", got " + got.result() + why(got);
        }
        Evaluation bare = evaluator.evaluate(asked);
        if (bare.result() != got.result()
                || !bare.explained().equals(got.explained())
                || !bare.counters().equals(got.counters())) {
            return "without steps the answer is another: " + bare;
        }
        Object explanation = test.get("explanation");
        if (explanation != null && got.result() == SpfResult.FAIL) {
            List<?> expected = explanation instanceof List<?> list ? list : List.of(explanation);
            String explained = got.explained().orElse("DEFAULT");
            if (expected.stream().noneMatch(one -> one.toString().equals(explained))) {
                return "wanted the explanation '" + explanation + "', got '" + explained + "'";
            }
        }
        return missOfOurs(test, got);
    }

    private static String why(Evaluation got) {
        return got.permanent().map(error -> " because of " + error).orElse("")
                + got.temporary().map(error -> " because of " + error).orElse("")
                + got.matched().map(match -> " by " + match.text()).orElse("");
    }

    private static @Nullable String missOfOurs(Map<?, ?> test, Evaluation got) {
        Optional<OtherReading> other = got.otherReadings().stream().findFirst();
        Map<String, String> found = Map.of(
                "lookups",
                String.valueOf(got.counters().lookups()),
                "voids",
                String.valueOf(got.counters().voidTerms()),
                "void-queries",
                String.valueOf(got.counters().voidQueries()),
                "permerror",
                got.permanent().map(PermError::kind).orElse("none"),
                "matched",
                got.matched().map(Evaluation.Match::text).orElse("none"),
                "domain",
                got.domain(),
                "other",
                other.map(reading -> reading.result().word()).orElse("none"),
                "deviations",
                other.map(reading -> reading.deviations().toString()).orElse("none"));
        for (Map.Entry<String, String> one : found.entrySet()) {
            Object wanted = test.get(one.getKey());
            if (wanted != null && !wanted.toString().equals(one.getValue())) {
                return "wanted " + one.getKey() + " " + wanted + ", got " + one.getValue();
            }
        }
        return null;
    }
}
