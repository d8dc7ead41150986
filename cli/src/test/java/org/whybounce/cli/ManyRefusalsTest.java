package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many refusals at once, as a person calls it.
class ManyRefusalsTest {
    @TempDir
    private Path folder = Path.of("");

    private static String bounced(int number, String domain, String words) {
        return "Nov 30 10:00:01 out postfix/qmgr[2]: 4F1B2C3D%02d: from=<me@%s>, size=1, nrcpt=1 (queue active)\n"
                        .formatted(number, domain)
                + "Nov 30 10:00:01 out postfix/smtp[1]: 4F1B2C3D%02d: to=<u%d@example.net>, relay=mx.example.net[198.51.100.25]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.25] said: %s)\n"
                        .formatted(number, number, words);
    }

    private static String log() {
        StringBuilder log = new StringBuilder();
        for (int i = 10; i < 30; i++) {
            log.append(bounced(
                    i, "example.org", "550 5.1.1 <u" + i + "@example.net>: Recipient address rejected: User unknown"));
        }
        log.append(bounced(
                30, "example.org", "550 5.7.23 SPF fail: 192.0.2.7 is not allowed to send mail from example.org"));
        return log.append("Nov 30 10:00:02 out cron[1]: nothing about mail\n").toString();
    }

    private static String report(String recipient) {
        return """
            From: MAILER-DAEMON@out.example.org
            To: <me@example.org>
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; out.example.org

            Final-Recipient: rfc822; %s
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; mx.example.net
            Diagnostic-Code: smtp; 550 5.1.1 <%s>: Recipient address rejected: User unknown

            --b--
            """.formatted(recipient, recipient);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }

    private MainTest.Ran explain(Path what, String... more) throws IOException {
        Path zone = write("zone.txt", "example.org. TXT \"v=spf1 ip4:203.0.113.0/28 -all\"\n");
        List<String> args = new java.util.ArrayList<>(List.of("explain", "--zone", zone.toString(), what.toString()));
        args.addAll(List.of(more));
        return MainTest.run(args.toArray(String[]::new));
    }

