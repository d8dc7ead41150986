package org.whybounce.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AdminMailTest {
    private static final Piece DOC = new Piece(new JsonMapper().readTree("""
            { "verdict": { "headline": "Gmail refused this mail.", "summary": "SPF refused it." },
              "facts": { "checkedDomain": "bakery.example", "ip": "203.0.113.70" },
              "service": { "name": "Brevo", "domain": "bakery.example", "records": [
                { "type": "TXT", "name": "bakery.example", "value": "include:spf.brevo.com", "state": "not-yet" },
                { "type": "CNAME", "name": "brevo1._domainkey.bakery.example", "value": "b1.<account>.dkim.brevo.com",
                  "state": "not-yet", "inAccount": true } ] },
              "fixes": [ { "kind": "publish", "type": "TXT", "at": "bakery.example", "was": [ "v=spf1 -all" ],
                "becomes": [ "v=spf1 include:spf.brevo.com -all" ],
                "proof": { "before": "fail", "after": "pass", "lookupsWorst": 1 } } ] }"""));

    @Test
    void holdsTheRecordTheProofAndTheLink() {
        AdminMail mail = AdminMail.of(DOC, "https://bounce.example.org/done?x", LocalDate.of(2026, 12, 7));
        assertThat(mail.subject()).isEqualTo("Please change the DNS of bakery.example");
        assertThat(mail.body())
                .contains("Gmail refused this mail.\nSPF refused it.\n")
                .contains("Value: v=spf1 include:spf.brevo.com -all\n  It replaces: v=spf1 -all")
                .contains("evaluates to pass instead of fail, and nobody who may send today is lost. It needs 1 of 10")
                .contains("brevo1._domainkey.bakery.example")
                .contains("until 7 December 2026:\nhttps://bounce.example.org/done?x")
                // A part of a record, typed in as a record of its own, would make two of them.
                .doesNotContain("Value: include:");
        assertThat(mail.mailto()).startsWith("mailto:?subject=Please%20change").contains("%0D%0A");
    }

    /// Whoever gets the mail has not seen the page: what has to be true first stands in it too.
    @Test
    void aConditionStandsBeforeItsRecord() {
        Piece doc = new Piece(new JsonMapper().readTree("""
                { "verdict": { "summary": "SPF refused it." }, "facts": { },
                  "fixes": [ { "kind": "publish", "type": "TXT", "at": "a.example", "was": [ "v=spf1 -all" ],
                    "condition": "if 203.0.113.70 is yours", "becomes": [ "v=spf1 ip4:203.0.113.70 -all" ] } ] }"""));
        assertThat(AdminMail.of(doc, "", LocalDate.of(2026, 12, 7)).body())
                .contains("Only if 203.0.113.70 is yours:\n\n  Type:  TXT");
    }

    @Test
    void theLinkCarriesNoTextOfAnybody() {
        DoneLink link = DoneLink.of(DOC, LocalDate.of(2026, 11, 30));
        assertThat(link.path())
                .startsWith("/done?domain=bakery.example&ip=203.0.113.70&service=brevo&was=")
                .endsWith("&until=2026-12-07")
                .doesNotContain("v%3Dspf1", "v=spf1");
    }
}
