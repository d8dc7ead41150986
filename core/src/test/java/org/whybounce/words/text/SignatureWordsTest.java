package org.whybounce.words.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.whybounce.arc.ArcVerifier;
import org.whybounce.dkim.Signer;
import org.whybounce.dkim.autopsy.DkimExamination;
import org.whybounce.dmarc.Authenticated;
import org.whybounce.dmarc.DmarcEvaluator;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.message.RawMessage;
import org.whybounce.words.json.ArcJson;
import org.whybounce.words.json.DkimJson;
import org.whybounce.words.json.DmarcJson;

class SignatureWordsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final String MESSAGE =
            "From: ann@example.org\r\nSubject: Hello\r\nX: \u001b[31mred\r\n\r\nShall we?\r\n";

    private static List<DkimExamination> examine(String message, Resolver resolver) {
        return DkimExamination.of(
                RawMessage.read(message.getBytes(StandardCharsets.ISO_8859_1)), resolver, NOW, Set.of());
    }

    private static String text(List<DkimExamination> signatures) {
        TextPage page = new TextPage(false);
        DkimText.put(page, signatures, true);
        String text = page.toString();
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(text).doesNotContain("\u001b");
        assertThat(DkimJson.of(signatures)).hasSameSizeAs(signatures);
        return flat(text);
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Test
    void signatureIsTold() {
        String signed = Signer.RSA_1024.sign(MESSAGE, "relaxed/relaxed", List.of("From"), "");
        Resolver keys = Signer.zone(Signer.RSA_1024.record());
        assertThat(text(examine(signed, keys)))
                .contains("DKIM: pass for example.org with selector s1")
                .contains("1024 bits")
                .contains("Not signed")
                .contains("Subject");
        assertThat(text(examine(signed + "footer\r\n", keys)))
                .contains("DKIM: fail")
                .contains("The signature holds if the last line of the body is taken out (\"footer\")");
        assertThat(text(examine(signed, ZoneFile.of(List.of()))))
                .contains("permerror")
                .contains("There is no key at s1._domainkey.example.org now.");
        assertThat(text(examine(signed.replace("d=example.org", "d=\u001b[31m"), keys)))
                .contains("permerror");
        assertThat(text(examine(MESSAGE, keys))).isEqualTo("DKIM: the message has no signature. ");
        assertThat(DkimJson.of(examine(signed + "footer\r\n", keys)).get(0).toString())
                .contains("\"result\":\"fail\"", "\"headersHold\":true", "\"body\":\"altered\"", "\"kind\":\"footer\"");
    }

    @Test
    void chainIsTold() {
        TextPage page = new TextPage(false);
        RawMessage broken = RawMessage.read(
                "ARC-Seal: i=1; cv=none\r\nFrom: a@example.org\r\n\r\nx\r\n".getBytes(StandardCharsets.ISO_8859_1));
        var result = new ArcVerifier(ZoneFile.of(List.of())).verify(broken, NOW);
        ArcText.put(page, result);
        assertThat(flat(page.toString())).contains("ARC: fail").contains("no ARC-Authentication-Results with i=1");
        assertThat(ArcJson.of(result).toString()).contains("\"result\":\"fail\"", "Historic");
    }

    @Test
    void policyIsTold() throws ZoneFile.Unreadable {
        ZoneFile zone = ZoneFile.parse(
                "test",
                "_dmarc.example.org. TXT \"v=DMARC1; p=reject; np=reject; t=y; pct=5\"\nexample.org. A 192.0.2.1");
        DmarcResult result = new DmarcEvaluator(zone)
                .evaluate(
                        DomainName.of("ghost.example.org"),
                        List.of(Authenticated.spf(DomainName.of("vendor.example"), true)));
        TextPage page = new TextPage(false);
        DmarcText.put(page, result, true);
        assertThat(flat(page.toString()))
                .contains("DMARC: fail for the From domain ghost.example.org")
                .contains("np=reject in the record of example.org")
                .contains("t=y makes it quarantine")
                .contains("whose organisational domain is vendor.example");
        assertThat(DmarcJson.of(result).toString()).contains("\"tag\":\"np\"", "\"policy\":\"quarantine\"");
    }
}
