package org.whybounce.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.whybounce.dmarc.DmarcResult.Outcome;
import org.whybounce.dmarc.DmarcResult.Source;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;

/// RFC 9989, rule by rule; the section stands above each test.
class DmarcRulesTest {
    private static final Authenticated NOTHING = Authenticated.spf(DomainName.of("other.example"), false);

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

    private static List<String> walked(String zone, String from) {
        List<String> asked = new ArrayList<>();
        Resolver resolver = zone(zone);
        new DmarcEvaluator(question -> {
                    asked.add(question.name().toString());
                    return resolver.ask(question);
                })
                .walk(name(from));
        return asked;
    }

    private static String organisation(String zone, String from) {
        return new DmarcEvaluator(zone(zone)).walk(name(from)).organisation().toString();
    }

    private static Authenticated spf(String domain) {
        return Authenticated.spf(name(domain), true);
    }

    private static Authenticated dkim(String domain) {
        return Authenticated.dkim(name(domain), true);
    }

    // Section 4.10, the walk.

    @Test
    void theWalkOfTheStandardsOwnExample() {
        assertThat(walked("", "a.b.c.d.e.f.g.h.i.j.mail.example.com"))
                .containsExactly(
                        "_dmarc.a.b.c.d.e.f.g.h.i.j.mail.example.com",
                        "_dmarc.g.h.i.j.mail.example.com",
                        "_dmarc.h.i.j.mail.example.com",
                        "_dmarc.i.j.mail.example.com",
                        "_dmarc.j.mail.example.com",
                        "_dmarc.mail.example.com",
                        "_dmarc.example.com",
                        "_dmarc.com");
    }

    @Test
    void eightLabelsAreAskedOneByOneAndNineAreNot() {
        assertThat(walked("", "a.b.c.d.e.f.example.com")).hasSize(8);
        assertThat(walked("", "a.b.c.d.e.f.g.example.com"))
                .hasSize(8)
                .startsWith("_dmarc.a.b.c.d.e.f.g.example.com", "_dmarc.c.d.e.f.g.example.com");
        assertThat(walked("", "com")).containsExactly("_dmarc.com");
        assertThat(walked("", "example.com")).containsExactly("_dmarc.example.com", "_dmarc.com");
    }

    @Test
    void theWalkStopsAtPsdAndAtNothingElse() {
        String rest = "_dmarc.example.com. TXT \"v=DMARC1; p=none\"\n";
        assertThat(walked(rest + "_dmarc.mail.example.com. TXT \"v=DMARC1; p=none; psd=n\"", "a.mail.example.com"))
                .hasSize(2);
        assertThat(walked(rest + "_dmarc.mail.example.com. TXT \"v=DMARC1; p=none; psd=y\"", "a.mail.example.com"))
                .hasSize(2);
        assertThat(walked(rest + "_dmarc.mail.example.com. TXT \"v=DMARC1; p=none; psd=u\"", "a.mail.example.com"))
                .hasSize(4);
        assertThat(walked(rest + "_dmarc.a.mail.example.com. TXT \"v=DMARC1; p=none; psd=n\"", "a.mail.example.com"))
                .hasSize(1);
    }

    @Test
    void severalRecordsAtOneNameAreAllDiscarded() {
        String two = "_dmarc.mail.example.com. TXT \"v=DMARC1; p=reject; psd=n\"\n"
                + "_dmarc.mail.example.com. TXT \"v=DMARC1; p=reject; psd=n\"\n"
                + "_dmarc.example.com. TXT \"v=DMARC1; p=quarantine\"\n"
                + "_dmarc.example.com. TXT \"v=spf1 -all\"\n"
                + "mail.example.com. A 192.0.2.1";
        DmarcResult result = evaluate(two, "mail.example.com", NOTHING);
        assertThat(result.source()).isEqualTo(Source.ORGANISATION);
        assertThat(result.applies()).contains(DmarcPolicy.QUARANTINE);
        assertThat(result.walk().visits().getFirst().found()).isEqualTo(2);
    }

    // Section 4.10.2, the organisational domain: the three examples of the standard, then the rest.

