package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whybounce.row.DomainRow;
import org.whybounce.words.json.RowJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `whybounce bulk`: rows whose truth is known, and a run that was broken off.
class BulkCommandTest {
    /// Domain, then what its row must say.
    private static final List<String> TRUTH = List.of(
            "ok.example spf=ok lookups=2 all=softfail dmarc=reject mx=1",
            "none.example spf=none lookups=- all=none dmarc=none mx=0",
            "two.example spf=permerror lookups=- all=none dmarc=invalid mx=0",
            "loop.example spf=permerror lookups=- all=fail dmarc=none mx=0",
            "void.example spf=permerror lookups=3 all=fail dmarc=none mx=0",
            "silent.example spf=temperror lookups=- all=fail dmarc=none mx=0",
            "many.example spf=permerror lookups=11 all=fail dmarc=p=none mx=0",
            "slip.example spf=ok lookups=0 all=fail dmarc=invalid mx=0",
            "sub.ok.example spf=none lookups=- all=none dmarc=quarantine mx=0");

    private static final String ZONE = """
            $TTL 300
            ok.example. IN TXT "v=spf1 mx include:s.example ~all"
            ok.example. IN MX 10 mx.ok.example.
            mx.ok.example. IN A 192.0.2.1
            _dmarc.ok.example. IN TXT "v=DMARC1; p=reject; sp=quarantine; rua=mailto:a@ok.example"
            s.example. IN TXT "v=spf1 ip4:192.0.2.2 ~all"
            two.example. IN TXT "v=spf1 -all"
            two.example. IN TXT "v=spf1 ~all"
            _dmarc.two.example. IN TXT "v=DMARC1; p=none"
            _dmarc.two.example. IN TXT "v=DMARC1; p=reject"
            loop.example. IN TXT "v=spf1 include:l.loop.example -all"
            l.loop.example. IN TXT "v=spf1 include:loop.example -all"
            void.example. IN TXT "v=spf1 a:1.void.example a:2.void.example a:3.void.example -all"
            silent.example. IN TXT "v=spf1 include:t.silent.example -all"
            ;@ servfail t.silent.example TXT
            many.example. IN TXT "v=spf1 a a a a a a a a a a include:s.example -all"
            many.example. IN A 192.0.2.3
            _dmarc.many.example. IN TXT "v=DMARC1; p=none"
            slip.example. IN TXT "v=spf1 -all"
            _dmarc.slip.example. IN TXT "v=DMARC1; p=qurantine; rua=mailto:a@ok.example"
            sub.ok.example. IN A 192.0.2.4
            none.example. IN A 192.0.2.5
            """;

    @TempDir
    private Path folder = Path.of("");

    private MainTest.Ran bulk(String input, String... more) throws IOException {
        Files.writeString(folder.resolve("zone.txt"), ZONE);
        Files.writeString(folder.resolve("in.txt"), input);
        return MainTest.run(Stream.concat(
                        Stream.of(
                                "bulk",
                                folder.resolve("in.txt").toString(),
                                "--zone",
                                folder.resolve("zone.txt").toString(),
                                "--out",
                                folder.resolve("out").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private String rows(String file) throws IOException {
        return Files.readString(folder.resolve("out").resolve(file));
    }

    private static String shown(DomainRow row) {
        return "%s spf=%s lookups=%s all=%s dmarc=%s mx=%s"
                .formatted(
                        row.domain(),
                        row.spf().word(),
                        row.lookups().isPresent() ? row.lookups().getAsInt() : "-",
                        row.all(),
                        row.dmarc().word(),
                        row.mx().orElse(-1));
    }

    private static String names() {
        return String.join("\n", TRUTH.stream().map(line -> line.split(" ")[0]).toList()) + "\n";
    }

    @Test
    void everyRowIsTrue() throws IOException {
        assertThat(bulk("# list\n" + names() + "192.0.2.1\n").status()).isZero();
        List<DomainRow> rows =
                rows("rows-000000.jsonl").lines().map(RowJson::parse).toList();
        assertThat(rows.stream().map(BulkCommandTest::shown)).containsExactlyElementsOf(TRUTH);
        assertThat(rows("rows-000000.jsonl").lines()).allMatch(line -> line.length() <= RowJson.LONGEST);
        JsonNode totals = JsonMapper.builder().build().readTree(rows("totals.json"));
        assertThat(totals.get("domains").asInt()).isEqualTo(9);
        assertThat(totals.get("answered").asInt()).isEqualTo(8);
        assertThat(totals.get("spf").get("permerror").asInt()).isEqualTo(4);
        assertThat(totals.get("worst").get("11").asInt()).isEqualTo(1);
        assertThat(rows("totals.html")).contains("<svg").doesNotContain("http");
    }

    @Test
    void csvInAndOut() throws IOException {
        String csv = "id,host,owner\n"
                + String.join(
                        "\n",
                        TRUTH.stream()
                                .map(line -> "7,\"" + line.split(" ")[0] + "\",x")
                                .toList());
        assertThat(bulk(csv, "--column", "host", "--format", "csv").status()).isZero();
        assertThat(rows("rows-000000.csv").lines()).hasSize(TRUTH.size() + 1);
        assertThat(rows("rows-000000.csv")).contains("\nok.example,ok,2,0,softfail,reject,1,,ok,");
    }

    @Test
    void aRunThatWasKilledEndsInTheSameRows() throws IOException {
        String input = String.join(
                "\n",
                IntStream.range(0, 25_000).mapToObj(i -> "n" + i + ".example").toList());
        assertThat(bulk(input).status()).isZero();
        String first = rows("rows-000000.jsonl");
        String second = rows("rows-000001.jsonl");
        String third = rows("rows-000002.jsonl");
        // What a kill leaves: a half line, a half file, a file without its line.
        List<String> lines = rows("manifest.jsonl").lines().toList();
        Path out = folder.resolve("out");
        Files.writeString(
                out.resolve("manifest.jsonl"),
                lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2).substring(0, 20));
        Files.writeString(out.resolve("rows-000000.jsonl"), first.substring(0, 100));
        Files.delete(out.resolve("rows-000002.jsonl"));
        Files.writeString(out.resolve("rows-000002.jsonl.part"), third.substring(0, 50));
        assertThat(bulk(input).status()).isZero();
        assertThat(rows("rows-000000.jsonl")).isEqualTo(first);
        assertThat(rows("rows-000001.jsonl")).isEqualTo(second);
        assertThat(rows("rows-000002.jsonl")).isEqualTo(third);
        assertThat(bulk(input).err()).contains("holds a finished run");
        assertThat(bulk(input, "--resume").status()).isZero();
        assertThat(bulk("other.example\n" + input, "--resume").err()).contains("the input is not the one");
    }

    @Test
    void noResolverNoRun() throws IOException {
        assertThat(MainTest.run("bulk", "x", "--out", folder.toString()).err()).contains("--dns");
        assertThat(bulk("a\tb\n", "--column", "host").err()).contains("names no column 'host'");
    }
}
