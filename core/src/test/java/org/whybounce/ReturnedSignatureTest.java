package org.whybounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dkim.Signer;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.ZoneFile;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;

/// A bounce that carries the whole mail carries its signature too: it is verified, and counts for DMARC, in `explain`
/// and
/// in the analysis of the headers.
class ReturnedSignatureTest {
    private static final String MAIL =
            Signer.ED25519.sign("""
            From: Alice <alice@example.org>
            To: bob@example.net
            Subject: A plan
            Date: Mon, 12 Jan 2026 09:00:00 +0000
            Message-ID: <1@example.org>

            The plan.
            """.replace("\n", "\r\n"), "relaxed/relaxed", List.of("from", "to", "subject"), "");

    private static final String BOUNCE = """
            From: MAILER-DAEMON@mx.example.com
            To: alice@example.org
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain

            <bob@example.net>: host mx.example.net[203.0.113.5] said: 550 5.7.1 SPF check
                failed: example.org does not designate 198.51.100.7 as permitted sender
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.com

            Final-Recipient: rfc822; bob@example.net
            Action: failed
            Status: 5.7.1
            Remote-MTA: dns; mx.example.net
            Diagnostic-Code: smtp; 550 5.7.1 SPF check failed: example.org does not
                designate 198.51.100.7 as permitted sender
            --b
            Content-Type: message/rfc822

            """.replace("\n", "\r\n") + MAIL + "\r\n--b--\r\n";

    private static ZoneFile zone() throws ZoneFile.Unreadable {
        return ZoneFile.parse("signed", """
                example.org. TXT "v=spf1 ip4:192.0.2.0/24 -all"
                _dmarc.example.org. TXT "v=DMARC1; p=reject"
                s1._domainkey.example.org. TXT "%s"
                """.formatted(Signer.ED25519.record()));
    }

    @Test
    void explainCountsIt() throws Exception {
        Pasted pasted = new Intake().read(BOUNCE);
        DmarcResult dmarc = new Explain(zone())
                .explain(pasted, KnownFacts.NOTHING)
                .shown()
                .dmarc()
                .orElseThrow();
        assertThat(dmarc.dkimAligned()).contains(true);
        assertThat(dmarc.outcome()).isEqualTo(DmarcResult.Outcome.PASS);
    }

    @Test
    void theHeaderAnalysisCountsIt() throws Exception {
        HeaderAnalysis analysis = new AnalyseHeaders(zone(), InstantSource.fixed(Instant.parse("2026-01-20T12:00:00Z")))
                .analyse(new Intake().read(BOUNCE))
                .orElseThrow();
        assertThat(analysis.returned()).isTrue();
        assertThat(analysis.authentication().signed()).isTrue();
        assertThat(analysis.client().orElseThrow().ip().value()).hasToString("198.51.100.7");
    }
}
