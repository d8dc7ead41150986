package org.whybounce.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Zone files as people write them, and as nobody should.
final class ZoneFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static Answer ask(String zone, String name, RecordType type) throws ZoneFile.Unreadable {
        return ZoneFile.parse("z", zone).ask(new Question(DomainName.parse(name).orElseThrow(), type));
    }

    private static List<String> texts(String zone, String name) throws ZoneFile.Unreadable {
        return ask(zone, name, RecordType.TXT).recordsOrNone().stream()
                .map(record -> record instanceof ResourceRecord.Txt txt ? txt.text() : record.toString())
                .toList();
    }

    /// What is wrong, and in which line, in one line that names no Java.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.example. TXT \"v=spf1 -all|line 1",
                "a.example. A 192.0.2.1~b.example. A 192.0.2.256|line 2",
                "a.example. A 192.0.2.1~~b.example. MX ten mail.example.|line 3",
                "(((((|line 1: the parenthesis that opens here is never closed",
                "; ( is a comment~a.example. TXT \"(\" \\(~b.example. SOA a. b. (|line 3: the parenthesis",
                "$INCLUDE /etc/passwd|$GENERATE and $INCLUDE are not read",
                "  $include other|$GENERATE and $INCLUDE are not read",
                "$GENERATE 1-1000000000 a$.example. A 192.0.2.1|$GENERATE and $INCLUDE are not read",
                "$TTL never|line 1",
                ";@ explode a.example|';@' is followed by",
                ";@ servfail|say ';@ servfail NAME",
                ";@ timeout a.example HINFO2|no such record type",
                "a.example. NOSUCHTYPE x|line 1",
                "<html><body>404</body></html>|line 1",
            })
    void unreadableFilesSayWhereAndWhat(String zone, String words) {
        String text = zone.replace('~', '\n');
        assertThatThrownBy(() -> ZoneFile.parse("z", text))
                .isInstanceOf(ZoneFile.Unreadable.class)
                .message()
                .startsWith("zone file z")
                .contains(words)
                .doesNotContain("null", "<none>", "Exception", "org.", "\n");
    }

    @Test
    void formsThatPeopleWrite() throws ZoneFile.Unreadable {
        String zone = """
                $ORIGIN example.
                $TTL 1h
                @   IN SOA ns hostmaster ( 1 ; serial
                                           2h 1h 1w 1d )
                a   300 IN TXT ( "v=spf1 "
                                 "-all" )
                    IN MX 10 mail
                A.  TXT unquoted
                *.w TXT "any"
                ;@ nodata empty.example
                """;
        assertThat(texts(zone, "a.example")).containsExactly("v=spf1 -all");
        assertThat(texts(zone, "A.EXAMPLE.")).containsExactly("v=spf1 -all");
        assertThat(texts(zone, "a")).containsExactly("unquoted");
        assertThat(texts(zone, "x.y.w.example")).containsExactly("any");
        assertThat(ask(zone, "w.example", RecordType.TXT)).isInstanceOf(Answer.NoData.class);
        assertThat(ask(zone, "empty.example", RecordType.A)).isInstanceOf(Answer.NoData.class);
        assertThat(ask(zone, "other.example", RecordType.A)).isInstanceOf(Answer.NoSuchName.class);
        assertThat(ask(zone, "a.example", RecordType.MX).recordsOrNone()).hasSize(1);
    }

    @Test
    void aliasLoopsEnd() throws ZoneFile.Unreadable {
        String loop = "a.example. CNAME b.example.\nb.example. CNAME a.example.\n";
        assertThat(ask(loop, "a.example", RecordType.TXT)).isInstanceOf(Answer.Failed.class);
        assertThat(ask("a.example. CNAME a.example.\n", "a.example", RecordType.A))
                .isInstanceOf(Answer.Failed.class);
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            chain.append("c%d.example. CNAME c%d.example.%n".formatted(i, i + 1));
        }
        assertThat(ask(chain.toString(), "c0.example", RecordType.A)).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void bytesStayWhatTheyAre() throws IOException, ZoneFile.Unreadable {
        Path file = Files.write(
                folder.resolve("z"), "a.example. TXT \"v=spf1 \u2013all\"\r\n".getBytes(StandardCharsets.UTF_8));
        List<ResourceRecord> records = ZoneFile.read(List.of(file)).records();
        assertThat(records).hasSize(1);
        assertThat(((ResourceRecord.Txt) records.getFirst()).text()).isEqualTo("v=spf1 \u00e2\u0080\u0093all");
    }

    @Test
    void whatIsNoFileIsSaid() {
        assertThatThrownBy(() -> ZoneFile.read(List.of(folder))).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> ZoneFile.read(List.of(folder.resolve("none"))))
                .hasMessageContaining("there is no such file");
    }

    /// A device tells no size and never ends.
    @Test
    void anEndlessFileIsRefused() {
        Path zero = Path.of("/dev/zero");
        if (Files.exists(zero)) {
            assertThatThrownBy(() -> ZoneFile.read(List.of(zero))).hasMessageContaining("is larger than 16 MiB");
        }
    }

    /// Whatever the text: it is read, or it is refused in one line.
    @Test
    void noTextThrowsAnythingElse() {
        Random random = new Random(11);
        String[] parts = {
            "a",
            "example",
            ".",
            " ",
            "\t",
            "\n",
            "\r\n",
            "TXT",
            "A",
            "AAAA",
            "MX",
            "IN",
            "CH",
            "300",
            "1w2d",
            "\"",
            "(",
            ")",
            ";",
            ";@ ",
            "servfail ",
            "$ORIGIN ",
            "$TTL ",
            "@",
            "*",
            "\\",
            "\\300",
            "\\#",
            "4",
            "c0000201",
            "192.0.2.1",
            "2001:db8::1",
            "\u0000",
            "\u00ff",
            "\u20ac",
            "v=spf1 -all",
            "CNAME",
            "PTR",
            "SOA",
            "RRSIG",
            "DS"
        };
        int read = 0;
        for (int i = 0; i < Integer.getInteger("fuzz.count", 3000); i++) {
            StringBuilder zone = new StringBuilder();
            for (int n = random.nextInt(25); n > 0; n--) {
                zone.append(parts[random.nextInt(parts.length)]).append(random.nextBoolean() ? " " : "");
            }
            Optional<ZoneFile> file = Optional.empty();
            try {
                file = Optional.of(ZoneFile.parse("z", zone.toString()));
            } catch (ZoneFile.Unreadable e) {
                assertThat(e.getMessage()).doesNotContain("\n");
            }
            read += file.isPresent() ? 1 : 0;
        }
        assertThat(read).isPositive();
    }
}
