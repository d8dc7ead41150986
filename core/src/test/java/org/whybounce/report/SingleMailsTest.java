package org.whybounce.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.SendersOf;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.sender.Confirmed;
import org.whybounce.sender.Senders;
import org.whybounce.sender.SingleMail;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.ReportsJson;
import org.whybounce.words.text.ReportsText;
import org.whybounce.words.text.TextPage;

/// Reports on single mails and on TLS: what is of use is read, and nothing of a stranger's mail gets in.
class SingleMailsTest {
    private static final String FAILURE = """
            From: <dmarc@receiver.example>
            Subject: FW: CANARY-subject
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

            --b1
            Content-Type: text/plain

            About mail of CANARY-local@example.org
            --b1
            Content-Type: message/feedback-report

            Feedback-Type: auth-failure
            User-Agent: x/1.0
            Original-Mail-From: <CANARY-local@bounce.example.org>
            Original-Rcpt-To: <CANARY-rcpt@receiver.example>
            Arrival-Date: Mon, 01 Jun 2026 23:30:00 -0200 (FNT)
            Source-IP: [IPv6:2001:db8::77]
            Reported-Domain: example.org
            Auth-Failure: dmarc
            DKIM-Identity: CANARY-identity@example.org
            DKIM-Selector: CANARY-x@y
            Delivery-Result: reject
            Reporting-MTA: dns; mx.receiver.example
            Incidents: 4
            --b1
            Content-Type: message/rfc822

            Subject: CANARY-subject
            Content-Type: text/xml

            <?xml version="1.0"?><feedback>CANARY-body</feedback>
            --b1--
            """;

    private final ReportPile pile = new ReportPile();
    private final ReportsReader reader = new ReportsReader(ReportLimits.UPLOAD, pile);

    private void read(String text) {
        reader.read("input", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aFailureReportGivesWhoAndWhatAndNothingElse() throws ZoneFile.Unreadable {
        read(FAILURE);
        read(FAILURE);
        SingleMail mail = pile.notes().iterator().next();
        assertThat(pile.notes()).hasSize(1);
        assertThat(mail.source()).hasToString("2001:db8::77");
        assertThat(mail.domain()).hasToString("example.org");
        assertThat(mail.envelope()).isEqualTo("bounce.example.org");
        assertThat(LocalDate.ofEpochDay(mail.day())).isEqualTo("2026-06-02");
        assertThat(mail.reporter()).isEqualTo("mx.receiver.example");
        assertThat(mail.messages()).isEqualTo(4);
        assertThat(mail.words()).isEqualTo("auth-failure dmarc; delivery-result reject");
        ReportsRead read = ReportsRead.of(pile, reader);
        assertThat(read.failures()).isEqualTo(1);
        assertThat(read.duplicates()).isEqualTo(1);
        List<Senders> senders = new SendersOf(ZoneFile.parse("test", ""), VendorDirectory.builtIn())
                .of(SendersOf.tally(pile, Optional.empty(), 0).values(), Confirmed.NOTHING);
        TextPage page = new TextPage(false);
        ReportsText.put(page, read, senders, LocalDate.of(2026, 7, 1), true);
        assertThat(page
                        + ReportsJson.of(read, senders, LocalDate.of(2026, 7, 1))
                                .toString())
                .contains("mx.receiver.example")
                .doesNotContainIgnoringCase("canary");
        // It counts no message: aggregate reports do.
        assertThat(senders.getFirst().messages()).isZero();
    }

    @Test
    void whatIsNoFailureOfAuthenticationIsSaid() {
        read(FAILURE.replace("auth-failure", "abuse"));
        read(FAILURE.replace("Source-IP: [IPv6:2001:db8::77]\n", ""));
        read(FAILURE.replace("Reported-Domain: example.org\n", "").replace("@bounce.example.org", ""));
        assertThat(pile.notes()).isEmpty();
        assertThat(reader.log().refused())
                .extracting(ReadLog.Note::words)
                .containsExactly(
                        "it is feedback of kind 'abuse' and tells of no failed authentication",
                        "the failure report names no source address",
                        "the failure report names no domain");
        assertThat(reader.log().refused().toString()).doesNotContainIgnoringCase("canary");
    }

    @Test
    void aServerThatOnlyFailureReportsShowIsASourceLikeAnother() throws ZoneFile.Unreadable {
        read(FAILURE.replace("[IPv6:2001:db8::77]", "203.0.113.60"));
        Senders senders = new SendersOf(ZoneFile.parse("test", """
                                example.org. IN TXT "v=spf1 -all"
                                bounce.example.org. IN TXT "v=spf1 -all"
                                60.113.0.203.in-addr.arpa. IN PTR app1.example.org.
                                app1.example.org. IN A 203.0.113.60
                                """), VendorDirectory.builtIn())
                .of(
                        SendersOf.tally(pile, Optional.of(DomainName.of("example.org")), 0)
                                .values(),
                        Confirmed.NOTHING)
                .getFirst();
        assertThat(senders.sources().getFirst().kind().word()).isEqualTo("forgotten");
        assertThat(senders.fixes()).isNotEmpty();
    }

    private static String tls(String policies) {
        return "{\"organization-name\":\"One\",\"date-range\":{\"start-datetime\":\"2026-06-01T00:00:00Z\","
                + "\"end-datetime\":\"2026-06-01T23:59:59Z\"},\"contact-info\":\"CANARY@one.example\","
                + "\"report-id\":\"r1\",\"policies\":" + policies + "}";
    }

    private static final String POLICY = "[{\"policy\":{\"policy-type\":\"sts\",\"policy-domain\":\"example.org\"},"
            + "\"summary\":{\"total-successful-session-count\":\"90\",\"total-failure-session-count\":10},"
            + "\"failure-details\":[{\"result-type\":\"certificate-expired\",\"sending-mta-ip\":\"192.0.2.1\","
            + "\"receiving-mx-hostname\":\"mx1.example.org\",\"failed-session-count\":10}]}]";

    @Test
    void aReportOnTlsIsReadOnce() {
        read(tls(POLICY));
        read(" \n" + tls(POLICY));
        read("From: a@b.example\nContent-Type: application/tlsrpt+json; name=\"x.json\"\n\n" + tls(POLICY));
        assertThat(pile.tls())
                .containsExactly(new TlsReport(
                        "One",
                        "r1",
                        DomainName.of("example.org"),
                        1_780_272_000L,
                        1_780_358_399L,
                        "sts",
                        90,
                        10,
                        List.of(new TlsReport.Failure("certificate-expired", "mx1.example.org", 10))));
        assertThat(ReportsRead.of(pile, reader).tls()).isEqualTo(1);
        assertThat(reader.duplicates()).isEqualTo(2);
    }

    @Test
    void damagedJsonIsRefusedWithItsReason() {
        read("{");
        read("{\"a\":1}");
        read("{\"policies\":" + "[".repeat(100_000) + "}");
        read(tls("[{\"policy\":{}}]"));
        read(tls(POLICY).substring(0, 200));
        assertThat(pile.tls()).isEmpty();
        assertThat(reader.log().refused())
                .hasSize(5)
                .allSatisfy(note -> assertThat(note.words())
                        .doesNotContainIgnoringCase("canary")
                        .isNotBlank());
    }
}
