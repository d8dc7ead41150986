package org.whybounce.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whybounce.log.LogReading;
import org.whybounce.words.text.RefusalCsv;

class CasesTest {
    private static List<Refused> refused(String... lines) {
        List<Refused> refused = new ArrayList<>();
        Organisations organisations = new Organisations();
        LogReading reading = new LogReading(told -> {
            if (told.event().outcome().refusal()) {
                refused.add(Refused.of("mail.log", told, organisations));
            }
        });
        for (String line : lines) {
            reading.line(line);
        }
        reading.end();
        return refused;
    }

    private static String bounced(String recipient, String words) {
        return "Nov 30 10:00:01 out postfix/smtp[1]: 4F1B2C3D99: to=<" + recipient
                + ">, relay=mx.example.net[198.51.100.25]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.25] said: "
                + words + ")";
    }

    @Test
    void whatDiffersInRecipientsAndIdsIsOneCase() {
        List<Refused> both = refused(
                bounced("ann@example.net", "550 5.1.1 <ann@example.net>: User unknown x12a34bc56d"),
                bounced("bob@example.net", "550 5.1.1 <bob@example.net>: User unknown x98f76ee54a"));
        Cases cases = new Cases();
        assertThat(cases.of(both.get(0)).fresh()).isTrue();
        assertThat(cases.of(both.get(1)).fresh()).isFalse();
        assertThat(cases.of(both.get(1)).one()).isEqualTo(cases.of(both.get(0)).one());
    }

    @Test
    void theAddressThatSpfFailedForMakesAnotherCase() {
        List<Refused> both = refused(
                bounced("ann@example.net", "550 5.7.23 SPF fail: 192.0.2.7 is not allowed"),
                bounced("ann@example.net", "550 5.7.23 SPF fail: 192.0.2.8 is not allowed"));
        Cases cases = new Cases();
        assertThat(cases.of(both.get(0)).one())
                .isNotEqualTo(cases.of(both.get(1)).one());
    }

    @Test
    void whatIsBeyondTheLimitIsCountedAndSaid() {
        Cases cases = new Cases(1);
        Totals totals = new Totals();
        for (Refused one :
                refused(bounced("a@example.net", "550 5.1.1 one"), bounced("a@example.net", "550 5.1.1 two"))) {
            boolean beyond = cases.of(one).one().equals(Cases.BEYOND);
            totals.add(
                    one,
                    beyond
                            ? CaseVerdict.NOT_DIAGNOSED
                            : new CaseVerdict("established", "recipient.unknown", "", "", "", "", List.of(), 1));
        }
        assertThat(totals.refused()).isEqualTo(2);
        assertThat(totals.limits()).singleElement().asString().contains("1 refusals were counted but not diagnosed");
    }

    /// The short way over the report's fields and the whole reading see the same refusals.
    @Test
    void theFieldsOfAReportSayWhatTheWholeMailSays() {
        String mail = """
                From: MAILER-DAEMON@out.example.org
                To: <me@example.org>
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; out.example.org
                X-Postfix-Sender: rfc822; me@example.org

                Final-Recipient: rfc822; ann@example.net
                Action: failed
                Status: 5.7.23
                Remote-MTA: dns; mx.example.net
                Diagnostic-Code: smtp; 550 5.7.23 SPF fail: 192.0.2.7
                 is not allowed to send mail

                Final-Recipient: rfc822; bob@example.net
                Action: delayed
                Status: 4.2.0
                Remote-MTA: dns; mx.example.net
                Diagnostic-Code: smtp; 450 4.2.0 Greylisted, try again later

                --b--
                """;
        List<Refused> found = DeliveryReport.read("m", 1, mail.getBytes(StandardCharsets.UTF_8), new Organisations());
        assertThat(found).extracting(Refused::recipient).containsExactly("ann@example.net", "bob@example.net");
        assertThat(found).extracting(Refused::code).containsExactly("550", "450");
        assertThat(found).extracting(Refused::deferred).containsExactly(false, true);
        assertThat(found).extracting(Refused::mailFrom).containsOnly("me@example.org");
        assertThat(found.getFirst().words()).endsWith("192.0.2.7 is not allowed to send mail");
    }

    @Test
    void aCellNeverActsInASpreadsheet() {
        assertThat(RefusalCsv.cell("=HYPERLINK(\"x\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"");
        assertThat(RefusalCsv.cell("+1")).isEqualTo("'+1");
        assertThat(RefusalCsv.cell("-1")).isEqualTo("'-1");
        assertThat(RefusalCsv.cell("@SUM(A1)")).isEqualTo("'@SUM(A1)");
        assertThat(RefusalCsv.cell("550, no")).isEqualTo("\"550, no\"");
    }
}
