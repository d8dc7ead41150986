package org.whybounce.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.dmarc.DmarcResult.Outcome;
import org.whybounce.dmarc.DmarcResult.Source;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;

class DmarcEvaluatorTest {
    private static ZoneFile zone(String text) {
        try {
            return ZoneFile.parse("test", text);
        } catch (ZoneFile.Unreadable unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static DomainName name(String text) {
        return DomainName.of(text);
    }

    private static DmarcResult evaluate(String zone, String from, Authenticated... authenticated) {
        return new DmarcEvaluator(zone(zone)).evaluate(name(from), List.of(authenticated));
    }

    @Test
    void walkAsksEveryParentUpToTheTop() {
        List<String> asked = new ArrayList<>();
        Resolver zone = zone("_dmarc.example.com. TXT \"v=DMARC1; p=reject\"");
        TreeWalk walk = new DmarcEvaluator(question -> {
                    asked.add(question.name().toString());
                    return zone.ask(question);
                })
                .walk(name("a.mail.example.com"));
        assertThat(asked)
                .containsExactly(
                        "_dmarc.a.mail.example.com", "_dmarc.mail.example.com", "_dmarc.example.com", "_dmarc.com");
        assertThat(walk.organisation()).hasToString("example.com");
    }

    @Test
    void walkOfALongNameTakesEightQueries() {
        List<String> asked = new ArrayList<>();
        Resolver zone = zone("_dmarc.example.com. TXT \"v=DMARC1; p=reject\"");
        TreeWalk walk = new DmarcEvaluator(question -> {
                    asked.add(question.name().toString());
                    return zone.ask(question);
                })
                .walk(name("a.b.c.d.e.f.g.h.i.j.k.example.com"));
        assertThat(asked)
                .hasSize(8)
                .startsWith("_dmarc.a.b.c.d.e.f.g.h.i.j.k.example.com", "_dmarc.g.h.i.j.k.example.com")
                .endsWith("_dmarc.example.com", "_dmarc.com");
        assertThat(walk.organisation()).hasToString("example.com");
    }

    @Test
    void psdNoStopsTheWalk() {
        DmarcResult result = evaluate("""
                _dmarc.sub.example.com. TXT "v=DMARC1; p=none; psd=n"
                _dmarc.example.com. TXT "v=DMARC1; p=reject"
                """, "a.sub.example.com", Authenticated.dkim(name("example.com"), true));
        assertThat(result.walk().organisation()).hasToString("sub.example.com");
        assertThat(result.walk().visits()).hasSize(2);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.bySuffixList().outcome()).isEqualTo(Outcome.PASS);
        assertThat(result.bySuffixList().differs()).isPresent();
    }

    @Test
    void psdYesMakesTheDomainBelowTheOrganisation() {
        DmarcResult result = evaluate("""
                _dmarc.gov.example. TXT "v=DMARC1; p=reject; sp=quarantine; np=reject; psd=y"
                city.gov.example. A 192.0.2.1
                mail.city.gov.example. A 192.0.2.2
                """, "mail.city.gov.example");
        assertThat(result.walk().organisation()).hasToString("city.gov.example");
        assertThat(result.source()).isEqualTo(Source.PUBLIC_SUFFIX);
        assertThat(result.tag()).isEqualTo("sp");
        assertThat(result.requested()).contains(DmarcPolicy.QUARANTINE);
    }

    @Test
    void psdYesAtTheFromDomainItselfIsItsOwnOrganisation() {
        DmarcResult result = evaluate("_dmarc.gov.example. TXT \"v=DMARC1; p=reject; psd=y\"", "gov.example");
        assertThat(result.walk().organisation()).hasToString("gov.example");
        assertThat(result.source()).isEqualTo(Source.FROM_DOMAIN);
        assertThat(result.requested()).contains(DmarcPolicy.REJECT);
    }

    @Test
    void domainThatDoesNotExistGetsNp() {
        String zone = """
                _dmarc.example.com. TXT "v=DMARC1; p=none; sp=quarantine; np=reject"
                www.example.com. A 192.0.2.1
                """;
        assertThat(evaluate(zone, "ghost.example.com").tag()).isEqualTo("np");
        assertThat(evaluate(zone, "ghost.example.com").applies()).contains(DmarcPolicy.REJECT);
        assertThat(evaluate(zone, "ghost.example.com").bySuffixList().requested())
                .contains(DmarcPolicy.QUARANTINE);
        assertThat(evaluate(zone, "www.example.com").tag()).isEqualTo("sp");
        assertThat(evaluate(zone, "example.com").tag()).isEqualTo("p");
        String withoutNp = "_dmarc.example.com. TXT \"v=DMARC1; p=none; sp=quarantine\"";
        assertThat(evaluate(withoutNp, "ghost.example.com").requested()).contains(DmarcPolicy.QUARANTINE);
        String onlyP = "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"";
        assertThat(evaluate(onlyP, "ghost.example.com").requested()).contains(DmarcPolicy.REJECT);
    }

    @Test
    void testingTakesThePolicyOneStepDown() {
        assertThat(evaluate("_dmarc.example.com. TXT \"v=DMARC1; p=reject; t=y\"", "example.com")
                        .applies())
                .contains(DmarcPolicy.QUARANTINE);
        assertThat(evaluate("_dmarc.example.com. TXT \"v=DMARC1; p=quarantine; t=y\"", "example.com")
                        .applies())
                .contains(DmarcPolicy.NONE);
        assertThat(evaluate("_dmarc.example.com. TXT \"v=DMARC1; p=none; t=y\"", "example.com")
                        .applies())
                .contains(DmarcPolicy.NONE);
    }

    @Test
    void strictAlignmentAsksForTheVeryDomain() {
        String relaxed = "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"";
        String strict = "_dmarc.example.com. TXT \"v=DMARC1; p=reject; aspf=s; adkim=s\"";
        Authenticated spf = Authenticated.spf(name("bounce.example.com"), true);
        Authenticated dkim = Authenticated.dkim(name("mail.example.com"), true);
        assertThat(evaluate(relaxed, "example.com", spf).outcome()).isEqualTo(Outcome.PASS);
        assertThat(evaluate(relaxed, "example.com", dkim).outcome()).isEqualTo(Outcome.PASS);
        assertThat(evaluate(strict, "example.com", spf, dkim).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(evaluate(strict, "example.com", Authenticated.spf(name("example.com"), true))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(evaluate(relaxed, "example.com", Authenticated.spf(name("example.com"), false))
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(evaluate(relaxed, "example.com", Authenticated.spf(name("vendor.example"), true))
                        .alignments())
                .extracting(Alignment::says)
                .containsExactly("SPF passed for vendor.example, whose organisational domain is vendor.example and not "
                        + "example.com: not aligned");
    }

    @Test
    void severalRecordsCountAsNone() {
        String zone = """
                _dmarc.example.com. TXT "v=DMARC1; p=none"
                _dmarc.example.com. TXT "v=DMARC1; p=reject"
                _dmarc.example.com. TXT "v=spf1 -all"
                """;
        DmarcResult result = evaluate(zone, "example.com");
        assertThat(result.outcome()).isEqualTo(Outcome.NONE);
        assertThat(result.walk().visits().getFirst().found()).isEqualTo(2);
    }

    @Test
    void invalidPolicyIsNoneOnlyWithReports() {
        assertThat(evaluate("_dmarc.example.com. TXT \"v=DMARC1; p=rejct\"", "example.com")
                        .outcome())
                .isEqualTo(Outcome.NONE);
        DmarcResult reported =
                evaluate("_dmarc.example.com. TXT \"v=DMARC1; p=rejct; rua=mailto:a@example.com\"", "example.com");
        assertThat(reported.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(reported.requested()).contains(DmarcPolicy.NONE);
        assertThat(evaluate("_dmarc.example.com. TXT \"v=DMARC1; rua=mailto:a@example.com\"", "example.com")
                        .requested())
                .contains(DmarcPolicy.NONE);
    }

    @Test
    void silentDnsIsNoVerdict() {
        assertThat(evaluate(";@ timeout _dmarc.example.com TXT", "example.com").outcome())
                .isEqualTo(Outcome.TEMPERROR);
    }

    @Test
    void versionDecidesWhatIsARecord() {
        DomainName at = name("example.com");
        for (String good : List.of("v=DMARC1", "v=DMARC1;", "v = DMARC1 ; p = none", "v=DMARC1;p=none;;x")) {
            assertThat(DmarcParser.parse(at, good)).as(good).isPresent();
        }
        for (String bad :
                List.of("", "v=dmarc1; p=none", " v=DMARC1; p=none", "p=none; v=DMARC1", "v=DMARC10", "V=DMARC1")) {
            assertThat(DmarcParser.parse(at, bad)).as(bad).isEmpty();
        }
        DmarcRecord record = DmarcParser.parse(
                        at,
                        "v=DMARC1; p=Reject; rua=mailto:a@x.example!10m, mailto:b@y.example,http://z; pct=50; adkim=x")
                .orElseThrow();
        assertThat(record.p()).isEqualTo(Optional.of(DmarcPolicy.REJECT));
        assertThat(record.rua())
                .extracting(uri -> uri.destination().toString())
                .containsExactly("x.example", "y.example");
        assertThat(record.remarks()).hasSize(3);
    }
}
