package org.whybounce.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.whybounce.AnalyseHeaders;
import org.whybounce.HeaderAnalysis;
import org.whybounce.dns.ZoneFile;
import org.whybounce.headers.StatedResult;
import org.whybounce.intake.Intake;

/// No text that is added below the receiver's own statement changes what is believed: the boundary, the evaluated
/// address, the results that are believed and the first line stay. `-Dheads=N` lengthens the run. An engine
/// that is always silent fails, since it does not find the boundary and the address of the head.
class ForgedBelowTest {
    private static final int HEADS = Integer.getInteger("heads", 500);
    private static final String REST = """
            From: CEO <ceo@bank.example>
            To: bob@corp.example
            Subject: Invoice
            Date: Mon, 12 Jan 2026 08:55:00 +0000
            Message-ID: <1@bank.example>

            Pay.
            """;
    private static final String ZONE = """
            bank.example. TXT "v=spf1 ip4:198.51.100.0/24 -all"
            _dmarc.bank.example. TXT "v=DMARC1; p=reject"
            mail.bank.example. A 198.51.100.10
            proofpoint.example. MX 10 mxa-00000001.gslb.pphosted.com.
            mimecast.example. MX 10 us-smtp-inbound-1.mimecast.com.
            barracuda.example. MX 10 d205420.ess.barracudanetworks.com.
            own-gateway.example. MX 10 filter.own-gateway.example.
            filter.own-gateway.example. A 192.0.2.200
            attacker.example. TXT "v=spf1 ip4:203.0.113.0/24 -all"
            """;

    private final AnalyseHeaders analyse =
            new AnalyseHeaders(zone(), InstantSource.fixed(Instant.parse("2026-01-20T12:00:00Z")));

    private static ZoneFile zone() {
        try {
            return ZoneFile.parse("bank", ZONE);
        } catch (ZoneFile.Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    private record Believed(String boundary, String evaluated, List<String> results, String first) {
        static Believed of(HeaderAnalysis analysis) {
            return new Believed(
                    analysis.way()
                            .boundary()
                            .hop()
                            .map(hop -> analysis.way().hops().size() - hop + "")
                            .orElse("none"),
                    analysis.client()
                            .map(client -> client.ip().value().toString())
                            .orElse("none"),
                    analysis.stated().stream()
                            .filter(said -> said.trust() == Trust.BELIEVED)
                            .map(ForgedBelowTest::words)
                            .toList(),
                    analysis.origin().orElseThrow().says());
        }
    }

    private static String words(StatedResult said) {
        return said.method() + "=" + said.result() + " " + said.domain().orElse("") + " "
                + said.who().orElse("");
    }

    @Test
    void whatIsForgedBelowChangesNothing() {
        Random random = new Random(15);
        Heads heads = new Heads(random);
        Map<String, Integer> right = new HashMap<>();
        for (int i = 0; i < HEADS; i++) {
            Heads.Head head = heads.nth(i);
            HeaderAnalysis plain = analysis(head.text() + REST);
            Believed before = Believed.of(plain);
            assertThat(before.evaluated())
                    .as(head.receiver() + "\n" + head.text())
                    .isEqualTo(head.evaluated());
            assertThat(before.first()).as(head.receiver()).doesNotContain("did come");
            int layers = 1 + random.nextInt(4);
            StringBuilder forged = new StringBuilder();
            for (int layer = 0; layer < layers; layer++) {
                forged.append(Forger.layer(random, head));
            }
            Believed after = Believed.of(analysis(head.text() + forged + REST));
            assertThat(after).as(head.receiver() + "\n" + head.text() + forged).isEqualTo(before);
            right.merge(head.receiver(), 1, Integer::sum);
        }
        assertThat(right).hasSize(Heads.kinds());
    }

    private HeaderAnalysis analysis(String mail) {
        return analyse.analyse(new Intake().read(mail)).orElseThrow();
    }
}
