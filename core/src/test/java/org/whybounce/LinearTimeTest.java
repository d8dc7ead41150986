package org.whybounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.ZoneFile;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;
import org.whybounce.words.Redaction;
import org.whybounce.words.Secrets;

/// Each kind of hostile input, doubled and doubled again: the processor time for each byte may not grow. What is
/// quadratic in any of them takes four times as long for each byte in the end.
class LinearTimeTest {
    private static final int SMALL = 30_000;

    /// Growth of the time for each byte from the smallest to the largest: noise, tables that are built, the compiler.
    private static final double MOST_GROWTH = 2.5;

    /// A time below this, in milliseconds, tells nothing.
    private static final double LEAST = 40;

    private static final AnalyseHeaders HEADERS = new AnalyseHeaders(ZoneFile.of(List.of()), InstantSource.system());
    private static final Explain EXPLAIN = new Explain(ZoneFile.of(List.of()));

    private static final String H = "Received: from a.example.org (a.example.org [192.0.2.1]) by mx.example.net with"
            + " ESMTP id 1; Mon, 30 Nov 2026 00:00:01 +0000\r\nFrom: A <a@example.org>\r\nTo: b@example.net\r\n"
            + "Subject: x\r\nDate: Mon, 30 Nov 2026 00:00:00 +0000\r\n";
    private static final String D = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: text/plain\r\n\r\n550 5.7.1 SPF fail\r\n--b\r\n"
            + "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a.example.org\r\n\r\n";

    private static String many(String piece, int bytes) {
        return piece.repeat(Math.max(1, bytes / piece.length()));
    }

