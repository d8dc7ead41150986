package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `check -`: one answer for each line, whatever the line holds.
class ManyDomainsTest {
    private final InputStream before = System.in;

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void giveBack() {
        System.setIn(before);
    }

    private MainTest.Ran check(String input, String... more) throws IOException {
        Path zone = folder.resolve("zone.txt");
        Files.writeString(zone, """
                good.example. IN TXT "v=spf1 -all"
                good.example. IN MX 0 .
                _dmarc.good.example. IN TXT "v=DMARC1; p=reject"
                bad.example. IN TXT "v=spf1 +all"
                xn--bcher-kva.example. IN TXT "v=spf1 -all"
                ;@ timeout silent.example
                ;@ timeout _dmarc.silent.example
                """);
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        return MainTest.run(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("check", "--zone", zone.toString(), "-"),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void everyLineGetsItsAnswerInItsPlace() throws IOException {
        MainTest.Ran ran = check("""
                # names of March

                good.example
                BAD.example.   # the loud one
                two words
                b\u00fccher.example
                good.example
                192.0.2.1
                someone@bad.example
                https://good.example/
                silent.example
                \u001b[31mred.example
                """, "--json");
        List<JsonNode> answers = ran.out()
                .lines()
                .map(line -> JsonMapper.builder().build().readTree(line))
                .toList();
        assertThat(answers.stream().map(answer -> answer.get("line").asInt()))
                .containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(answers.get(0).get("status").asString()).isEqualTo("ok");
        assertThat(answers.get(1).get("domain").asString()).isEqualTo("bad.example");
        assertThat(answers.get(1).get("status").asString()).isEqualTo("error");
        assertThat(answers.get(2).get("error").asString()).contains("no domain name");
        assertThat(answers.get(3).get("domain").asString()).isEqualTo("xn--bcher-kva.example");
        assertThat(answers.get(4).get("duplicateOf").asInt()).isEqualTo(3);
        assertThat(answers.get(5).get("error").asString()).contains("IP address");
        assertThat(answers.get(6).get("error").asString()).contains("bad.example");
        assertThat(answers.get(7).get("error").asString()).contains("web address");
        assertThat(answers.get(8).get("status").asString()).isEqualTo("unknown");
        assertThat(answers.get(9).get("error").asString()).doesNotContain("\u001b");
        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG);
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void aLineForPeople() throws IOException {
        MainTest.Ran ran = check("good.example\nbad.example\nnot a name\n");
        assertThat(ran.out())
                .contains("ok      good.example")
                .contains("error   bad.example")
                .contains("SPF_ALL/PERMISSIVE")
                .contains("Receivers let anybody pass as bad.example")
                .contains("2 domains, 2 answered in full");
        assertThat(ran.out()).contains("good.example").contains("line 3: 'not a name' is no domain name");
        assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void theWorstFirstAndOnlyThose() throws IOException {
        for (String depth : List.of("record", "full")) {
            String out = check(
                            "good.example\nsilent.example\nbad.example\n",
                            "--depth",
                            depth,
                            "--sort",
                            "harm",
                            "--only",
                            "warning")
                    .out();
            assertThat(out).doesNotContain("good.example");
            assertThat(out.indexOf("bad.example")).isBetween(0, out.indexOf("silent.example"));
        }
    }

    @Test
    void everyFormHoldsTheSame() throws IOException {
        String input = "name,domain\nx,good.example\ny,bad.example\nz,!\n";
        for (String depth : List.of("record", "full")) {
            assertThat(check(input, "--depth", depth, "--format", "csv").out())
                    .startsWith("line,domain,harm,")
                    .contains("\r\n3,bad.example,error,ok,0,0,pass,");
            String rows = check(input, "--depth", depth, "--format", "jsonl").out();
            assertThat(rows.lines()).hasSize(3).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            JsonNode sarif = JsonMapper.builder()
                    .build()
                    .readTree(
                            check(input, "--depth", depth, "--format", "sarif").out());
            assertThat(sarif.get("version").asString()).isEqualTo("2.1.0");
            assertThat(sarif.get("runs").get(0).get("results").findValuesAsString("ruleId"))
                    .contains("SPF_ALL/PERMISSIVE");
            assertThat(check(input, "--depth", depth, "--format", "junit").out())
                    .contains("tests=\"3\" failures=\"1\" errors=\"1\"")
                    .contains("<failure type=\"SPF_ALL/PERMISSIVE\"");
            assertThat(check(input, "--depth", depth, "--format", "markdown").out())
                    .startsWith("| Domain | Harm |")
                    .contains("`SPF_ALL/PERMISSIVE`");
        }
    }

    @Test
    void whatChangedSince() throws IOException {
        for (String depth : List.of("record", "full")) {
            Path before = folder.resolve("before.jsonl");
            String rows = check("good.example\nbad.example\n", "--depth", depth, "--format", "jsonl")
                    .out();
            Files.writeString(before, rows.replace("SPF_ALL/PERMISSIVE", "SPF_RECORD/SEVERAL"));
            MainTest.Ran ran = check("good.example\nbad.example\n", "--depth", depth, "--baseline", before.toString());
            assertThat(ran.out())
                    .doesNotContain("good.example")
                    .contains("New: SPF_ALL/PERMISSIVE")
                    .contains("Gone: SPF_RECORD/SEVERAL");
            assertThat(ran.status()).isEqualTo(ExitStatus.WRONG);
            Files.writeString(before, rows);
            MainTest.Ran same = check("good.example\nbad.example\n", "--depth", depth, "--baseline", before.toString());
            assertThat(same.out()).doesNotContain("bad.example");
            assertThat(same.status()).isEqualTo(ExitStatus.NOTHING_WRONG);
        }
        assertThat(check("bad.example\n", "--baseline", "nowhere").err()).contains("--baseline");
        assertThat(check("bad.example\n", "--fail-on", "never").status()).isEqualTo(ExitStatus.NOTHING_WRONG);
        assertThat(check("good.example\n", "--fail-on", "notice").status()).isEqualTo(ExitStatus.NOTHING_WRONG);
    }

    @Test
    void aSilentDomainAloneIsNoDns() throws IOException {
        assertThat(check("silent.example\ngood.example\n").status()).isEqualTo(ExitStatus.NO_DNS);
        assertThat(check("good.example\n").status()).isEqualTo(ExitStatus.NOTHING_WRONG);
        assertThat(check("!\n").status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(check("").out()).isEmpty();
    }

    @Test
    void unorderedAnswersAreTheSameAnswers() throws IOException {
        String names = String.join(
                "\n",
                IntStream.range(0, 300).mapToObj(i -> "n" + i + ".example").toList());
        List<String> ordered = check(names, "--json").out().lines().toList();
        List<String> unordered =
                check(names, "--json", "--unordered").out().lines().toList();
        assertThat(ordered).hasSize(300);
        assertThat(unordered).containsExactlyInAnyOrderElementsOf(ordered);
    }

    @Test
    void aLineWithoutEndIsBounded() throws IOException {
        MainTest.Ran ran = check("a".repeat(500_000) + "\ngood.example\n");
        assertThat(ran.out().length()).isLessThan(2_000);
        assertThat(ran.out()).contains("good.example");
    }

    @Test
    void aLineThatNeverEndsIsNoList() throws IOException {
        MainTest.Ran ran = check("good.example\n" + "a".repeat(1_100_000));
        assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(ran.err().strip())
                .contains("line 2 of standard input has more than")
                .doesNotContain("\n");
    }
}