    @Test
    void organisationIsTheHighestDomainWithARecord() {
        String zone = "_dmarc.mail.example.com. TXT \"v=DMARC1; p=none\"\n_dmarc.example.com. TXT \"v=DMARC1; p=none\"";
        assertThat(organisation(zone, "a.mail.example.com")).isEqualTo("example.com");
        assertThat(organisation(
                        "_dmarc.mail.example.com. TXT \"v=DMARC1; p=none; psd=n\"\n" + zone.split("\n")[1],
                        "a.mail.example.com"))
                .isEqualTo("mail.example.com");
        assertThat(organisation("_dmarc.com. TXT \"v=DMARC1; p=none; psd=y\"", "a.mail.example.com"))
                .isEqualTo("example.com");
        assertThat(organisation("", "a.mail.example.com")).isEqualTo("a.mail.example.com");
        assertThat(organisation("_dmarc.com. TXT \"v=DMARC1; p=none\"", "a.mail.example.com"))
                .isEqualTo("com");
        assertThat(organisation("_dmarc.a.mail.example.com. TXT \"v=DMARC1; p=none; psd=y\"", "a.mail.example.com"))
                .isEqualTo("a.mail.example.com");
    }

    @Test
    void psdYesInsideALongNameNamesTheDomainBelow() {
        assertThat(organisation(
                        "_dmarc.example.com. TXT \"v=DMARC1; p=none; psd=y\"", "a.b.c.d.e.f.g.h.i.mail.example.com"))
                .isEqualTo("mail.example.com");
    }

    // Section 4.10.1, which record and which tag.

    @Test
    void theAuthorDomainComesBeforeTheOrganisationAndThatBeforeThePublicSuffix() {
        String psd = "_dmarc.com. TXT \"v=DMARC1; p=reject; psd=y\"\n";
        String organisation = "_dmarc.example.com. TXT \"v=DMARC1; p=quarantine\"\n";
        String author = "_dmarc.mail.example.com. TXT \"v=DMARC1; p=none\"\n";
        String there = "mail.example.com. A 192.0.2.1\n";
        assertThat(evaluate(psd + organisation + author + there, "mail.example.com")
                        .source())
                .isEqualTo(Source.FROM_DOMAIN);
        assertThat(evaluate(psd + organisation + there, "mail.example.com").source())
                .isEqualTo(Source.ORGANISATION);
        assertThat(evaluate(psd + there, "mail.example.com").source()).isEqualTo(Source.PUBLIC_SUFFIX);
        assertThat(evaluate(there, "mail.example.com").source()).isEqualTo(Source.NOBODY);
        assertThat(evaluate(there, "mail.example.com").outcome()).isEqualTo(Outcome.NONE);
    }

    @Test
    void recordsBetweenAuthorDomainAndOrganisationAreNotUsed() {
        DmarcResult result = evaluate(
                "_dmarc.b.example.com. TXT \"v=DMARC1; p=reject\"\n"
                        + "_dmarc.example.com. TXT \"v=DMARC1; p=none\"\na.b.example.com. A 192.0.2.1",
                "a.b.example.com",
                NOTHING);
        assertThat(result.record().map(DmarcRecord::at)).contains(name("example.com"));
        assertThat(result.applies()).contains(DmarcPolicy.NONE);
    }

    @Test
    void spAndNpOfTheAuthorDomainItselfDoNotMatter() {
        assertThat(evaluate("_dmarc.example.com. TXT \"v=DMARC1; p=none; sp=reject; np=reject\"", "example.com")
                        .applies())
                .contains(DmarcPolicy.NONE);
    }

    @Test
    void onlyNxdomainMakesADomainNonexistent() {
        String zone = "_dmarc.example.com. TXT \"v=DMARC1; p=none; np=reject\"\n"
                + "empty.example.com. TXT \"only text\"\nx.above.example.com. A 192.0.2.1\n";
        assertThat(evaluate(zone, "ghost.example.com").tag()).isEqualTo("np");
        assertThat(evaluate(zone, "empty.example.com").tag()).isEqualTo("p");
        assertThat(evaluate(zone, "above.example.com").tag()).isEqualTo("p");
    }

    @Test
    void invalidTagsMakeTheWholeRecordNoneOrVoid() {
        String reports = "; rua=mailto:a@example.com";
        for (String broken : List.of("p=rejct", "sp=reject", "p=reject; sp=rejct", "p=reject; np=maybe", "p=")) {
            DmarcResult withReports =
                    evaluate("_dmarc.example.com. TXT \"v=DMARC1; " + broken + reports + "\"", "example.com", NOTHING);
            assertThat(withReports.requested()).as(broken).contains(DmarcPolicy.NONE);
            assertThat(withReports.outcome()).as(broken).isEqualTo(Outcome.FAIL);
            assertThat(evaluate("_dmarc.example.com. TXT \"v=DMARC1; " + broken + "\"", "example.com", NOTHING)
                            .outcome())
                    .as(broken)
                    .isEqualTo(Outcome.NONE);
        }
        assertThat(evaluate("_dmarc.example.com. TXT \"v=DMARC1; p=rejct; rua=http://example.com\"", "example.com")
                        .outcome())
                .isEqualTo(Outcome.NONE);
    }

