package org.whybounce.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whybounce.row.DomainRow;
import org.whybounce.words.json.RowJson;

/// A scan by two executors gives each name one row and the right one, also when it is killed on the way.
/// `-Dspark.names=100000` lengthens it.
final class ScanJobTest {
    private static final int NAMES = Integer.getInteger("spark.names", 10_000);
    private static final int FILES = 5;

    @TempDir
    private Path folder;

    /// What a name publishes goes by its number, so that the truth is known without asking.
    private static String truth(int number) {
        return switch (number % 5) {
            case 0 -> "none null none none 1";
            case 1 -> "ok 1 fail reject 1";
            case 2 -> "ok 3 softfail p=none 0";
            case 3 -> "permerror 11 fail none 1";
            default -> "temperror null fail none 0";
        };
    }

    private static String name(int number) {
        return "d%06d.example".formatted(number);
    }

    private static void zone(Path file) throws IOException {
        StringBuilder zone = new StringBuilder("$TTL 3600\n");
        zone.append("one.example. IN TXT \"v=spf1 ip4:192.0.2.0/28 -all\"\n");
        zone.append("two.example. IN TXT \"v=spf1 include:one.example -all\"\n");
        zone.append("ten.example. IN TXT \"v=spf1" + " include:two.example".repeat(5) + " -all\"\n");
        zone.append(";@ servfail silent.example TXT\n");
        for (int i = 0; i < NAMES; i++) {
            String mx = name(i) + ". IN MX 10 mail.example.\n";
            String spf = name(i) + ". IN TXT \"v=spf1 %s\"\n";
            String dmarc = "_dmarc." + name(i) + ". IN TXT \"v=DMARC1; p=%s\"\n";
            zone.append(
                    switch (i % 5) {
                        case 0 -> mx;
                        case 1 -> mx + spf.formatted("include:one.example -all") + dmarc.formatted("reject");
                        case 2 ->
                            spf.formatted("include:one.example include:two.example ~all") + dmarc.formatted("none");
                        case 3 -> mx + spf.formatted("include:ten.example -all");
                        default -> spf.formatted("include:silent.example -all");
                    });
        }
        Files.writeString(file, zone.append("mail.example. IN A 192.0.2.1\n"));
    }

    private static Map<String, String> rows(Path out) throws IOException {
        TreeMap<String, String> rows = new TreeMap<>();
        try (var files = Files.walk(out)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("part-"))
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    DomainRow row = RowJson.parse(line);
                    String lookups =
                            row.lookups().isPresent() ? "" + row.lookups().getAsInt() : "null";
                    assertThat(rows.put(
                                    row.domain(),
                                    String.join(
                                            " ",
                                            row.spf().word(),
                                            lookups,
                                            row.all(),
                                            row.dmarc().word(),
                                            "" + row.mx().orElse(-1))))
                            .as("a second row of %s", row.domain())
                            .isNull();
                }
            }
        }
        return rows;
    }

    private static void same(Map<String, String> rows, Map<String, String> truth) {
        assertThat(rows).hasSameSizeAs(truth);
        assertThat(rows.entrySet().stream()
                        .filter(row -> !row.getValue().equals(truth.get(row.getKey())))
                        .limit(5))
                .isEmpty();
    }

    private static void done(Process scan) throws InterruptedException {
        assertThat(scan.waitFor(20, TimeUnit.MINUTES)).isTrue();
        assertThat(scan.exitValue()).isZero();
    }

    @Test
    void killedOnTheWayItEndsInTheSameRows() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in"));
        TreeMap<String, String> truth = new TreeMap<>();
        List<List<String>> parts = new ArrayList<>();
        for (int part = 0; part < FILES; part++) {
            parts.add(new ArrayList<>());
        }
        for (int i = 0; i < NAMES; i++) {
            truth.put(name(i), truth(i));
            parts.get(i * FILES / NAMES).add(name(i));
        }
        for (int part = 0; part < FILES; part++) {
            Files.write(in.resolve("names-" + part + ".txt"), parts.get(part));
        }
        Path zone = folder.resolve("zone.txt");
        zone(zone);
        Path out = folder.resolve("out");
        String[] call = {"--in", in.toString(), "--out", out.toString(), "--zone", zone.toString(), "--tasks", "2"};
        Cluster cluster = new Cluster(
                Files.createDirectories(Path.of("target", "spark-home").toAbsolutePath()));

        Process first = cluster.scan(call);
        Path second = out.resolve("_run/commits/1");
        Instant patience = Instant.now().plus(Duration.ofMinutes(10));
        while (!Files.exists(second) && first.isAlive() && Instant.now().isBefore(patience)) {
            Thread.sleep(5);
        }
        first.destroyForcibly().waitFor();
        assertThat(out.resolve("_run/commits/1")).exists();
        assertThat(out.resolve("_run/commits/" + (FILES - 1))).doesNotExist();

        done(cluster.scan(call));
        same(rows(out), truth);

        // The rows are what another job reads: from JSON Lines to Parquet, and back.
        Path parquet = folder.resolve("parquet");
        done(cluster.scan(
                "--in",
                out + "/batch=*/*.txt",
                "--from",
                "jsonl",
                "--out",
                parquet.toString(),
                "--to",
                "parquet",
                "--zone",
                zone.toString(),
                "--files",
                "1000"));
        Path back = folder.resolve("back");
        done(cluster.scan(
                "--in",
                parquet + "/batch=*/*.parquet",
                "--from",
                "parquet",
                "--out",
                back.toString(),
                "--zone",
                zone.toString(),
                "--files",
                "1000"));
        same(rows(back), truth);
    }
}
