package org.whybounce.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MailPictureTest {
    private static Piece doc(String json) {
        return new Piece(new JsonMapper().readTree(json));
    }

    @Test
    void showsTheStepThatFailedAndWhatTheDnsSaid() {
        List<MailPicture.Drawing> drawings = MailPicture.of(doc("""
                { "verdict": { "cause": "spf.sender-not-listed", "receiver": "Gmail" },
                  "facts": { "diagnosticText": "x", "ip": "203.0.113.70", "fromDomain": "bakery.example",
                             "checkedDomain": "bakery.example", "mailFrom": "news@bounce.bakery.example" },
                  "service": { "name": "Brevo" },
                  "evaluations": [ { "result": "fail" } ],
                  "fixes": [ { "kind": "publish", "proof": { "after": "pass" } } ] }"""));
        assertThat(drawings).hasSize(2);
        assertThat(drawings.getFirst().words())
                .isEqualTo(
                        "You (bakery.example), then Brevo (203.0.113.70), then to Gmail: refused, as SPF of bakery.example"
                                + " says no: fail.");
        assertThat(drawings.getFirst().svg())
                .contains("says no: fail", "same")
                .startsWith("<svg")
                .endsWith("</svg>");
        assertThat(drawings.getLast().svg()).contains("delivered", "says yes").doesNotContain("refused");
    }

    @Test
    void whatComesFromOutsideIsEscaped() {
        String svg = MailPicture.of(doc("""
                { "verdict": { "cause": "spf.forwarded", "receiver": "<script>alert(1)</script>\\"'&" },
                  "facts": { "diagnosticText": "x", "ip": "<b>", "fromDomain": "</svg><img>" } }""")).getFirst().svg();
        assertThat(svg).doesNotContain("<script", "<b>", "<img").contains("The forwarder");
    }

    @Test
    void aPageWithoutAMailHasNone() {
        assertThat(MailPicture.of(doc("{ \"verdict\": { \"status\": \"open\" } }")))
                .isEmpty();
    }
}