    // Section 4.7 and 4.8, the record.

    @Test
    void otherMistakesFallBackToDefaults() {
        DmarcRecord record = DmarcParser.parse(
                        name("example.com"),
                        "v=DMARC1;p=REJECT;adkim=strict;aspf=S;psd=maybe;t=yes;x=1;=;junk;pct=0;rf=afrf;ri=1;")
                .orElseThrow();
        assertThat(record.p()).contains(DmarcPolicy.REJECT);
        assertThat(record.strictDkim()).isFalse();
        assertThat(record.strictSpf()).isTrue();
        assertThat(record.psd()).isEqualTo(DmarcRecord.Psd.UNDECIDED);
        assertThat(record.testing()).isFalse();
        assertThat(record.forDomain().policy()).contains(DmarcPolicy.REJECT);
        assertThat(String.join("\n", record.remarks())).contains("pct=", "rf=", "ri=", "adkim=", "psd=", "t=");
    }

    @Test
    void versionMustBeFirstAndExact() {
        for (String bad : List.of("p=reject; v=DMARC1", "v=DMARC2; p=reject", "v=dmarc1; p=reject", "DMARC1", "v=")) {
            assertThat(evaluate("_dmarc.example.com. TXT \"" + bad + "\"", "example.com")
                            .outcome())
                    .as(bad)
                    .isEqualTo(Outcome.NONE);
        }
    }

    @Test
    void testingLowersSpAndNpToo() {
        String zone = "_dmarc.example.com. TXT \"v=DMARC1; p=none; sp=quarantine; np=reject; t=y\"\n"
                + "www.example.com. A 192.0.2.1";
        assertThat(evaluate(zone, "www.example.com").applies()).contains(DmarcPolicy.NONE);
        assertThat(evaluate(zone, "ghost.example.com").applies()).contains(DmarcPolicy.QUARANTINE);
        assertThat(evaluate(zone, "ghost.example.com").requested()).contains(DmarcPolicy.REJECT);
    }

    // Section 4.4, alignment.

