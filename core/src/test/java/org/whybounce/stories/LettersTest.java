package org.whybounce.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.whybounce.Explain;
import org.whybounce.Explanation;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.ZoneFile;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Letter;
import org.whybounce.intake.Intake;

/// A letter can be sent as it stands: no word in it waits to be replaced, and what it quotes is the server's and not
/// the
/// person's question.
class LettersTest {
    /// What a template has where a fact is missing.
    private static final List<String> GAPS = List.of(
            "<your",
            "[your",
            "your-",
            "<name",
            "[name",
            "<domain",
            "[domain",
            "<ip",
            "[ip]",
            "example-domain",
            "xxx",
            "...",
            "\u2026",
            "optional[",
            "optional.empty",
            "todo",
            "{",
            "}",
            "unknown sender",
            "not known");

    private static List<Letter> letters(Explanation explanation) {
        return explanation.fixes().stream()
                .flatMap(fix -> fix instanceof Fix.Tell tell ? Stream.of(tell.letter()) : Stream.of())
                .toList();
    }

    private static Explanation explained(String paste) {
        return new Explain(ZoneFile.of(List.of())).explain(new Intake().read(paste), KnownFacts.NOTHING);
    }

    @Test
    void noLetterOfAnyStoryHasAGap() {
        int written = 0;
        SoftAssertions softly = new SoftAssertions();
        for (Story story : Story.bounces()) {
            for (Letter letter : letters(BounceAnswer.to(story).explanation())) {
                written++;
                String ours = withoutQuotes(letter);
                GAPS.forEach(gap -> softly.assertThat(ours).as(story.name()).doesNotContain(gap));
                softly.assertThat(ours).as(story.name()).doesNotContain("?");
            }
        }
        softly.assertAll();
        assertThat(written).isGreaterThan(60);
    }

    /// What the letter itself says: the lines of evidence are others' words.
    private static String withoutQuotes(Letter letter) {
        StringBuilder ours = new StringBuilder(letter.subject()).append('\n');
        letter.body()
                .lines()
                .filter(line -> !line.startsWith("  "))
                .forEach(line -> ours.append(line).append('\n'));
        return ours.toString().toLowerCase(Locale.ROOT);
    }

    /// Refusals of every kind that has a letter.
    private static Stream<String> refusals() {
        return Stream.of(
                "550 5.7.25 [192.0.2.7] The IP address sending this message does not have a PTR record setup",
                "504 5.5.2 <desk>: Helo command rejected: need fully-qualified hostname",
                "550 5.7.1 Mail from dynamic IP addresses is not accepted",
                "530 5.7.0 Must issue a STARTTLS command first",
                "550 5.1.8 <a@example.org>: Sender address rejected: Domain not found",
                "554 5.7.1 <b@example.net>: Relay access denied",
                "530 5.7.0 Authentication required",
                "553 5.7.1 <a@example.org>: Sender address rejected: not owned by user b@example.org",
                "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using bl.spamcop.net",
                "550 5.7.1 Unfortunately, messages from [192.0.2.7] weren't sent. Please contact your Internet service"
                        + " provider since part of their network is on our block list (S3150).",
                "550 5.7.705 Access denied, tenant has exceeded threshold",
                "550 5.7.20 No passing DKIM signature found",
                "550 5.7.1 Unauthenticated email from example.org is not accepted due to domain's DMARC policy.");
    }

    private static final List<String> ASKED = List.of(
            " -- why does this happen?",
            " What am I doing wrong here?",
            " (is our own gateway listed?)",
            ". My provider says it is fine. Thanks for any help",
            "\nHow do I solve this riddle?");

    @ParameterizedTest
    @MethodSource("refusals")
    void aQuestionBehindARefusalIsNotQuoted(String refusal) {
        List<Letter> alone = letters(explained(refusal));
        assertThat(alone).as(refusal).isNotEmpty();
        for (String question : ASKED) {
            List<Letter> letters = letters(explained(refusal + question));
            assertThat(letters).as(refusal + question).isNotEmpty();
            assertThat(letters)
                    .allSatisfy(letter -> assertThat(letter.body())
                            .doesNotContain("happen")
                            .doesNotContain("doing wrong")
                            .doesNotContain("gateway listed")
                            .doesNotContain("provider says")
                            .doesNotContain("Thanks")
                            .doesNotContain("riddle")
                            .contains("Refused with: " + refusal.substring(0, 3)));
        }
    }

    @Test
    void wordsInFrontOfTheReplyAreNotQuoted() {
        Explanation told =
                explained("Hello, since Monday my phone says this: 554 5.7.1 <b@example.net>: Relay access denied");
        assertThat(letters(told))
                .singleElement()
                .satisfies(letter -> assertThat(letter.body())
                        .contains("Refused with: 554 5.7.1")
                        .doesNotContain("Monday"));
    }
}
