package org.whybounce.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whybounce.dkim.DkimNotice.Kind;
import org.whybounce.dkim.DkimOutcome.Defect;
import org.whybounce.dkim.DkimOutcome.Failure;
import org.whybounce.dkim.DkimOutcome.Unjudged;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.message.RawMessage;

class DkimVerifierTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final String PLAIN = """
        From: Ann <ann@example.org>
        To: bob@example.net
        Subject:  Lunch  on
         Friday
        Date: Mon, 1 Jun 2026 00:00:00 +0000

        Shall we?

        Ann
        """.replace("\n", "\r\n");
    private static final List<String> NAMES = List.of("From", "To", "Subject", "Date");

    private static DkimResult verify(String message, Resolver resolver) {
        List<DkimResult> results = new DkimVerifier(resolver).verify(raw(message), NOW);
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    private static RawMessage raw(String message) {
        return RawMessage.read(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static DkimOutcome outcome(String message, Resolver resolver) {
        return verify(message, resolver).outcome();
    }

    private static String signed(String form) {
        return Signer.RSA.sign(PLAIN, form, NAMES, "");
    }

    private static ZoneFile keys() {
        return Signer.zone(Signer.RSA.record());
    }

    private static DkimOutcome error(Defect defect) {
        return new DkimOutcome.PermError(defect);
    }

    @Test
    void everyCanonicalizationHolds() {
        for (String form :
                List.of("simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed", "simple", "relaxed")) {
            assertThat(outcome(signed(form), keys())).as(form).isEqualTo(new DkimOutcome.Pass());
            String ed = Signer.ED25519.sign(PLAIN, form, NAMES, "");
            assertThat(outcome(ed, Signer.zone(Signer.ED25519.record())))
                    .as(form)
                    .isEqualTo(new DkimOutcome.Pass());
        }
    }

    @Test
    void lineEndsOfAFileDoNotMatter() {
        for (String form : List.of("simple/simple", "relaxed/relaxed")) {
            assertThat(outcome(signed(form).replace("\r\n", "\n"), keys())).isEqualTo(new DkimOutcome.Pass());
            assertThat(outcome(signed(form).replace("\r\n", "\r"), keys())).isEqualTo(new DkimOutcome.Pass());
        }
    }

    @Test
    void relaxedForgivesWhiteSpaceAndSimpleDoesNot() {
        for (String form : List.of("relaxed/relaxed", "simple/simple")) {
            boolean forgives = form.startsWith("relaxed");
            String more = signed(form).replace("Shall we?", "Shall \t we? ").replace("To: bob", "TO:bob");
            assertThat(outcome(more, keys()).passed()).as(form).isEqualTo(forgives);
            assertThat(outcome(signed(form).replace("on\r\n Friday", "on Friday"), keys())
                            .passed())
                    .isEqualTo(forgives);
        }
    }

    @Test
    void emptyLinesAtTheEndAreForgivenByBoth() {
        for (String form : List.of("relaxed/relaxed", "simple/simple")) {
            assertThat(outcome(signed(form) + "\r\n\r\n", keys())).isEqualTo(new DkimOutcome.Pass());
            String cut = signed(form);
            assertThat(outcome(cut.substring(0, cut.length() - 2), keys())).isEqualTo(new DkimOutcome.Pass());
        }
    }

    @Test
    void bodyAndHeadersAreToldApart() {
        DkimResult body = verify(signed("relaxed/relaxed").replace("Shall", "Should"), keys());
        assertThat(body.outcome())
                .isInstanceOfSatisfying(
                        DkimOutcome.Fail.class,
                        fail -> assertThat(fail.why())
                                .isInstanceOfSatisfying(
                                        Failure.BodyAltered.class,
                                        altered -> assertThat(altered.headersHold())
                                                .isTrue()));
        DkimResult headers = verify(signed("relaxed/relaxed").replace("Lunch", "Dinner"), keys());
        assertThat(headers.outcome()).isEqualTo(new DkimOutcome.Fail(new Failure.HeadersAltered()));
        assertThat(headers.parts()).contains(new Parts(false, Parts.BodyPart.HOLDS));
    }

    @Test
    void withoutABodyTheHeadersCanStillBeChecked() {
        String message = signed("relaxed/relaxed");
        String head = message.substring(0, message.indexOf("\r\n\r\n") + 2);
        assertThat(outcome(head, keys())).isEqualTo(new DkimOutcome.Neutral(new Unjudged.NoBody(true)));
        assertThat(outcome(head.replace("Lunch", "Tea"), keys()))
                .isEqualTo(new DkimOutcome.Neutral(new Unjudged.NoBody(false)));
        String empty = Signer.RSA.sign("From: a@example.org\r\n\r\n", "relaxed/relaxed", List.of("From"), "");
        assertThat(outcome(empty, keys())).isEqualTo(new DkimOutcome.Pass());
    }

    @Test
    void fieldsOfOneNameAreTakenFromTheBottom() {
        String twice = "Received: two\r\nReceived: one\r\n" + PLAIN;
        String message = Signer.RSA.sign(twice, "relaxed/relaxed", List.of("From", "Received"), "");
        assertThat(outcome(message.replace("Received: two\r\n", "Received: three\r\nReceived: 2\r\n"), keys()))
                .isEqualTo(new DkimOutcome.Pass());
        assertThat(outcome(message.replace("Received: one\r\n", ""), keys()))
                .isEqualTo(new DkimOutcome.Fail(new Failure.HeadersAltered()));
    }

    @Test
    void oversignedFieldCannotBeAdded() {
        String over = Signer.RSA.sign(PLAIN, "relaxed/relaxed", List.of("From", "From", "Subject", "Reply-To"), "");
        assertThat(outcome(over, keys())).isEqualTo(new DkimOutcome.Pass());
        assertThat(outcome(over.replace("From: Ann", "From: Eve <eve@example.com>\r\nFrom: Ann"), keys())
                        .passed())
                .isFalse();
        assertThat(outcome(over.replace("From: Ann", "Reply-To: eve@example.com\r\nFrom: Ann"), keys())
                        .passed())
                .isFalse();
        DkimResult added = verify(
                signed("relaxed/relaxed").replace("From: Ann", "From: Eve <eve@example.com>\r\nFrom: Ann"), keys());
        assertThat(added.passed()).isTrue();
        assertThat(added.notices()).extracting(DkimNotice::kind).contains(Kind.UNSIGNED_COPY);
    }

    @Test
    void lengthLeavesTheRestOpen() {
        String message = Signer.RSA.sign(PLAIN, "relaxed/relaxed", NAMES, "; l=9");
        DkimResult result = verify(message + "More.\r\n", keys());
        assertThat(result.passed()).isTrue();
        assertThat(result.notices()).extracting(DkimNotice::kind).contains(Kind.BODY_LENGTH);
        String shortened =
                Signer.RSA.sign(PLAIN, "relaxed/relaxed", NAMES, "; l=14").replace("we?", "w");
        assertThat(outcome(shortened.replace("\r\nAnn\r\n", ""), keys()))
                .isEqualTo(new DkimOutcome.Fail(new Failure.BodyTooShort(14, 9)));
    }

    @Test
    void timesCount() {
        long now = NOW.getEpochSecond();
        String expired = Signer.RSA.sign(PLAIN, "relaxed/relaxed", NAMES, "; t=" + (now - 100) + "; x=" + (now - 1));
        assertThat(outcome(expired, keys()))
                .isEqualTo(new DkimOutcome.Fail(new Failure.Expired(NOW.minusSeconds(1), true)));
        String valid = Signer.RSA.sign(PLAIN, "relaxed/relaxed", NAMES, "; t=" + (now - 100) + "; x=" + (now + 1));
        assertThat(outcome(valid, keys())).isEqualTo(new DkimOutcome.Pass());
        String ahead = Signer.RSA.sign(PLAIN, "relaxed/relaxed", NAMES, "; t=" + (now + 100_000));
        assertThat(verify(ahead, keys()).notices()).extracting(DkimNotice::kind).contains(Kind.FUTURE);
        String backwards = Signer.RSA.sign(PLAIN, "relaxed/relaxed", NAMES, "; t=" + now + "; x=" + now);
        assertThat(outcome(backwards, keys())).isInstanceOf(DkimOutcome.PermError.class);
    }

    @Test
    void agentLiesInTheDomain() {
        for (String good : List.of("ann@example.org", "@mail.example.org", "\"a@b\"@example.org")) {
            assertThat(outcome(Signer.RSA.sign(PLAIN, "relaxed/relaxed", NAMES, "; i=" + good), keys()))
                    .as(good)
                    .isEqualTo(new DkimOutcome.Pass());
        }
        for (String bad : List.of("ann@example.com", "ann@badexample.org", "example.org", "@org")) {
            assertThat(outcome(Signer.RSA.sign(PLAIN, "relaxed/relaxed", NAMES, "; i=" + bad), keys()))
                    .as(bad)
                    .isInstanceOfSatisfying(
                            DkimOutcome.PermError.class,
                            error -> assertThat(error.why()).isInstanceOf(Defect.Malformed.class));
        }
        String below = Signer.RSA.sign(PLAIN, "relaxed/relaxed", NAMES, "; i=@mail.example.org");
        assertThat(outcome(below, Signer.zone(Signer.RSA.record() + "; t=s")))
                .isInstanceOfSatisfying(
                        DkimOutcome.PermError.class,
                        error -> assertThat(error.why()).isInstanceOf(Defect.KeyUnfit.class));
    }

    @Test
    void keyRecordIsObeyed() {
        String message = signed("relaxed/relaxed");
        String key = Signer.RSA.key();
        for (String good : List.of(
                "p=" + key,
                "v=DKIM1;p=" + key + ";",
                "v=DKIM1; k=rsa; h=sha1:sha256; s=email; t=y; g=nobody; n=hello; zz=1; p=" + key,
                "v=DKIM1; s=foo:*; p=" + key.substring(0, 20) + " " + key.substring(20))) {
            assertThat(outcome(message, Signer.zone(good))).as(good).isEqualTo(new DkimOutcome.Pass());
        }
        for (String bad : List.of(
                "v=DKIM1; h=sha1; p=" + key,
                "v=DKIM1; s=tlsrpt; p=" + key,
                "v=DKIM1; k=ed25519; p=" + key,
                "v=DKIM1; p=",
                "v=DKIM2; p=" + key,
                "p=" + key + "; v=DKIM1",
                "v=DKIM1; p=" + key.substring(0, 100),
                "v=DKIM1; p=%%%",
                "v=DKIM1; k=rsa",
                "v=DKIM1; p=" + key + "; p=" + key,
                "v=DKIM1 p=" + key,
                Signer.tinyRsaRecord(),
                Signer.ED25519.record(),
                "hello")) {
            assertThat(outcome(message, Signer.zone(bad))).as(bad).isInstanceOf(DkimOutcome.PermError.class);
        }
        assertThat(outcome(message, Signer.zone(Signer.tinyRsaRecord())))
                .isInstanceOfSatisfying(
                        DkimOutcome.PermError.class,
                        error -> assertThat(error.why()).isInstanceOf(Defect.KeyTooShort.class));
        assertThat(verify(message, Signer.zone("p=" + key + "; t=y")).notices())
                .extracting(DkimNotice::kind)
                .contains(Kind.TESTING, Kind.KEY_REMARK);
    }

    @Test
    void severalRecordsAtOneSelectorAreTried() {
        String message = signed("relaxed/relaxed");
        DkimResult result = verify(
                message, Signer.zone("v=spf1 -all", Signer.RSA_1024.record(), Signer.RSA.record(), "v=DKIM1; p="));
        assertThat(result.passed()).isTrue();
        assertThat(result.notices()).extracting(DkimNotice::kind).contains(Kind.SEVERAL_KEYS, Kind.OTHER_RECORDS);
    }

    @Test
    void keyBehindAnAliasIsFound() throws ZoneFile.Unreadable {
        ZoneFile zone = ZoneFile.parse(
                "test",
                "s1._domainkey.example.org. CNAME k1.vendor.example.\n"
                        + "k1.vendor.example. TXT \"v=DKIM1; p=\" \""
                        + Signer.RSA_1024.key().substring(0, 100) + "\" \""
                        + Signer.RSA_1024.key().substring(100) + "\"\n");
        DkimResult result = verify(Signer.RSA_1024.sign(PLAIN, "relaxed/relaxed", NAMES, ""), zone);
        assertThat(result.passed()).isTrue();
        assertThat(result.notices()).extracting(DkimNotice::kind).contains(Kind.ALIAS, Kind.WEAK_KEY);
    }

    @Test
    void whatTheDnsSaysOfAMissingKeyIsKept() throws ZoneFile.Unreadable {
        String message = signed("relaxed/relaxed");
        assertThat(outcome(message, ZoneFile.parse("test", "")))
                .isInstanceOfSatisfying(
                        DkimOutcome.PermError.class,
                        error -> assertThat(error.why())
                                .isInstanceOfSatisfying(
                                        Defect.KeyMissing.class,
                                        missing ->
                                                assertThat(missing.noSuchName()).isTrue()));
        assertThat(outcome(message, ZoneFile.parse("test", ";@ servfail s1._domainkey.example.org TXT")))
                .isInstanceOfSatisfying(
                        DkimOutcome.TempError.class,
                        error -> assertThat(error.answer().words()).isEqualTo(Answer.Failure.SERVFAIL.words()));
        assertThat(outcome(message, Signer.zone("v=DKIM1; p=")))
                .isInstanceOfSatisfying(
                        DkimOutcome.PermError.class,
                        error -> assertThat(error.why()).isInstanceOf(Defect.KeyRevoked.class));
    }

    @Test
    void historicAlgorithmIsNamed() {
        String message = signed("relaxed/relaxed").replace("rsa-sha256", "rsa-sha1");
        assertThat(outcome(message, keys())).isEqualTo(error(new Defect.HistoricAlgorithm(Algorithm.RSA_SHA1)));
    }

    @Test
    void unknownPiecesAreNeutral() {
        String message = signed("relaxed/relaxed");
        for (String[] change : new String[][] {
            {"a=rsa-sha256", "a=rsa-sha512"},
            {"v=1", "v=2"},
            {"c=relaxed/relaxed", "c=nowsp"},
            {"c=relaxed/relaxed", "c=relaxed/relaxed; q=http"}
        }) {
            assertThat(outcome(message.replace(change[0], change[1]), keys()))
                    .as(change[1])
                    .isInstanceOf(DkimOutcome.Neutral.class);
        }
    }

    @Test
    void brokenFieldsAreNamed() {
        String message = signed("relaxed/relaxed");
        for (String[] change : new String[][] {
            {"v=1; ", ""},
            {"d=example.org; ", ""},
            {"d=example.org", "d=exa mple.org"},
            {"d=example.org", "d=example..org"},
            {"s=s1", "s="},
            {"h=From:", "h="},
            {"bh=", "bh=*"},
            {"b=", "b=="},
            {"c=relaxed/relaxed;", "c=relaxed/relaxed; t=soon;"},
            {"c=relaxed/relaxed;", "c=relaxed/relaxed; l=-1;"},
            {"c=relaxed/relaxed;", "c=relaxed/relaxed; c=simple;"},
            {"c=relaxed/relaxed;", "c=relaxed/relaxed; nonsense;"},
        }) {
            assertThat(outcome(message.replaceFirst("\\Q" + change[0], change[1]), keys()))
                    .as(change[1])
                    .isInstanceOf(DkimOutcome.PermError.class);
        }
    }

    @Test
    void manySignaturesAreBounded() {
        String message = signed("relaxed/relaxed");
        String field = message.substring(0, message.indexOf("From: Ann"));
        List<DkimResult> results = new DkimVerifier(keys()).verify(raw(field.repeat(30) + message), NOW);
        assertThat(results).hasSize(31);
        assertThat(results.stream().filter(DkimResult::passed)).hasSize(DkimVerifier.MOST_SIGNATURES);
        assertThat(results.getLast().outcome())
                .isEqualTo(new DkimOutcome.Neutral(new Unjudged.TooMany(DkimVerifier.MOST_SIGNATURES)));
    }
}
