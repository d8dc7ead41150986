package org.whybounce.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.route.Route;
import org.whybounce.text.Claim;

/// One mail's headers after everything that mail programs, web forms and people do to them: the same facts must come
/// out,
/// each at a place where it stands in the damaged paste.
class DamagedPasteTest {
    private static final String MAIL = """
            Delivered-To: bob@example.net
            Return-Path: <alice@example.org>
            Received: from mail.example.org (out1.example.org [192.0.2.10])
            \tby mx1.example.net (Postfix) with ESMTPS id 4TxYz11
            \tfor <bob@example.net>; Mon, 12 Jan 2026 09:00:09 +0000 (UTC)
            Authentication-Results: mx1.example.net;
            \tdkim=pass header.d=example.org header.s=s1;
            \tspf=pass (mx1.example.net: domain of alice@example.org designates 192.0.2.10 as permitted sender)
            \tsmtp.mailfrom=alice@example.org
            DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org;
            \ts=s1; h=from:to:subject; bh=AAAA; b=AAAA
            From: Alice Doe <alice@example.org>
            To: bob@example.net
            Subject: A plan
            Message-ID: <1@example.org>
            """;

    private record Damage(String name, UnaryOperator<String> does) {}

    private static String lines(String mail, UnaryOperator<String> change) {
        return mail.lines().map(change).collect(Collectors.joining("\n")) + "\n";
    }

    private static final List<Damage> DAMAGES = List.of(
            new Damage("none", mail -> mail),
            new Damage("leading blank lines", mail -> "\n\n  \n" + mail),
            new Damage("prose before", mail -> "Hi, these are the headers you asked for:\n\n" + mail),
            new Damage("tabs to spaces", mail -> mail.replace("\t", "        ")),
            new Damage("tabs to one space", mail -> mail.replace("\t", " ")),
            new Damage("no-break spaces for the indent", mail -> mail.replace("\t", "\u00a0\u00a0")),
            new Damage("folding lost", mail -> mail.replace("\n\t", "\n")),
            new Damage("folding lost, CRLF", mail -> mail.replace("\n\t", "\r\n")),
            new Damage("everything indented", mail -> lines(mail, line -> "    " + line)),
            new Damage("indented by tabs", mail -> lines(mail, line -> "\t" + line)),
            new Damage("quoted", mail -> lines(mail, line -> "> " + line)),
            new Damage("quoted twice", mail -> lines(mail, line -> "> > " + line)),
            new Damage("quoted without blanks", mail -> lines(mail, line -> ">" + line)),
            new Damage("CRLF", mail -> mail.replace("\n", "\r\n")),
            new Damage("CR CR LF", mail -> mail.replace("\n", "\r\r\n")),
            new Damage("CR alone", mail -> mail.replace("\n", "\r")),
            new Damage(
                    "mixed line ends",
                    mail -> mail.replaceFirst("\n", "\r\n")
                            .replace("From:", "From :")
                            .replace("From :", "From:")),
            new Damage("double spaced", mail -> mail.replace("\n", "\n\n")),
            new Damage("blanks at the ends", mail -> lines(mail, line -> line + "   ")),
            new Damage("byte order mark", mail -> "\ufeff" + mail),
            new Damage("unfolded", mail -> mail.replace("\n\t", " ")),
            new Damage("table, tab for the colon", mail -> mail.replaceAll("(?m)^([A-Za-z-]+): ", "$1\t")),
            new Damage("table, colon and tab", mail -> mail.replaceAll("(?m)^([A-Za-z-]+): ", "$1:\t")),
            new Damage(
                    "table of bars",
                    mail -> lines(
                            mail.replace("\n\t", " "),
                            line -> "| " + line.substring(0, line.indexOf(':')) + " | "
                                    + line.substring(line.indexOf(':') + 2) + " |")),
            new Damage(
                    "angle brackets as entities",
                    mail -> mail.replace("<", "&lt;").replace(">", "&gt;")),
            new Damage(
                    "linked addresses",
                    mail -> mail.replace("<alice@example.org>", "<alice@example.org<mailto:alice@example.org>>")
                            .replace(
                                    "Doe <alice@example.org<mailto:alice@example.org>>",
                                    "Doe <mailto:alice@example.org>")
                            .replace("<alice@example.org<mailto:alice@example.org>>", "<alice@example.org>")),
            new Damage(
                    "lower-case names",
                    mail -> mail.replaceAll("(?m)^([A-Za-z-]+):", "x$1:")
                            .replace("x", "x")
                            .lines()
                            .map(line -> line.startsWith("x") && line.indexOf(':') > 0
                                    ? line.substring(1, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT)
                                            + line.substring(line.indexOf(':'))
                                    : line)
                            .collect(Collectors.joining("\n"))));

