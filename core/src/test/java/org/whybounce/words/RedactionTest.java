package org.whybounce.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void masksLocalPartsWhereverTheyStand() {
        assertThat(Redaction.addresses("550 <jane.doe+x@example.org>: refused"))
                .isEqualTo("550 <***@example.org>: refused");
        assertThat(Redaction.addresses("rfc822;jane@example.org")).isEqualTo("rfc822;***@example.org");
        assertThat(Redaction.addresses("a@example.org,b@example.net")).isEqualTo("***@example.org,***@example.net");
        assertThat(Redaction.addresses("\"jane doe\"@example.org")).isEqualTo("***@example.org");
        assertThat(Redaction.addresses("SRS0=HHH=TT=example.com=jane@example.org"))
                .isEqualTo("***@example.org");
        assertThat(Redaction.addresses("id=jane%40example.org;ip=192.0.2.1"))
                .contains("***%40example.org;ip=192.0.2.1");
        assertThat(Redaction.addresses("jörg@example.org")).isEqualTo("***@example.org");
    }

    @Test
    void masksDisplayNames() {
        assertThat(Redaction.addresses("From: Jane Doe <jane@example.org>")).isEqualTo("From: *** <***@example.org>");
        assertThat(Redaction.addresses("From: \"Doe, Jane\" <jane@example.org>"))
                .isEqualTo("From: *** <***@example.org>");
    }

    @Test
    void leavesRecordsAndProseAlone() {
        String record = "v=spf1 include:_spf.example.org ip4:192.0.2.0/24 exists:%{i}._spf.example.org -all";
        assertThat(Redaction.addresses(record)).isEqualTo(record);
        assertThat(Redaction.addresses("not sent to <jane@example.org>")).isEqualTo("not sent to <***@example.org>");
    }

    private static String masked(String paste, String shown) {
        return Redaction.of(Secrets.in(List.of(paste))).mask(shown);
    }

    @Test
    void aLocalPartIsMaskedWhereverItIsRepeated() {
        String paste = "From: Jane Doe <jane.doe@example.org>";
        assertThat(masked(paste, "r=jane.doe")).isEqualTo("r=***");
        assertThat(masked(paste, "user JANE.DOE, [Jane Doe], (doe jane)")).isEqualTo("user ***, [***], (*** ***)");
        assertThat(masked(paste, "jane.doe._spf.example.org")).isEqualTo("***._spf.example.org");
        assertThat(masked(paste, "doe.jane.rev.example.org")).isEqualTo("***.rev.example.org");
        assertThat(masked(paste, "doe.one.example.org")).isEqualTo("***.one.example.org");
        assertThat(masked(paste, "id=jane%2Edoe%40example.org"))
                .doesNotContain("jane")
                .doesNotContain("doe");
        assertThat(masked(paste, "jane\\.doe\\@example.org")).doesNotContain("jane");
        assertThat(masked(paste, "=?utf-8?q?Jane_Doe?=")).doesNotContain("Jane");
        assertThat(masked(paste, "janedoes and janet stay")).isEqualTo("janedoes and janet stay");
    }

    @Test
    void encodedAddressesAreReadBeforeTheyAreLookedFor() {
        assertThat(masked("x=jane.doe=40example.org", "jane.doe")).isEqualTo("***");
        assertThat(masked("rfc822;jane.doe+40example.org", "jane.doe")).isEqualTo("***");
        assertThat(masked("<SRS0=Ab=Xy=example.org=jane.doe@fwd.example>", "at jane.doe"))
                .isEqualTo("at ***");
        assertThat(masked("<bounces+jane.doe=example.org@list.example>", "at jane.doe"))
                .isEqualTo("at ***");
        assertThat(masked("From: =?utf-8?b?SmFuZSBEb2U=?= <x@example.org>", "Jane Doe"))
                .isEqualTo("***");
        assertThat(masked("{\"name\": \"Jane Doe\", \"email\": \"x@example.org\"}", "Jane Doe"))
                .isEqualTo("***");
    }

    @Test
    void domainsRolesAndOurOwnWordsStay() {
        String paste =
                "From: Example Support <example@example.org>, bounce@example.org, 550@example.org, mail@example.org";
        String says = "550 The bounce says example.org refused mail from mail.example.org";
        assertThat(masked(paste, says)).isEqualTo(says);
    }

    @Property(tries = 300, seed = "7208")
    void neverThrows(@ForAll String text) {
        assertThat(Redaction.addresses(text)).isNotNull();
    }

    @Property(tries = 300, seed = "7208")
    void noLocalPartSurvives(@ForAll String before, @ForAll String after) {
        assertThat(Redaction.addresses(before + " canary-7f3a@example.org " + after))
                .doesNotContain("canary-7f3a");
    }
}