    @Test
    void everyLineOfALogIsCounted() throws IOException {
        MainTest.Ran ran = explain(write("mail.log", log()));
        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG);
        assertThat(ran.out().replaceAll("\\s+", " "))
                .contains("21 refused, 0 deferred, in 2 groups")
                .contains("43 log lines: 21 refused, 0 deferred, 0 delivered, 21 other lines about mail, 1 not about"
                        + " mail")
                .contains(" 20 0 recipient.unknown example.org example.net mail.log:2 ")
                .contains(" 1 0 spf.sender-not-listed example.org example.net mail.log:42 ");
    }

    @Test
    void aLogOfFewLinesIsExplainedLikeAnyPaste() throws IOException {
        assertThat(explain(write("mail.log", bounced(10, "example.org", "550 5.1.1 User unknown")))
                        .out())
                .doesNotContain("By cause");
    }

    @Test
    void oneRowARefusalAndTheSumsAreByTheSchema() throws IOException {
        Schema schema;
        try (InputStream in = ManyRefusalsTest.class.getResourceAsStream("/org/whybounce/schema/refusal-1.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
        List<String> lines =
                explain(write("mail.log", log()), "--json").out().lines().toList();
        assertThat(lines).hasSize(22);
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(schema.validate(line, InputFormat.JSON)).isEmpty());
        assertThat(lines.getLast())
                .contains("\"schema\":\"whybounce.refusals/1\"")
                .contains("\"byCause\":{\"recipient.unknown\":20,");
    }

    @Test
    void csvHasARowForEachAndTheSumOnStandardError() throws IOException {
        MainTest.Ran ran = explain(write("mail.log", log()), "--format", "csv");
        assertThat(ran.out().split("\r\n")).hasSize(22);
        assertThat(ran.err()).contains("21 refused, 0 deferred");
    }

    @Test
    void aFolderAMaildirAnMboxAndAZipAreTheSameMails() throws IOException {
        String one = report("ann@example.net");
        String two = report("bob@example.net");
        write("box/new/1", one);
        write("box/cur/2:2,S", two);
        write("box/tmp/3", one);
        Path mbox = write(
                "all.mbox", "From - Mon Nov 30 10:00:00 2026\n" + one + "\nFrom - Mon Nov 30 10:00:01 2026\n" + two);
        Path zip = folder.resolve("all.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(out)) {
            for (String mail : List.of(one, two)) {
                packed.putNextEntry(new ZipEntry("m" + mail.hashCode() + ".eml"));
                packed.write(mail.getBytes(StandardCharsets.UTF_8));
            }
        }
        write("two/a.eml", one);
        write("two/b.eml", two);
        for (Path what : List.of(folder.resolve("box"), mbox, zip, folder.resolve("two"))) {
            assertThat(explain(what).out())
                    .as(what.toString())
                    .contains("2 refused, 0 deferred, in 1 group of")
                    .contains("2 mails: 2 tell of a refusal, 0 do not.");
        }
    }

    @Test
    void aPackedLogIsReadAndADamagedOneIsSaid() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(log().getBytes(StandardCharsets.UTF_8));
        }
        Path file = folder.resolve("mail.log.1.gz");
        Files.write(file, packed.toByteArray());
        assertThat(explain(file).out()).contains("21 refused");
        Path cut = folder.resolve("mail.log.2.gz");
        Files.write(cut, java.util.Arrays.copyOf(packed.toByteArray(), 60));
        MainTest.Ran ran = MainTest.run(
                "explain", "--zone", folder.resolve("zone.txt").toString(), file.toString(), cut.toString());
        assertThat(ran.out().replaceAll("\\s+", " "))
                .contains("Not read:")
                .contains("mail.log.2.gz: the packed file ends in the middle");
    }

    @Test
    void oneMailInAZipIsExplained() throws IOException {
        Path zip = folder.resolve("one.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(out)) {
            packed.putNextEntry(new ZipEntry("bounce.eml"));
            packed.write(report("ann@example.net").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(explain(zip).out()).doesNotContain("By cause").contains("does not exist there");
    }

    @Test
    void whatOfAFolderCannotBeReadIsNamedWithTheReason() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (ZipOutputStream packed = new ZipOutputStream(whole)) {
            packed.putNextEntry(new ZipEntry("bounce.eml"));
            packed.write(report("ann@example.net").getBytes(StandardCharsets.UTF_8));
        }
        write("box/one.eml", report("bob@example.net"));
        write("box/two.eml", report("cy@example.net"));
        Path locked = write("box/locked.eml", report("dan@example.net"));
        Files.write(folder.resolve("box/torn.zip"), java.util.Arrays.copyOf(whole.toByteArray(), 60));
        boolean shut = locked.toFile().setReadable(false) && !Files.isReadable(locked);
        String out = explain(folder.resolve("box")).out().replaceAll("\\s+", " ");
        assertThat(out).contains("Not read:").contains("torn.zip: the ");
        // The administrator may read what nobody may.
        assertThat(out).contains(shut ? "locked.eml: no permission to read it" : "3 refused");
        assertThat(out).contains(shut ? "2 refused" : "3 refused");
    }

    @Test
    void casesBeyondTheLimitAreSaid() throws IOException {
        MainTest.Ran ran = explain(write("mail.log", log()), "--cases", "1");
        assertThat(ran.out().replaceAll("\\s+", " ")).contains("1 refusals were counted but not diagnosed");
    }

    @Test
    void eachOfSeveralMustBeThere() throws IOException {
        MainTest.Ran ran = MainTest.run(
                "explain", write("a.eml", report("ann@example.net")).toString(), "no-such-file");
        assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(ran.err()).contains("there is no file no-such-file");
    }
}
