package org.whybounce.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.AuthenticationResults.MethodResult;
import org.whybounce.message.results.ReceivedSpf;
import org.whybounce.text.Claim;

/// The cases of `dialects.txt`: what providers write into Authentication-Results, Received-SPF and their own fields,
/// each
/// with what must be read in it.
class DialectsTest {
    private record Case(String name, String field, List<String> expected) {}

    @TestFactory
    Stream<DynamicTest> dialects() throws IOException {
        return cases().stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> holds(each)));
    }

    @Test
    void thereAreManyOfThem() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(90);
    }

    /// As if the field stood below a fold that a web form took away, or in a block of many.
    @TestFactory
    Stream<DynamicTest> foldingIsNoMeaning() throws IOException {
        return cases().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.name(),
                        () -> holds(
                                new Case(each.name(), each.field().replaceAll("\\n[ \\t]+", " "), each.expected()))));
    }

    private static List<Case> cases() throws IOException {
        try (InputStream in = DialectsTest.class.getResourceAsStream("/org/whybounce/message/dialects.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            List<Case> cases = new ArrayList<>();
            for (String block : text.split("\\n\\n+")) {
                String name = "";
                StringBuilder field = new StringBuilder();
                List<String> expected = new ArrayList<>();
                for (String line : block.lines().toList()) {
                    if (line.startsWith("#")) {
                        name = line.substring(1).strip();
                    } else if (line.startsWith("= ")) {
                        expected.add(line.substring(2).strip());
                    } else {
                        field.append(field.isEmpty() ? "" : "\n").append(line);
                    }
                }
                if (!field.isEmpty()) {
                    cases.add(new Case(name, field.toString(), expected));
                }
            }
            return cases;
        }
    }

    private static void holds(Case one) {
        String mail = one.field() + "\nFrom: alice@example.org\nTo: bob@example.net\n\n";
        MessageEvidence message = MessageReader.read(mail).orElseThrow();
        assertThat(message.headers().fields()).hasSize(3);
        SoftAssertions softly = new SoftAssertions();
        int methods = 0;
        for (String line : one.expected()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "id" -> {
                    Optional<String> id =
                            message.results().getFirst().authservId().map(Claim::value);
                    softly.assertThat(id.orElse("none")).as("authserv-id").isEqualTo(words[1]);
                }
                case "instance" ->
                    softly.assertThat(message.results().getFirst().instance())
                            .as("instance")
                            .isEqualTo(Integer.parseInt(words[1]));
                case "says-none" ->
                    softly.assertThat(message.results().getFirst().none()).isTrue();
                case "received-spf" -> receivedSpf(softly, message.receivedSpf().getFirst(), words);
                case "report" -> report(softly, message.reports().getFirst(), words);
                default -> method(softly, message.results().getFirst(), methods++, words, mail);
            }
        }
        if (!message.results().isEmpty()) {
            softly.assertThat(message.results().getFirst().results())
                    .as("results")
                    .hasSize(methods);
        }
        softly.assertAll();
    }

    private static void method(
            SoftAssertions softly, AuthenticationResults field, int index, String[] words, String mail) {
        if (index >= field.results().size()) {
            softly.fail("no result " + words[0] + " " + words[1]);
            return;
        }
        MethodResult result = field.results().get(index);
        softly.assertThat(result.method() + " " + result.result().value()).isEqualTo(words[0] + " " + words[1]);
        softly.assertThat(Objects.requireNonNull(result.span()).of(mail).toLowerCase(Locale.ROOT))
                .startsWith(words[0]);
        for (int i = 2; i < words.length; i++) {
            String key = words[i].substring(0, words[i].indexOf('='));
            String value = words[i].substring(words[i].indexOf('=') + 1).replace('_', ' ');
            Optional<String> found = switch (key) {
                case "ip" -> result.ip().map(claim -> claim.value().toString());
                case "reason" -> result.reason().map(Claim::value);
                default -> result.property(key).map(Claim::value);
            };
            softly.assertThat(found.map(text -> text.replace('_', ' ')))
                    .as(words[0] + " " + key)
                    .contains(value);
        }
    }

    private static void receivedSpf(SoftAssertions softly, ReceivedSpf field, String[] words) {
        softly.assertThat(field.result().map(Claim::value).map(word -> word.replace(":", "")))
                .contains(words[1]);
        for (int i = 2; i < words.length; i++) {
            String key = words[i].substring(0, words[i].indexOf('='));
            Optional<String> found = switch (key) {
                case "ip" -> field.clientIp().map(claim -> claim.value().toString());
                case "helo" -> field.helo().map(Claim::value);
                case "envelope-from" -> field.envelopeFrom().map(Claim::value);
                case "identity" -> field.identity().map(Claim::value);
                case "receiver" -> field.receiver().map(Claim::value);
                case "writer" -> field.writer();
                default -> throw new IllegalArgumentException("dialects.txt: " + key);
            };
            softly.assertThat(found).as(key).contains(words[i].substring(words[i].indexOf('=') + 1));
        }
    }

    private static void report(SoftAssertions softly, FilterReport report, String[] words) {
        softly.assertThat(report.dialect().name()).isEqualTo(words[1]);
        softly.assertThat(report.structured()).isTrue();
        for (int i = 2; i < words.length; i++) {
            String key = words[i].substring(0, words[i].indexOf('='));
            String value = words[i].substring(words[i].indexOf('=') + 1).replace('_', ' ');
            Optional<String> found = switch (key) {
                case "verdict" -> report.verdict().map(Claim::value);
                case "spam" -> report.spam().map(String::valueOf);
                case "score" -> report.score().map(Claim::value);
                case "required" -> report.required().map(Claim::value);
                case "ip" -> report.client().map(claim -> claim.value().toString());
                case "tests" -> Optional.of(String.valueOf(report.tests().size()));
                default -> report.pair(key.substring("pair.".length())).map(Claim::value);
            };
            softly.assertThat(found.map(text -> text.replace('_', ' '))).as(key).contains(value);
        }
    }
}