    private static String nested(int depth) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            out.append("Content-Type: multipart/mixed; boundary=b").append(i);
            out.append("\r\n\r\n--b").append(i).append("\r\n");
        }
        return out.toString();
    }

    /// By name, made of about so many bytes of the hostile piece.
    private static Map<String, IntFunction<String>> kinds() {
        Map<String, IntFunction<String>> kinds = new LinkedHashMap<>();
        kinds.put(
                "labels received from",
                n -> "Received: from " + many("a.", n)
                        + "org ([192.0.2.1]) by mx.example.net; Mon, 30 Nov 2026 00:00:01 +0000\r\n" + H + "\r\nx");
        kinds.put(
                "labels received by",
                n -> "Received: from x.example.org ([192.0.2.1]) by " + many("a.", n)
                        + "net; Mon, 30 Nov 2026 00:00:01 +0000\r\n" + H + "\r\nx");
        kinds.put("labels from", n -> "From: x@" + many("a.", n) + "org\r\n" + H + "\r\nx");
        kinds.put(
                "labels refusal",
                n -> "550 5.7.1 <x@" + many("a.", n) + "org>: SPF fail, " + many("b.", n)
                        + "example.org not authorized\r\n");
        kinds.put("labels refusal bare", n -> "550 5.7.1 SPF fail for " + many("a.", n) + "org 192.0.2.1\r\n");
        kinds.put(
                "labels dkim d",
                n -> "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + many("a.", n) + "org; s="
                        + many("s.", n) + "x; h=from; bh=YQ==; b=YQ==\r\n" + H + "\r\nx");
        kinds.put(
                "labels auth results",
                n -> "Authentication-Results: " + many("a.", n) + "org; spf=fail smtp.mailfrom=x@" + many("b.", n)
                        + "org; dkim=pass header.d=" + many("c.", n) + "org\r\n" + H + "\r\nx");
        kinds.put(
                "labels received-spf",
                n -> "Received-SPF: fail (" + many("a.", n) + "org: x) client-ip=192.0.2.1; helo=" + many("b.", n)
                        + "org; envelope-from=x@" + many("c.", n) + "org\r\n" + H + "\r\nx");
        kinds.put("prompts", n -> many("a@$ ", n) + "550 spf fail\n");
        kinds.put("dots only", n -> "550 5.7.1 SPF " + many(".", n) + "\r\n");
        kinds.put("fields", n -> many("X-A: b\r\n", n) + H + "\r\nx");
        kinds.put(
                "fields received",
                n -> many(
                                "Received: from a.example.org ([192.0.2.1]) by b.example.net; Mon, 30 Nov 2026 00:00:01 +0000\r\n",
                                n)
                        + H + "\r\nx");
        kinds.put(
                "fields auth",
                n -> many("Authentication-Results: a.example; spf=pass smtp.mailfrom=x@example.org\r\n", n) + H
                        + "\r\nx");
        kinds.put(
                "fields dkim",
                n -> many("DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=x; h=from; bh=YQ==; b=YQ==\r\n", n) + H
                        + "\r\nx");
        kinds.put("folds", n -> "Subject: x\r\n" + many(" a\r\n", n) + H + "\r\nx");
        kinds.put(
                "comments",
                n -> "Received: from a.example.org " + many("(x) ", n)
                        + " by b.example.net; Mon, 30 Nov 2026 00:00:01 +0000\r\n" + H + "\r\nx");
        kinds.put(
                "nested comments",
                n -> "Received: from a.example.org " + many("(", n) + many(")", n)
                        + " by b; Mon, 30 Nov 2026 00:00:01 +0000\r\nFrom: " + many("(", n) + "x@example.org\r\n" + H
                        + "\r\nx");
        kinds.put(
                "open comments from",
                n -> "From: " + many("(", n) + "x@example.org\r\nAuthentication-Results: " + many("(", n)
                        + " spf=pass\r\n" + H + "\r\nx");
        kinds.put(
                "parts",
                n -> H + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                        + many("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n", n) + "--b--\r\n");
        kinds.put(
                "parts dsn",
                n -> H + D
                        + "Final-Recipient: rfc822; x@example.net\r\nAction: failed\r\nStatus: 5.7.1\r\nDiagnostic-Code: smtp; 550 5.7.1 SPF fail\r\n\r\n"
                        + many("--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a\r\n\r\n", n)
                        + "--b--\r\n");
        kinds.put(
                "recipients",
                n -> H + D
                        + many(
                                "Final-Recipient: rfc822; x@example.net\r\nAction: failed\r\nStatus: 5.7.1\r\nDiagnostic-Code: smtp; 550 5.7.1 SPF fail example.org 192.0.2.1\r\n\r\n",
                                n)
                        + "--b--\r\n");
        kinds.put(
                "recipients to",
                n -> "From: a@example.org\r\nTo: " + many("b@example.net, ", n) + "\r\n" + H + "\r\nx");
        kinds.put("angle", n -> "550 5.7.1 " + many("<", n) + " SPF fail " + many(">", n) + "\r\n");
        kinds.put("square", n -> "550 5.7.1 " + many("[", n) + " SPF fail " + many("]", n) + "\r\n");
        kinds.put("angle addr", n -> "550 5.7.1 " + many("<a@example.org> ", n) + " SPF fail\r\n");
        kinds.put("angle from", n -> "From: " + many("<", n) + "a@example.org" + many(">", n) + "\r\n" + H + "\r\nx");
        kinds.put("quotes from", n -> "From: " + many("\"", n) + "a@example.org\r\n" + H + "\r\nx");
        kinds.put("backslashes", n -> "From: \"" + many("\\", n) + "\" <a@example.org>\r\n" + H + "\r\nx");
        kinds.put(
                "encoded words",
                n -> "From: " + many("=?utf-8?q?a?= ", n) + "<a@example.org>\r\nSubject: "
                        + many("=?utf-8?b?YQ==?= ", n) + "\r\n" + H + "\r\nx");
        kinds.put(
                "encoded open",
                n -> "From: " + many("=?", n) + "<a@example.org>\r\nSubject: " + many("=?utf-8?q?", n) + "\r\n" + H
                        + "\r\nx");
        kinds.put("mime depth", n -> H + nested(n / 60) + "\r\nx");
        kinds.put("rfc822 depth", n -> H + many("Content-Type: message/rfc822\r\n\r\n", n) + "x");
        kinds.put(
                "log lines",
                n -> many(
                        "Nov 30 00:00:01 mx postfix/smtp[1]: ABC: to=<b@example.net>, relay=mx.example.net[192.0.2.9]:25, dsn=5.7.1, status=bounced (host mx said: 550 5.7.1 SPF fail example.org 192.0.2.1)\n",
                        n));
        kinds.put(
                "one log line",
                n -> "Nov 30 00:00:01 mx postfix/smtp[1]: ABC: to=<b@example.net>, status=bounced (host mx said: "
                        + many("550 5.7.1 SPF fail ", n) + ")\n");
        kinds.put("macro letters", n -> "550 5.7.1 SPF v=spf1 " + many("%{l}", n) + " -all\n");
        kinds.put("spf record", n -> "v=spf1 " + many("exists:%{l}.a ", n) + "-all");
        kinds.put("spf record ip4", n -> "v=spf1 " + many("ip4:192.0.2.1 ", n) + "-all");
        kinds.put("spf word", n -> "v=spf1 " + many("a", n) + " -all");
        kinds.put("refusals", n -> many("550 5.7.1 SPF fail example.org 192.0.2.1\n\n", n));
        kinds.put("codes", n -> many("550 ", n));
        kinds.put("enhanced", n -> many("5.7.1 ", n));
        kinds.put("spf words", n -> many("spf ", n));
        kinds.put("spf=fail", n -> many("spf=fail ", n));
        kinds.put("ips", n -> "550 5.7.1 SPF fail " + many("192.0.2.1 ", n));
        kinds.put("ip6", n -> "550 5.7.1 SPF fail " + many("2001:db8::1 ", n));
        kinds.put("colons", n -> "550 SPF " + many(":", n));
        kinds.put(
                "urls", n -> "550 5.7.1 SPF " + many("http://www.openspf.org/Why?id=a%40example.org&ip=192.0.2.1 ", n));
        kinds.put(
                "json",
                n -> "["
                        + many(
                                "{\"event\":\"bounce\",\"reason\":\"550 5.7.1 SPF fail\",\"email\":\"a@example.org\"},",
                                n)
                        + "{}]");
        kinds.put("json deep", n -> many("[", n));
        kinds.put("json obj deep", n -> many("{\"a\":", n));
        kinds.put("json string", n -> "{\"reason\":\"" + many("550 SPF ", n) + "\"}");
        kinds.put("csv", n -> "email,reason\n" + many("a@example.org,550 5.7.1 SPF fail\n", n));
        kinds.put("csv quotes", n -> "email,reason\n" + many("\"", n));
        kinds.put(
                "qp",
                n -> H + "Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain\r\n\r\n"
                        + many("=40=\r\n", n));
        kinds.put("spaces", n -> "550 5.7.1 SPF" + many(" ", n) + "fail\n");
        kinds.put("newlines", n -> "550 5.7.1 SPF fail" + many("\n", n));
        kinds.put("crs", n -> many("\r", n) + "550 SPF");
        kinds.put("quoted lines", n -> many("> 550 5.7.1 SPF fail\n", n));
        kinds.put("deep quotes", n -> many(">", n) + " 550 SPF fail\n");
        kinds.put("at signs", n -> "550 5.7.1 SPF " + many("a@", n));
        kinds.put("at only", n -> "550 SPF " + many("@", n));
        kinds.put("semicolons", n -> "Authentication-Results: a" + many(";", n) + "\r\n" + H + "\r\nx");
        kinds.put("tags", n -> "DKIM-Signature: " + many("a=b;", n) + "\r\n" + H + "\r\nx");
        kinds.put(
                "arc",
                n -> many("ARC-Seal: i=1; a=rsa-sha256; cv=none; d=example.org; s=x; b=YQ==\r\n", n) + H + "\r\nx");
        kinds.put("one line", n -> many("a", n));
        kinds.put("one word spf", n -> "550 spf" + many("a", n));
        kinds.put("boundaries", n -> H + "Content-Type: multipart/report; boundary=b\r\n\r\n" + many("--b\r\n", n));
        kinds.put(
                "mbox",
                n -> many("From a@example.org Mon Nov 30 00:00:00 2026\nSubject: x\n\n550 5.7.1 SPF fail\n\n", n));
        kinds.put("srs", n -> "550 5.7.1 SPF fail <SRS0=" + many("a=", n) + "@example.org>");
        kinds.put(
                "diag",
                n -> H + D
                        + "Final-Recipient: rfc822; x@example.net\r\nAction: failed\r\nStatus: 5.7.1\r\nDiagnostic-Code: smtp; "
                        + many("550-5.7.1 SPF\r\n ", n) + "\r\n\r\n--b--\r\n");
        kinds.put(
                "date",
                n -> "Date: " + many("Mon, 30 Nov ", n) + "\r\nReceived: from a by b; " + many("1 ", n) + "\r\n" + H
                        + "\r\nx");
        return kinds;
    }

    /// Milliseconds of the processor, the better of two runs: reading, explaining, analysing, masking.
    private static double cost(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Pasted pasted = new Intake().read(bytes);
            assertThat(EXPLAIN.explain(pasted, KnownFacts.NOTHING)).isNotNull();
            assertThat(HEADERS.analyse(pasted)).isNotNull();
            assertThat(Redaction.of(Secrets.in(List.of(text))).mask(text)).isNotNull();
            best = Math.min(best, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e6);
        }
        return best;
    }

    /// Milliseconds for three sizes, each twice the one before.
    private record Growth(double small, double middle, double large) {
        boolean tooMuch() {
            return large >= LEAST && large / 4 / Math.max(small, LEAST / 4) >= MOST_GROWTH;
        }
    }

    private static Growth growth(IntFunction<String> make) {
        return new Growth(cost(make.apply(SMALL)), cost(make.apply(2 * SMALL)), cost(make.apply(4 * SMALL)));
    }

    @Test
    void processorTimeForEachByteDoesNotGrow() {
        SoftAssertions softly = new SoftAssertions();
        kinds().forEach((kind, make) -> {
            Growth growth = growth(make);
            // What another program or the compiler of this one took is gone when it is measured again; a square is not.
            for (int again = 0; again < 3 && growth.tooMuch(); again++) {
                growth = growth(make);
            }
            softly.assertThat(growth.tooMuch()).as("%s: %s", kind, growth).isFalse();
        });
        softly.assertAll();
    }
}
