package org.whybounce.words.headline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HeadlinesTest {
    private static final Map<String, String> LEAST = Map.of("receiver", "Gmail", "refused", "refused");

    /// A cause without an everyday sentence would show its technical one as the heading of a page.
    @Test
    void everyCauseOfTheCatalogueHasASentenceThatCanAlwaysBeFilled() throws IOException {
        Path causes = Path.of(System.getProperty("whybounce.root", ".."), "docs", "causes.md");
        Matcher code =
                Pattern.compile("^\\| `([a-z]+\\.[a-z-]+)`", Pattern.MULTILINE).matcher(Files.readString(causes));
        int seen = 0;
        while (code.find()) {
            seen++;
            assertThat(Headlines.of(
                            code.group(1),
                            "",
                            Map.of(
                                    "receiver",
                                    "Gmail",
                                    "refused",
                                    "refused",
                                    "from",
                                    "example.org",
                                    "helo",
                                    "mx.example.org",
                                    "checked",
                                    "example.org")))
                    .as(code.group(1))
                    .hasValueSatisfying(says -> assertThat(says).endsWith(".").doesNotContain("{"));
        }
        assertThat(seen).isGreaterThan(30);
    }

    @Test
    void theFirstSentenceWhoseEveryPlaceIsKnownCounts() {
        assertThat(Headlines.of("recipient.full", "", LEAST))
                .hasValue("Gmail refused this mail because the recipient's mailbox is full.");
        // Nothing is known of the domain: the family's sentence without it.
        assertThat(Headlines.of("spf.sender-not-listed", "", LEAST).orElseThrow())
                .endsWith("for a domain.");
    }

    @Test
    void aValueIsNeverReadForPlacesAgain() {
        assertThat(Headlines.of(
                        "spf.sender-not-listed",
                        "",
                        Map.of(
                                "receiver",
                                "{checked}",
                                "refused",
                                "refused",
                                "service",
                                "{ip}",
                                "checked",
                                "a.example")))
                .hasValue("{checked} refused this mail because {ip} is not yet allowed to send for a.example.");
    }

    @Test
    void theMoreParticularStanzaWins() {
        Map<String, String> known = Map.of("receiver", "Gmail", "refused", "put off", "checked", "example.org");
        assertThat(Headlines.of("spf.record-broken", "too-many-lookups", known).orElseThrow())
                .startsWith("Gmail put off this mail")
                .contains("10 DNS lookups");
        assertThat(Headlines.of("spf.record-broken", "macro", known).orElseThrow())
                .contains("is broken");
        assertThat(Headlines.of("rate.limited", "", known).orElseThrow()).contains("tried again by itself");
        assertThat(Headlines.of("nothing.of-ours", "", known)).isEmpty();
    }

    @Test
    void noSentenceHoldsWordsOfTheTrade() {
        for (String cause : List.of("spf.sender-not-listed", "spf.forwarded", "dmarc.policy", "reputation.blocklist")) {
            assertThat(Headlines.of(
                                    cause,
                                    "",
                                    Map.of(
                                            "receiver",
                                            "Gmail",
                                            "refused",
                                            "refused",
                                            "checked",
                                            "a.example",
                                            "from",
                                            "a.example"))
                            .orElseThrow())
                    .doesNotContain("--", "permerror", "MAIL FROM", "5.7.");
        }
    }
}
