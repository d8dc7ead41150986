package org.whybounce.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What producers write, each read for all that is in it, and told where it was repaired or left out.
class ProducersFaultsTest {
    private static final String GOOD = Xml.good().toString();

    record Read(ReportPile pile, ReportsReader reader) {
        ReadLog log() {
            return reader.log();
        }

        boolean told() {
            return log().repairs() + log().skips() + log().refusals() > 0;
        }
    }

    static Read read(byte[]... inputs) {
        ReportPile pile = new ReportPile();
        ReportsReader reader = new ReportsReader(ReportLimits.COMMAND_LINE, pile);
        for (byte[] input : inputs) {
            reader.read("input", new ByteArrayInputStream(input));
        }
        return new Read(pile, reader);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gz(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gz = new GZIPOutputStream(out)) {
            gz.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] zip(byte[]... files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < files.length; i++) {
                zip.putNextEntry(new ZipEntry("r" + i + ".xml"));
                zip.write(files[i]);
            }
        }
        return out.toByteArray();
    }

    static byte[] mail(byte[] attachment, String type) {
        return utf8("From: a@receiver.example\r\nSubject: Report\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello.\r\n"
                + "--b\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(attachment) + "\r\n--b--\r\n");
    }

    private static byte[] tar(byte[] file) {
        byte[] header = new byte[512];
        byte[] name = utf8("reports/r.xml");
        System.arraycopy(name, 0, header, 0, name.length);
        byte[] size = utf8(String.format("%011o", file.length));
        System.arraycopy(size, 0, header, 124, size.length);
        header[156] = '0';
        System.arraycopy(utf8("ustar"), 0, header, 257, 5);
        byte[] all = new byte[512 + (file.length + 511) / 512 * 512 + 1024];
        System.arraycopy(header, 0, all, 0, 512);
        System.arraycopy(file, 0, all, 512, file.length);
        return all;
    }

    static List<Arguments> wholeForms() throws IOException {
        byte[] good = utf8(GOOD);
        byte[] bom = new byte[good.length + 3];
        bom[0] = (byte) 0xef;
        bom[1] = (byte) 0xbb;
        bom[2] = (byte) 0xbf;
        System.arraycopy(good, 0, bom, 3, good.length);
        String padded = "1 padding ".repeat(20_000);
        return List.of(
                Arguments.of("plain", good, false),
                Arguments.of("byte order mark", bom, false),
                Arguments.of("UTF-16 big end first", GOOD.getBytes(StandardCharsets.UTF_16), false),
                Arguments.of("UTF-16 little end first", GOOD.getBytes(StandardCharsets.UTF_16LE), false),
                Arguments.of("no declaration", utf8(Xml.good().body()), false),
                Arguments.of("space before the declaration", utf8("\n\n  " + GOOD), false),
                Arguments.of("gzip", gz(good), false),
                Arguments.of("gzip twice", gz(gz(good)), false),
                Arguments.of("zip", zip(good), false),
                Arguments.of("gzip in zip", zip(gz(good)), false),
                Arguments.of("tar", tar(good), false),
                Arguments.of("tar.gz", gz(tar(good)), false),
                Arguments.of("mail", mail(gz(good), "application/gzip"), false),
                Arguments.of("mail with a type that says nothing", mail(zip(good), "application/octet-stream"), false),
                Arguments.of("mail with plain XML", mail(good, "text/xml; name=r.xml"), false),
                Arguments.of(
                        "mailbox",
                        utf8("From MAILER Mon\n"
                                + new String(mail(gz(good), "application/gzip"), StandardCharsets.UTF_8)),
                        false),
                Arguments.of(
                        "namespace",
                        utf8(GOOD.replace("<feedback>", "<feedback xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\">")),
                        false),
                Arguments.of(
                        "prefix nobody declared",
                        utf8(GOOD.replace("<feedback>", "<x:feedback>").replace("</feedback>", "</x:feedback>")),
                        false),
                Arguments.of(
                        "broken schema element",
                        utf8(
                                GOOD.replace(
                                        "<feedback>",
                                        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"x\">\n<feedback>")),
                        true),
                Arguments.of(
                        "control characters",
                        utf8(GOOD.replace("receiver.example<", "rec\u0001eiver\u0000.example<")),
                        true),
                Arguments.of(
                        "bare ampersand",
                        utf8(GOOD.replace("<org_name>receiver.example", "<org_name>AT&T & Sons")),
                        true),
                Arguments.of(
                        "entity that no document declares",
                        utf8(GOOD.replace("<org_name>receiver", "<org_name>a&nbsp;b&#0;")),
                        true),
                Arguments.of(
                        "address in angle brackets",
                        utf8(GOOD.replace("dmarc@receiver.example<", "DMARC <dmarc@receiver.example><")),
                        true),
                Arguments.of(
                        "bytes of windows-1252",
                        GOOD.replace("<org_name>r", "<org_name>M\u00fcller").getBytes(StandardCharsets.ISO_8859_1),
                        true),
                Arguments.of(
                        "declared wrongly",
                        utf8(GOOD.replace("UTF-8", "windows-1252").replace("<org_name>r", "<org_name>M\u00fcller")),
                        false),
                Arguments.of(
                        "comment with markup",
                        utf8(GOOD.replace("<feedback>", "<!-- <record> & --><feedback>")),
                        false),
                Arguments.of(
                        "CDATA",
                        utf8(GOOD.replace("<org_name>receiver.example", "<org_name><![CDATA[a < b & c]]>")),
                        false),
                Arguments.of(
                        "elements nobody knows",
                        utf8(GOOD.replace("<row>", "<row><x><y>1</y></x>")
                                .replace("<feedback>", "<feedback><extension><q:z/></extension>")),
                        false),
                Arguments.of(
                        "a long text in between",
                        utf8(GOOD.replace("<feedback>", "<feedback><error>" + padded + "</error>")),
                        false),
                Arguments.of(
                        "milliseconds",
                        utf8(GOOD.replace("1780272000", "1780272000000").replace("1780358399", "1780358399000")),
                        true),
                Arguments.of(
                        "dates",
                        utf8(GOOD.replace("1780272000", "2026-06-01T00:00:00Z")
                                .replace("1780358399", "2026-06-01 23:59:59")),
                        true),
                Arguments.of("no times", utf8(GOOD.replace("1780272000", "").replace("1780358399", "yesterday")), true),
                Arguments.of("a period of three days", utf8(GOOD.replace("1780358399", "1780531199")), false),
                Arguments.of("no organisation", utf8(GOOD.replace("<org_name>receiver.example</org_name>", "")), true),
                Arguments.of("no id", utf8(GOOD.replace("<report_id>id-1</report_id>", "")), true),
                Arguments.of(
                        "no policy domain", utf8(GOOD.replace("<domain>example.org</domain><adkim>", "<adkim>")), true),
                Arguments.of(
                        "separators",
                        utf8(GOOD.replace("<count>10<", "<count> 1,0 <").replace("1,0", "10")),
                        false),
                Arguments.of("results in capitals", utf8(GOOD.replace("pass", "PASS")), false),
                Arguments.of("no auth_results", utf8(GOOD.replaceAll("<auth_results>.*?</auth_results>", "")), true),
                Arguments.of(
                        "no policy_evaluated",
                        utf8(GOOD.replaceAll("<policy_evaluated>.*?</policy_evaluated>", "")),
                        true),
                Arguments.of(
                        "empty reasons",
                        utf8(GOOD.replace("</spf></policy", "</spf><reason/><reason><type/></reason></policy")),
                        false),
                Arguments.of(
                        "addresses with brackets",
                        utf8(GOOD.replace("192.0.2.1<", "[192.0.2.1]<").replace("192.0.2.2<", "192.0.2.2/32<")),
                        true),
                Arguments.of("counts with a fraction", utf8(GOOD.replace("<count>10<", "<count>10.0<")), true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeForms")
    void everyRowCounts(String name, byte[] input, boolean told) {
        Read read = read(input);
        assertThat(read.pile().reports())
                .as("%s %s", name, read.log().refused())
                .hasSize(1);
        assertThat(read.pile().records())
                .as("%s %s", name, read.log().skipped())
                .isEqualTo(3);
        assertThat(read.pile().messages()).isEqualTo(60);
        assertThat(read.told())
                .as("%s %s", read.log().repaired(), read.log().skipped())
                .isEqualTo(told);
    }

    @Test
    void aRowThatCannotCountIsToldWithItsNumberAndItsReason() {
        for (String bad : List.of("-3", "", "0", "many", "99999999999999", "1e3", "1,00")) {
            Read read = read(utf8(GOOD.replace("<count>20<", "<count>" + bad + "<")));
            assertThat(read.pile().records()).as(bad).isEqualTo(2);
            assertThat(read.log().skipped()).as(bad).singleElement().satisfies(note -> {
                assertThat(note.record()).isEqualTo(2);
                assertThat(note.words()).isNotEmpty();
            });
        }
        for (String bad : List.of("300.1.2.3", "", "unknown", "192.0.2.0/24", "mail.example.org")) {
            Read read = read(utf8(GOOD.replace("<source_ip>192.0.2.2<", "<source_ip>" + bad + "<")));
            assertThat(read.pile().messages()).as(bad).isEqualTo(40);
            assertThat(read.log().skips()).as(bad).isEqualTo(1);
        }
    }

    @Test
    void severalReportsInOneFileAllCount() throws IOException {
        String other = Xml.good()
                .with(Xml.head("other.example", "id-1", "example.org", "1780272000", "1780358399"))
                .toString();
        assertThat(read(zip(utf8(GOOD), utf8(other))).pile().reports()).hasSize(2);
        Read one = read(utf8(GOOD + "\n" + other));
        assertThat(one.pile().messages()).isEqualTo(120);
        assertThat(one.told()).isTrue();
    }

    @Test
    void whatCameTwiceCountsOnceAndACorrectionTakesThePlace() {
        Read twice = read(utf8(GOOD), utf8(GOOD));
        assertThat(twice.pile().messages()).isEqualTo(60);
        assertThat(twice.reader().duplicates()).isEqualTo(1);
        String corrected = GOOD.replace("<count>10<", "<count>11<");
        Read replaced = read(utf8(GOOD), utf8(corrected));
        assertThat(replaced.pile().messages()).isEqualTo(61);
        assertThat(replaced.log().skips()).isEqualTo(1);
        Read other = read(utf8(GOOD), utf8(GOOD.replace(">receiver.example<", ">other.example<")));
        assertThat(other.pile().messages()).isEqualTo(120);
    }

    @Test
    void aTornReportCountsUntilTheWholeOneIsThere() throws IOException {
        byte[] packed = gz(Xml.good().bytes());
        byte[] long0 = gz(many(2000).bytes());
        byte[] torn = Arrays.copyOf(long0, long0.length * 2 / 3);
        Read alone = read(torn);
        assertThat(alone.pile().records()).isPositive().isLessThan(2000);
        assertThat(alone.log().skips()).isEqualTo(1);
        for (byte[][] order : List.of(new byte[][] {torn, long0}, new byte[][] {long0, torn})) {
            assertThat(read(order).pile().records()).isEqualTo(2000);
        }
        for (int cut = 0; cut < packed.length; cut += 7) {
            Read read = read(Arrays.copyOf(packed, cut));
            assertThat(read.told()).as("cut at %d", cut).isTrue();
        }
    }

    private static Xml many(int rows) {
        Xml xml = new Xml();
        for (int i = 0; i < rows; i++) {
            xml.row(
                    "10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256,
                    "1",
                    false,
                    false,
                    "example.org",
                    Xml.spf("x" + i * 7919L % 10_007 + ".example", "fail"));
        }
        return xml;
    }

    @Test
    void whatIsNoReportIsRefusedWithTheReason() throws IOException {
        for (byte[] input : List.of(
                utf8(""),
                utf8("<html><body>502 Bad Gateway</body></html>"),
                utf8("Subject: hello\n\nNothing here.\n"),
                utf8("just words"),
                zip(),
                new byte[] {0x1f, (byte) 0x8b, 8},
                utf8("<!DOCTYPE feedback [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><feedback>&x;</feedback>"),
                utf8("<a>".repeat(40) + "</a>".repeat(40)),
                utf8("<feedback></feedback>"))) {
            Read read = read(input);
            assertThat(read.pile().messages()).isZero();
            assertThat(read.log().refused())
                    .as(new String(input, StandardCharsets.UTF_8))
                    .hasSize(1);
            assertThat(read.log().refused().getFirst().words()).isNotBlank();
        }
    }

    @Test
    void aBombIsRefused() throws IOException {
        String bomb = "<feedback>" + " ".repeat(30_000_000) + "</feedback>";
        Read read = read(gz(utf8(bomb)));
        assertThat(read.log().refused())
                .singleElement()
                .satisfies(note -> assertThat(note.words()).contains("times its size"));
    }

    @Test
    void oneBadFileInAnArchiveLeavesTheOthers() throws IOException {
        Read read = read(zip(utf8("<html/>"), utf8(GOOD), utf8("nothing")));
        assertThat(read.pile().messages()).isEqualTo(60);
        assertThat(read.log().refusals()).isEqualTo(2);
    }
}
