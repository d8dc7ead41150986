package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The header analyzer as a person calls it: exit statuses, one line for what cannot be used, hostile text made
/// harmless.
class HeadersCommandTest {
    private static final Path STORIES =
            Path.of(System.getProperty("whybounce.root", "..")).resolve("stories/headers");

    @TempDir
    private Path folder = Path.of("");

    private static MainTest.Ran headers(String story, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "headers",
                "--zone",
                STORIES.resolve(story).resolve("zone.txt").toString(),
                STORIES.resolve(story).resolve("pasted.eml").toString()));
        args.addAll(List.of(more));
        return MainTest.run(args.toArray(String[]::new));
    }

    private MainTest.Ran paste(String text, String... more) throws IOException {
        Path file = folder.resolve("pasted.txt");
        Files.writeString(file, text);
        Path zone = folder.resolve("zone.txt");
        Files.writeString(zone, "example.org. IN TXT \"v=spf1 ip4:192.0.2.0/24 -all\"\n");
        List<String> args = new ArrayList<>(List.of("headers", "--zone", zone.toString(), file.toString()));
        args.addAll(List.of(more));
        return MainTest.run(args.toArray(String[]::new));
    }

    @Test
    void nothingWrongIsNought() {
        MainTest.Ran ran = headers("not-forwarded-internal-relays");
        assertThat(ran.status()).isEqualTo(ExitStatus.NOTHING_WRONG);
        assertThat(ran.out()).startsWith("This mail did come from example.org: SPF passes");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void aBrokenForwardingIsOne() {
        MainTest.Ran ran = headers("forwarded-dot-forward");
        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG);
        assertThat(ran.out()).startsWith("This mail did not come from example.org by the rules");
    }

    @Test
    void whatCannotBeToldIsThree() throws IOException {
        MainTest.Ran ran = paste("From: alice@example.org\nTo: bob@example.net\nSubject: Hello\n");
        assertThat(ran.status()).isEqualTo(ExitStatus.OPEN);
        assertThat(ran.out().replaceAll("\\s+", " ")).contains("no field shows which server handed it over");
    }

    @Test
    void withoutDnsItIsFour() throws IOException {
        Path zone = folder.resolve("none.txt");
        Files.writeString(zone, ";@ timeout example.org TXT\n");
        MainTest.Ran ran = MainTest.run(
                "headers",
                "--zone",
                zone.toString(),
                STORIES.resolve("forwarded-silently").resolve("pasted.eml").toString());
        assertThat(ran.status()).isEqualTo(ExitStatus.NO_DNS);
        assertThat(ran.out()).startsWith("It cannot be told whether this mail came from example.org: the DNS gave no");
    }

    @Test
    void textWithoutHeadersIsOneLine() throws IOException {
        for (String text : List.of("", "hello there", "\u0001\u0002")) {
            MainTest.Ran ran = paste(text);
            assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().strip()).startsWith("whybounce: ").doesNotContain("\n");
        }
    }

    @Test
    void theBoundaryCanBeMoved() {
        assertThat(headers("not-forwarded-internal-relays", "--boundary", "4").out())
                .contains("you put it at hop 4");
        assertThat(headers("not-forwarded-internal-relays", "--boundary", "mx1.example.net")
                        .out())
                .contains("you put it at hop 2");
        MainTest.Ran ran = headers("not-forwarded-internal-relays", "--boundary", "99");
        assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(ran.err()).contains("--boundary wants a hop from 1 to 5");
    }

    @Test
    void everyFormOfOutput() {
        assertThat(headers("forwarded-srs", "--json").out()).startsWith("{").contains("\"whybounce.headers/1\"");
        assertThat(headers("forwarded-srs", "--markdown").out()).startsWith("**");
        assertThat(headers("forwarded-srs", "--color=always").out()).contains("\u001b[");
        assertThat(headers("forwarded-srs").out()).doesNotContain("\u001b");
        assertThat(headers("forwarded-srs", "--redact").out())
                .doesNotContain("alice@example.org")
                .contains("***@example.org");
        assertThat(headers("forwarded-srs", "--verbose").out()).contains("Whom to believe, field by field");
    }

    @Test
    void hostileHeadersDoNotReachTheTerminal() throws IOException {
        MainTest.Ran ran = paste("""
                Received: from \u001b[31mred (x [192.0.2.1]) by mx.example.net with ESMTP id 1; Mon, 12 Jan 2026 09:00:00 +0000
                From: "\u202e\u0007" <a\u001b]0;x\u0007@example.org>
                Subject: <script>alert(1)</script>
                Return-Path: <a@example.org>
                """, "--verbose");
        assertThat(ran.out()).doesNotContain("\u001b").doesNotContain("\u202e").doesNotContain("\u0007");
    }
}