    @Test
    void relaxedIsOneOrganisationWhateverLiesAbove() {
        String zone = "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"";
        assertThat(evaluate(zone, "mail.example.com", spf("example.com")).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(evaluate(zone, "example.com", dkim("a.b.example.com")).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(evaluate(zone, "example.com", spf("other.example.net"), dkim("example.com"))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(evaluate(zone, "example.com", spf("example.com.evil.example"), dkim("notexample.com"))
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(evaluate(zone, "example.com").says()).isEqualTo("nothing was authenticated");
    }

    @Test
    void psdNoCutsSubdomainsOff() {
        String zone = "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"\n"
                + "_dmarc.unit.example.com. TXT \"v=DMARC1; p=reject; psd=n\"";
        assertThat(evaluate(zone, "unit.example.com", dkim("example.com")).outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(evaluate(zone, "example.com", dkim("unit.example.com")).outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(evaluate(zone, "x.unit.example.com", dkim("unit.example.com"))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void neighboursBelowAPublicSuffixDoNotAlign() {
        String zone = "_dmarc.gov.example. TXT \"v=DMARC1; p=reject; psd=y\"\n"
                + "_dmarc.a.gov.example. TXT \"v=DMARC1; p=reject\"";
        assertThat(evaluate(zone, "a.gov.example", dkim("b.gov.example")).outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(evaluate(zone, "a.gov.example", dkim("gov.example")).outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(evaluate(zone, "a.gov.example", dkim("x.a.gov.example")).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void eachMethodHasItsOwnMode() {
        String zone = "_dmarc.example.com. TXT \"v=DMARC1; p=reject; adkim=s\"";
        assertThat(evaluate(zone, "example.com", spf("a.example.com")).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(evaluate(zone, "example.com", dkim("a.example.com")).outcome())
                .isEqualTo(Outcome.FAIL);
    }

    // Section 4.10.1, DNS errors: no verdict is guessed.

    @Test
    void silenceThatMightHideAlignmentIsNoFailure() {
        String own = "_dmarc.mail.example.com. TXT \"v=DMARC1; p=reject\"\n";
        assertThat(evaluate(own + ";@ servfail _dmarc.example.com TXT", "mail.example.com", dkim("example.com"))
                        .outcome())
                .isEqualTo(Outcome.TEMPERROR);
        assertThat(evaluate(own + ";@ servfail _dmarc.example.com TXT", "mail.example.com", dkim("mail.example.com"))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(evaluate(own + ";@ timeout _dmarc.example.com TXT", "mail.example.com")
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(evaluate(";@ timeout _dmarc.example.com TXT", "mail.example.com")
                        .outcome())
                .isEqualTo(Outcome.TEMPERROR);
    }

    // RFC 7489 beside it, for receivers that still follow it.

    @Test
    void suffixListReadingIsToldWhereItDiffers() {
        DmarcResult between = evaluate("_dmarc.example.co.uk. TXT \"v=DMARC1; p=reject\"", "mail.example.co.uk");
        assertThat(between.bySuffixList().organisation()).hasToString("example.co.uk");
        assertThat(between.bySuffixList().differs()).isEmpty();
        DmarcResult none = evaluate("mail.example.com. A 192.0.2.1", "mail.example.com", dkim("example.com"));
        assertThat(none.bySuffixList().organisation()).hasToString("example.com");
        assertThat(none.bySuffixList().differs()).isPresent();
        DmarcResult top =
                evaluate("_dmarc.com. TXT \"v=DMARC1; p=reject; psd=y\"\nexample.com. A 192.0.2.1", "example.com");
        assertThat(top.applies()).contains(DmarcPolicy.REJECT);
        assertThat(top.bySuffixList().outcome()).isEqualTo(Outcome.NONE);
    }

    // RFC 9990, section 4: where reports go.

    @Test
    void strangersMustSayThatTheyTakeReports() {
        String zone = "_dmarc.example.com. TXT \"v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@mail.example.com,"
                + "mailto:c@good.example,mailto:d@bad.example,mailto:e@silent.example; ruf=mailto:f@good.example\"\n"
                + "example.com._report._dmarc.good.example. TXT \"v=DMARC1;\"\n"
                + "example.com._report._dmarc.bad.example. TXT \"yes please\"\n"
                + ";@ timeout example.com._report._dmarc.silent.example TXT";
        DmarcEvaluator evaluator = new DmarcEvaluator(zone(zone));
        DmarcRecord record = evaluator
                .walk(name("example.com"))
                .recordAt(name("example.com"))
                .orElseThrow();
        assertThat(evaluator.destinations(record))
                .extracting(each -> each.permission().getClass().getSimpleName())
                .containsExactly("Own", "Own", "Given", "Missing", "NoAnswer", "Given");
        assertThat(evaluator.destinations(record).get(3).says())
                .contains("not sent", "example.com._report._dmarc.bad.example");
    }

    @Test
    void wildcardPermissionCounts() {
        DmarcEvaluator evaluator = new DmarcEvaluator(zone("*._report._dmarc.vendor.example. TXT \"v=DMARC1\""));
        DmarcRecord record = DmarcParser.parse(name("example.com"), "v=DMARC1; rua=mailto:x@vendor.example")
                .orElseThrow();
        assertThat(evaluator.destinations(record).getFirst().permission())
                .isInstanceOf(ReportDestination.Permission.Given.class);
    }

    @Property(tries = 300, seed = "9989")
    void noWalkIsLongerThanEightAndEndsAboveTheStart(
            @ForAll @Size(min = 1, max = 40) List<@AlphaChars @StringLength(min = 1, max = 3) String> labels,
            @ForAll @IntRange(min = 0, max = 40) int at,
            @ForAll @IntRange(min = 0, max = 3) int psd) {
        DomainName start = name(String.join(".", labels));
        List<String> rest = labels.subList(Math.min(at, labels.size() - 1), labels.size());
        String tag = List.of("", "; psd=y", "; psd=n", "; psd=u").get(psd);
        ZoneFile zone = zone("_dmarc." + String.join(".", rest) + ". TXT \"v=DMARC1; p=none" + tag + "\"");
        TreeWalk walk = new DmarcEvaluator(zone).walk(start);
        assertThat(walk.visits()).hasSizeBetween(1, TreeWalk.MOST_QUERIES);
        assertThat(walk.visits().getFirst().domain()).isEqualTo(start);
        assertThat(start.isAtOrBelow(walk.organisation())).isTrue();
        assertThat(walk.organisation().isRoot()).isFalse();
    }

    @Property(tries = 1000, seed = "9990")
    void recordsOfAnyTextAreReadOrRefused(@ForAll @StringLength(max = 300) String text, @ForAll boolean version) {
        DomainName at = name("example.com");
        Optional<DmarcRecord> record = DmarcParser.parse(at, version ? "v=DMARC1; " + text : text);
        record.ifPresent(read -> {
            assertThat(read.forDomain().tag()).isEqualTo("p");
            read.forSubdomain(true);
            read.forSubdomain(false);
        });
    }
}