    @TestFactory
    Stream<DynamicTest> theFactsSurvive() {
        return DAMAGES.stream().map(damage -> DynamicTest.dynamicTest(damage.name(), () -> survives(damage)));
    }

    private static void survives(Damage damage) {
        String paste = damage.does().apply(MAIL);
        MessageEvidence message = MessageReader.read(paste).orElseThrow();
        assertThat(message.returnPath().orElseThrow().value()).hasToString("alice@example.org");
        assertThat(message.fromDomain().map(claim -> claim.value().toString())).contains("example.org");
        ReceivedHop hop = message.received().hops().getFirst();
        assertThat(hop.client().map(claim -> claim.value().toString())).contains("192.0.2.10");
        assertThat(hop.helo().map(Claim::value)).contains("mail.example.org");
        assertThat(hop.reverseName().map(Claim::value)).contains("out1.example.org");
        assertThat(hop.by().map(Claim::value)).contains("mx1.example.net");
        assertThat(hop.recipient().map(Claim::value)).contains("bob@example.net");
        assertThat(hop.date()).isPresent();
        assertThat(Objects.requireNonNull(hop.client().orElseThrow().span()).of(paste))
                .isEqualTo("192.0.2.10");
        AuthenticationResults results = message.results().getFirst();
        assertThat(results.results()).extracting(result -> result.method()).containsExactly("dkim", "spf");
        assertThat(results.first("spf")
                        .flatMap(spf -> spf.property("smtp.mailfrom"))
                        .map(Claim::value))
                .contains("alice@example.org");
        assertThat(message.signatures().getFirst().selector().map(Claim::value)).contains("s1");
        assertThat(message.headers().first("Subject").map(HeaderField::value)).contains("A plan");
        assertThat(Route.of(message).client().map(client -> client.ip().value().toString()))
                .contains("192.0.2.10");
        for (HeaderField field : message.headers().fields()) {
            assertThat(field.span().of(paste)).startsWithIgnoringCase(field.name());
        }
    }

    @Test
    void gmailsSummaryOfAnOriginalIsRead() {
        String paste = """
                Original Message
                Message ID\t<1@example.org>
                Created at:\tMon, Jan 12, 2026 at 9:00 AM (Delivered after 2 seconds)
                From:\tAlice Doe <alice@example.org>
                To:\tbob@example.net
                Subject:\tA plan
                SPF:\tPASS with IP 192.0.2.10 Learn more
                DKIM:\t'PASS' with domain example.org Learn more
                DMARC:\t'FAIL' Learn more
                """;
        MessageEvidence message = MessageReader.read(paste).orElseThrow();
        assertThat(message.fromDomain().map(claim -> claim.value().toString())).contains("example.org");
        assertThat(message.results())
                .extracting(AuthenticationResults::kind)
                .containsOnly(AuthenticationResults.Kind.SUMMARY);
        assertThat(message.results().stream()
                        .flatMap(field -> field.results().stream())
                        .map(result -> result.method() + " " + result.result().value()))
                .containsExactly("spf pass", "dkim pass", "dmarc fail");
        assertThat(message.results()
                        .getFirst()
                        .results()
                        .getFirst()
                        .ip()
                        .map(claim -> claim.value().toString()))
                .contains("192.0.2.10");
    }

    @Test
    void emptyAndHopelessPastesHoldNoHeaders() {
        for (String paste :
                List.of("", "\n", "no header here", ":", ": x", "a:b", "http://example.org", "\u0000:\u0000")) {
            Optional<MessageEvidence> message = MessageReader.read(paste);
            assertThat(message).as(paste).isEmpty();
        }
    }
}
