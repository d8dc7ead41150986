package org.whybounce.dkim.autopsy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dkim.DkimVerifier;
import org.whybounce.dkim.Signer;
import org.whybounce.dkim.autopsy.Alteration.Kind;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.message.HeaderBlock.Damage;
import org.whybounce.message.RawMessage;

class DkimAutopsyTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final List<String> NAMES = List.of(
            "From",
            "To",
            "Cc",
            "Subject",
            "Date",
            "Message-ID",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Reply-To",
            "Sender");
    private static final String PLAIN = crlf("""
            From: Ann <ann@example.org>
            To: Team <team@lists.example.net>
            Subject: Lunch on Friday
            Date: Mon, 1 Jun 2026 00:00:00 +0000
            Message-ID: <1@example.org>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Shall we?
            .hidden
            From here it is not far.

            --\s
            Ann
            """);
    private static final String MULTI = crlf("""
            From: Ann <ann@example.org>
            To: Team <team@lists.example.net>
            Subject: Lunch on Friday
            Date: Mon, 1 Jun 2026 00:00:00 +0000
            Message-ID: <1@example.org>
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="b1"

            --b1
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Sch\u00c3\u00b6n, shall we?

            Ann
            --b1
            Content-Type: text/html; charset=utf-8

            <html><body>
            <p>Shall we?</p>
            <p>Ann</p>
            </body></html>
            --b1--
            """);

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    private static Autopsy autopsy(String message, Resolver resolver, Set<Damage> damage) {
        RawMessage raw = RawMessage.read(message.getBytes(StandardCharsets.ISO_8859_1));
        DkimResult result = new DkimVerifier(resolver).verify(raw, NOW).getFirst();
        assertThat(result.passed()).isFalse();
        Autopsy autopsy = DkimAutopsy.of(raw, result, damage).orElseThrow();
        assertThat(autopsy.says()).endsWith(".").doesNotContain("  ");
        return autopsy;
    }

    private static Autopsy after(String message, String form, UnaryOperator<String> change) {
        String signed = Signer.RSA.sign(message, form, NAMES, "");
        String changed = change.apply(signed);
        assertThat(changed).isNotEqualTo(signed);
        return autopsy(changed, Signer.zone(Signer.RSA.record()), EnumSet.noneOf(Damage.class));
    }

    private static void found(Autopsy autopsy, Kind... kinds) {
        assertThat(autopsy)
                .isInstanceOfSatisfying(
                        Autopsy.Found.class,
                        found -> assertThat(found.alterations())
                                .extracting(Alteration::kind)
                                .containsExactlyInAnyOrder(kinds));
    }

    @Test
    void footerOfAList() {
        String footer = crlf("_______________________________________________\nteam mailing list\n"
                + "https://lists.example.net/mailman/listinfo/team\n");
        Autopsy autopsy = after(PLAIN, "relaxed/simple", text -> text + footer);
        found(autopsy, Kind.FOOTER);
        assertThat(autopsy.says()).contains("last 3 lines").contains("team mailing list");
        found(
                after(PLAIN, "relaxed/relaxed", text -> text.replace("Subject: ", "Subject: [team] ") + footer),
                Kind.FOOTER,
                Kind.SUBJECT_TAGGED);
    }

    @Test
    void footerInsideBothTextsOfAMultipart() {
        UnaryOperator<String> plain =
                text -> text.replace("Ann\r\n--b1", "Ann\r\n\r\n-- \r\nYou received this.\r\n--b1");
        found(after(MULTI, "relaxed/relaxed", plain), Kind.FOOTER);
        found(
                after(
                        MULTI,
                        "relaxed/relaxed",
                        text -> plain.apply(text)
                                .replace("</body></html>", "-- <br />\r\nYou received this.<br>\r\n</body></html>")),
                Kind.FOOTER,
                Kind.FOOTER);
    }

    @Test
    void footerAsAPartOfItsOwn() {
        found(
                after(
                        MULTI,
                        "relaxed/simple",
                        text -> text.replace(
                                "--b1--", "--b1\r\nContent-Type: text/plain\r\n\r\n____\r\nthe list\r\n--b1--")),
                Kind.PART_ADDED);
    }

    @Test
    void linksThatAFilterRewrote() {
        String linked = PLAIN.replace("Shall we?", "See https://example.org/a?b=1&c=2 and write.");
        for (String rewritten : List.of(
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1%26c%3D2&data=05%7C01&reserved=0",
                "https://urldefense.com/v3/__https://example.org/a?b=1&c=2__;!!abc!def$",
                "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_a-3Fb-3D1-26c-3D2&d=DwMF&c=x&e=",
                "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fexample.org%2fa%3fb%3d1%26c%3d2&c=E,1,x&typo=1")) {
            found(
                    after(linked, "relaxed/relaxed", text -> text.replace("https://example.org/a?b=1&c=2", rewritten)),
                    Kind.LINKS);
        }
    }

    @Test
    void footerInOneLineOfHtml() {
        String html = MULTI.replace("<p>Ann</p>\r\n</body></html>", "<p>Ann</p></body></html>");
        assertThat(html).isNotEqualTo(MULTI);
        String alone = html.replace("multipart/alternative; boundary=\"b1\"", "text/html; charset=utf-8")
                .replaceAll("(?s)--b1\r\nContent-Type: text/plain.*?text/html; charset=utf-8\r\n\r\n", "")
                .replace("--b1--\r\n", "");
        found(
                after(
                        alone,
                        "relaxed/simple",
                        text -> text.replace("</body>", "<hr><p>Think before you <b>print</b>.</p></body>")),
                Kind.FOOTER);
    }

    @Test
    void attachmentsThatWereTakenOutAreNamed() {
        Autopsy autopsy = after(
                PLAIN,
                "relaxed/relaxed",
                text -> text.replace(
                        "Shall we?",
                        "Shal we?\r\n-------------- next part --------------\r\nA non-text attachment was scrubbed...\r\n"
                                + "Name: plan.pdf\r\nType: application/pdf"));
        assertThat(autopsy.says()).contains("plan.pdf");
    }

    @Test
    void messageWrappedByAList() {
        Autopsy autopsy = after(PLAIN, "relaxed/relaxed", text -> {
            int blank = text.indexOf("\r\n\r\n");
            return text.substring(0, blank)
                            .replace("text/plain; charset=utf-8", "multipart/mixed; boundary=\"===\"")
                            .replace("Content-Transfer-Encoding: 8bit", "Content-Transfer-Encoding: 7bit")
                    + "\r\n\r\n--===\r\nContent-Type: text/plain; charset=utf-8\r\n"
                    + "Content-Transfer-Encoding: 8bit\r\n\r\n" + text.substring(blank + 4)
                    + "\r\n--===\r\nContent-Type: text/plain\r\n\r\nfooter\r\n--===--\r\n";
        });
        found(autopsy, Kind.WRAPPED);
    }

    @Test
    void bannerOnTop() {
        found(
                after(
                        PLAIN,
                        "relaxed/relaxed",
                        text -> text.replace("Shall we?", "CAUTION: this came from outside.\r\n\r\nShall we?")
                                .replace("Subject: ", "Subject: [EXT] ")),
                Kind.BANNER,
                Kind.SUBJECT_TAGGED);
    }

    @Test
    void everyUsualTagOfASubject() {
        for (String tag : List.of("[EXT] ", "[team] [SPAM] ", "***SPAM*** ", "EXTERNAL: ", "(external) ", "{Spam?} ")) {
            found(
                    after(PLAIN, "relaxed/relaxed", text -> text.replace("Subject: ", "Subject: " + tag)),
                    Kind.SUBJECT_TAGGED);
            found(
                    after(PLAIN, "simple/simple", text -> text.replace("Subject: ", "Subject: " + tag)),
                    Kind.SUBJECT_TAGGED);
        }
        found(
                after(
                        PLAIN.replace("Lunch", "Re: Lunch"),
                        "relaxed/relaxed",
                        text -> text.replace("Re: ", "Re: [team] ")),
                Kind.SUBJECT_TAGGED);
    }

    @Test
    void fromRewrittenByAList() {
        found(
                after(
                        PLAIN,
                        "relaxed/relaxed",
                        text -> text.replace(
                                "From: Ann <ann@example.org>",
                                "From: Ann via Team <team@lists.example.net>\r\nX-Original-From: Ann <ann@example.org>")),
                Kind.FROM_REWRITTEN);
        found(
                after(
                        PLAIN,
                        "relaxed/relaxed",
                        text -> text.replace(
                                "From: Ann <ann@example.org>",
                                "From: Ann via Team <team@lists.example.net>\r\nReply-To: Ann <ann@example.org>")),
                Kind.FROM_REWRITTEN,
                Kind.FIELD_ADDED);
    }

    @Test
    void fieldsAddedAndLost() {
        found(
                after(
                        PLAIN,
                        "relaxed/relaxed",
                        text -> text.replace("From: Ann", "Sender: list@example.net\r\nFrom: Ann")),
                Kind.FIELD_ADDED);
        found(after(PLAIN, "relaxed/relaxed", text -> text.replace("MIME-Version: 1.0\r\n", "")), Kind.FIELD_LOST);
    }

    @Test
    void textEncodedAnew() {
        String umlaut = PLAIN.replace("Shall we?", "Sch\u00c3\u00b6n, shall we = go?");
        found(
                after(
                        umlaut,
                        "relaxed/relaxed",
                        text -> text.replace(": 8bit", ": quoted-printable")
                                .replace("Sch\u00c3\u00b6n, shall we = go?", "Sch=C3=B6n, shall we =3D=\r\n go?")
                                .replace("-- \r\n", "--=20\r\n")),
                Kind.REENCODED);
        found(
                after(umlaut, "relaxed/simple", text -> {
                    int blank = text.indexOf("\r\n\r\n") + 4;
                    byte[] body = text.substring(blank).getBytes(StandardCharsets.ISO_8859_1);
                    return text.substring(0, blank).replace(": 8bit", ": base64")
                            + Base64.getMimeEncoder().encodeToString(body) + "\r\n";
                }),
                Kind.REENCODED);
        found(
                after(
                        MULTI,
                        "relaxed/relaxed",
                        text -> text.replace(": 8bit", ": quoted-printable").replace("Sch\u00c3\u00b6n", "Sch=C3=B6n")),
                Kind.REENCODED);
    }

    @Test
    void footerInsideAnEncodedText() {
        String plain = "Sch\u00c3\u00b6n, shall we?\r\n\r\nAnn\r\n".repeat(5);
        String head = PLAIN.substring(0, PLAIN.indexOf("\r\n\r\n") + 4).replace(": 8bit", ": base64");
        UnaryOperator<String> encode = text -> Base64.getMimeEncoder(76, new byte[] {13, 10})
                        .encodeToString(text.getBytes(StandardCharsets.ISO_8859_1))
                + "\r\n";
        found(
                after(
                        head + encode.apply(plain),
                        "relaxed/relaxed",
                        text -> text.substring(0, text.indexOf("\r\n\r\n") + 4)
                                + encode.apply(plain + "--\r\nthe list\r\n")),
                Kind.FOOTER);
    }

    @Test
    void linesChangedOnTheWay() {
        found(after(PLAIN, "relaxed/relaxed", text -> text.replace("\r\n.hidden", "\r\n..hidden")), Kind.DOTS);
        found(
                after(PLAIN, "relaxed/relaxed", text -> text.replace("\r\nFrom here", "\r\n>From here")),
                Kind.FROM_QUOTED);
        found(after(PLAIN, "simple/simple", text -> text.replace("-- \r\n", "--\r\n")), Kind.TRAILING_SPACE);
        found(after(PLAIN, "simple/simple", text -> text.replace("Shall we?", "Shall we? ")), Kind.TRAILING_SPACE);
    }

    @Test
    void pasteIsNamed() {
        UnaryOperator<String> latin = text -> text.replace("\u00c3\u00b6", "\u00f6");
        found(after(MULTI, "relaxed/relaxed", latin), Kind.CHARSET);
        assertThat(after(MULTI, "relaxed/relaxed", latin).says()).contains("paste");
        found(
                after(
                        PLAIN.replace("Lunch", "Sch\u00c3\u00b6n")
                                .replace("Subject: Sch\u00c3\u00b6n on Friday", "Subject: =?UTF-8?B?U2Now7Zu?="),
                        "relaxed/relaxed",
                        text -> text.replace("=?UTF-8?B?U2Now7Zu?=", "Sch\u00c3\u00b6n")),
                Kind.FIELD_ENCODING);
        found(
                after(
                        PLAIN.replace("Lunch on", "Lunch\r\n\ton"),
                        "simple/simple",
                        text -> text.replace("Lunch\r\n\ton", "Lunch\r\n on")),
                Kind.FOLDING);
        Autopsy shown =
                after(MULTI, "relaxed/relaxed", text -> text.substring(0, text.indexOf("--b1\r\n")) + "Shall we?\r\n");
        assertThat(shown).isInstanceOf(Autopsy.NotIntact.class);
        Autopsy cut = after(MULTI, "relaxed/relaxed", text -> text.substring(0, text.indexOf("</body>")));
        assertThat(cut.says()).contains("cut off");
        Autopsy fewer = after(PLAIN, "relaxed/relaxed", text -> text.replace("Message-ID: <1@example.org>\r\n", ""));
        assertThat(fewer.says()).contains("Message-ID");
        RawMessage raw = RawMessage.read(Signer.RSA
                .sign(PLAIN, "relaxed/relaxed", NAMES, "")
                .replace("Lunch", "Dinner")
                .getBytes(StandardCharsets.ISO_8859_1));
        DkimResult result = new DkimVerifier(Signer.zone(Signer.RSA.record()))
                .verify(raw, NOW)
                .getFirst();
        assertThat(DkimAutopsy.of(raw, result, EnumSet.of(Damage.FOLDING_LOST))
                        .orElseThrow()
                        .says())
                .contains("continuation lines lost their indent");
    }

    @Test
    void goneKeyIsNoAlteredText() {
        String signed = Signer.RSA.sign(PLAIN, "relaxed/relaxed", NAMES, "");
        Resolver nothing = ZoneFile.of(List.of());
        assertThat(autopsy(signed, nothing, Set.of()).says()).contains("no key").contains("the key is what is amiss");
        assertThat(autopsy(signed.replace("Shall", "Should"), nothing, Set.of()).says())
                .contains("not the one that was signed either");
        assertThat(autopsy(signed, Signer.zone("v=DKIM1; p="), Set.of()).says()).contains("withdrawn");
        String other = new Signer("rsa-sha256", 2048).record();
        assertThat(autopsy(signed, Signer.zone(other), Set.of()))
                .isInstanceOfSatisfying(
                        Autopsy.AnotherKey.class,
                        another -> assertThat(another.damaged()).isFalse());
        assertThat(autopsy(signed, Signer.zone(Signer.RSA_1024.record()), Set.of()))
                .isInstanceOfSatisfying(
                        Autopsy.AnotherKey.class,
                        another -> assertThat(another.damaged()).isTrue());
    }

    @Test
    void whatCannotBeUndoneIsASuspicionOnly() {
        Autopsy links = after(
                PLAIN,
                "relaxed/relaxed",
                text -> text.replace("Shall we?", "https://urldefense.com/v3/__https://example.net__;!!x"));
        assertThat(links).isInstanceOf(Autopsy.Suspected.class);
        assertThat(links.says()).contains("Proofpoint");
        Autopsy unknown = after(PLAIN, "relaxed/relaxed", text -> text.replace("Shall", "Should"));
        assertThat(unknown).isInstanceOf(Autopsy.Unknown.class);
        assertThat(unknown.says()).contains("header fields are as they were signed");
    }

    @Test
    void partThatCouldBeExplainedIsTold() {
        Autopsy autopsy = after(PLAIN, "relaxed/relaxed", text -> text.replace("Lunch", "Dinner") + "footer\r\n");
        assertThat(autopsy)
                .isInstanceOfSatisfying(
                        Autopsy.FoundInPart.class,
                        found -> assertThat(found.rest()).isEqualTo(Alteration.Where.HEADERS));
    }

    @Test
    void ed25519IsSearchedToo() {
        String signed = Signer.ED25519.sign(PLAIN, "relaxed/relaxed", NAMES, "");
        found(
                autopsy(
                        signed.replace("Subject: ", "Subject: [team] ") + "footer\r\n",
                        Signer.zone(Signer.ED25519.record()),
                        Set.of()),
                Kind.FOOTER,
                Kind.SUBJECT_TAGGED);
    }

    /// A megabyte of hostile body ends within the limit; nothing throws.
    @Property(tries = 25, seed = "5863")
    void searchEndsOnAnything(@ForAll byte[] bytes, @ForAll int place, @ForAll boolean many) {
        List<String> noise = new ArrayList<>();
        for (int i = 0; i < (many ? 3000 : 3); i++) {
            noise.add(new String(bytes, StandardCharsets.ISO_8859_1) + i);
        }
        String signed = Signer.RSA_1024.sign(MULTI, "relaxed/relaxed", NAMES, "");
        int at = Math.floorMod(place, signed.length());
        String changed = signed.substring(0, at) + String.join("\r\n", noise) + signed.substring(at);
        RawMessage raw = RawMessage.read(changed.getBytes(StandardCharsets.ISO_8859_1));
        for (DkimResult result : new DkimVerifier(Signer.zone(Signer.RSA_1024.record())).verify(raw, NOW)) {
            DkimAutopsy.of(raw, result, Set.of())
                    .ifPresent(autopsy -> assertThat(autopsy.says()).isNotBlank());
        }
    }
}
