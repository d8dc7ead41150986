package org.whybounce.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.whybounce.AnalyseHeaders;
import org.whybounce.HeaderAnalysis;
import org.whybounce.dns.ZoneFile;
import org.whybounce.headers.Origin;
import org.whybounce.intake.Intake;

/// Heads of every receiver's form, for each kind of sender: the address that the receiver evaluated is found, the
/// first line is the true one, and what is forged below changes neither. An engine that is silent fails on the sender's
/// own server, one that fails everything too, and one that passes everything on the two strangers. `-Dheads=N`
/// lengthens the run.
class KnownSendersTest {
    private static final int HEADS = Integer.getInteger("heads", 250);
    private static final String ZONE = """
            bank.example. TXT "v=spf1 ip4:198.51.100.0/24 -all"
            _dmarc.bank.example. TXT "v=DMARC1; p=reject"
            mail.bank.example. A 198.51.100.10
            proofpoint.example. MX 10 mxa-00000001.gslb.pphosted.com.
            mimecast.example. MX 10 us-smtp-inbound-1.mimecast.com.
            barracuda.example. MX 10 d205420.ess.barracudanetworks.com.
            club.example. TXT "v=spf1 ip4:192.0.2.90 ip4:192.0.2.91 ip4:192.0.2.92 ip4:192.0.2.93 ip4:192.0.2.94 ip4:192.0.2.95 ip4:192.0.2.96 ip4:192.0.2.97 ip4:192.0.2.98 -all"
            attacker.example. TXT "v=spf1 ip4:203.0.113.0/24 -all"
            """;
    private static final String REST = """
            From: CEO <ceo@bank.example>
            To: bob@corp.example
            Subject: Invoice
            Date: Mon, 12 Jan 2026 08:55:00 +0000
            Message-ID: <1@bank.example>

            Pay.
            """;

    /// Receivers whose head does not tell MAIL FROM: nobody can tell who sent the mail.
    private static final Set<String> WITHOUT_ENVELOPE = Set.of("exchange-on-premises");

    private final AnalyseHeaders analyse;

    KnownSendersTest() throws ZoneFile.Unreadable {
        analyse = new AnalyseHeaders(
                ZoneFile.parse("bank", ZONE), InstantSource.fixed(Instant.parse("2026-01-20T12:00:00Z")));
    }

    @ParameterizedTest
    @EnumSource
    void areToldByWhatTheReceiverWrote(Heads.Sender sender) {
        Random random = new Random(16);
        Heads heads = new Heads(random, sender);
        List<String> wrongAddress = new ArrayList<>();
        for (int i = 0; i < HEADS; i++) {
            Heads.Head head = heads.nth(i);
            StringBuilder below = new StringBuilder();
            for (int layer = random.nextInt(4); layer > 0; layer--) {
                below.append(Forger.layer(random, head));
            }
            HeaderAnalysis found = analysis(head.text() + below + REST);
            String evaluated =
                    found.client().map(client -> client.ip().value().toString()).orElse("none");
            if (!evaluated.equals(head.evaluated())) {
                wrongAddress.add(head.receiver() + " " + evaluated + " for " + head.evaluated());
            }
            assertThat(found.origin().orElseThrow().status())
                    .as(sender + " at " + head.receiver() + ": "
                            + found.origin().orElseThrow().says() + "\n" + head.text() + below)
                    .isIn(allowed(sender, head));
        }
        assertThat(wrongAddress.size()).as(wrongAddress.toString()).isLessThanOrEqualTo(HEADS / 100);
    }

    private static List<Origin.Status> allowed(Heads.Sender sender, Heads.Head head) {
        if (WITHOUT_ENVELOPE.contains(head.receiver())) {
            return List.of(Origin.Status.UNTOLD);
        }
        return switch (sender) {
            case OWN -> List.of(Origin.Status.CAME);
            // Proton writes at times where the sender can too.
            case FORWARDER ->
                List.of(
                        statesAbove(head)
                                ? Origin.Status.CAME
                                : head.receiver().equals("proton") ? Origin.Status.UNTOLD : Origin.Status.DID_NOT);
            case SPOOF, OTHER_ENVELOPE -> List.of(Origin.Status.DID_NOT);
        };
    }

    /// Whether the receiver wrote above its own field that DMARC passes; else only what vouches for the envelope is
    /// there, which is the forwarder's.
    private static boolean statesAbove(Heads.Head head) {
        int stated = head.text().indexOf("dmarc=pass");
        return stated >= 0 && stated < head.text().lastIndexOf("Received: ");
    }

    private HeaderAnalysis analysis(String mail) {
        return analyse.analyse(new Intake().read(mail)).orElseThrow();
    }
}
