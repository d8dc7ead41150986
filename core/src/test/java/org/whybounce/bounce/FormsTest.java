package org.whybounce.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// Every form that a bounce comes in: a file each in `forms/`, with what must be read from it in lines that begin `#:`.
/// Each is read with the three line ends that there are.
class FormsTest {
    private static final BounceReader READER = new BounceReader(Phrasebook.standard());

    record Form(String name, List<String> expected, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Form> forms() throws IOException, URISyntaxException {
        Path folder = Path.of(
                FormsTest.class.getResource("/org/whybounce/bounce/forms").toURI());
        List<Form> forms = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                forms.add(form(file));
            }
        }
        assertThat(forms).hasSizeGreaterThan(60);
        return forms.stream();
    }

    private static Form form(Path file) throws IOException {
        List<String> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String line : Files.readString(file).split("\n", -1)) {
            if (text.isEmpty() && line.startsWith("#: ")) {
                expected.add(line.substring(3));
            } else {
                text.append(line).append('\n');
            }
        }
        text.setLength(text.length() - 1);
        return new Form(file.getFileName().toString(), List.copyOf(expected), text.toString());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_form_is_read(Form form) {
        for (String lineEnd : List.of("\n", "\r\n", "\r")) {
            String text = form.text().replace("\n", lineEnd);
            Pasted pasted = new Intake().read(text.getBytes(StandardCharsets.UTF_8));
            Claims claims = READER.read(pasted);
            for (String line : form.expected()) {
                int equals = line.indexOf('=');
                check(form.name(), line.substring(0, equals), line.substring(equals + 1), pasted, claims);
            }
            spans(form.name(), pasted, claims);
        }
    }

    private static void check(String form, String what, String value, Pasted pasted, Claims claims) {
        Optional<Refusal> first = claims.refusals().stream().findFirst();
        String got = switch (what) {
            case "kind" -> pasted.kind().code();
            case "recipient" -> value(first.flatMap(Refusal::recipient));
            case "recipients" ->
                String.join(
                        ",",
                        claims.refusals().stream()
                                .map(one -> value(one.recipient()))
                                .toList());
            case "original" -> value(first.flatMap(Refusal::originalRecipient));
            case "reply" -> value(first.flatMap(Refusal::replyCode));
            case "replies" -> String.valueOf(claims.refusals().size());
            case "status" ->
                first.flatMap(one -> one.enhancedCodes().stream().findFirst())
                        .map(claim -> claim.value().toString())
                        .orElse("");
            case "meaning" ->
                first.flatMap(one -> one.wording().readings().stream().findFirst())
                        .map(reading -> reading.meaning().code())
                        .orElse("");
            case "stage" -> value(first.flatMap(Refusal::stage));
            case "remote" -> value(first.flatMap(Refusal::remoteMta));
            case "reporting" -> value(first.flatMap(Refusal::reportingMta));
            case "queue" -> value(first.flatMap(Refusal::queueId));
            case "date" -> value(first.flatMap(Refusal::date));
            case "from" -> value(first.flatMap(Refusal::envelopeFrom));
            case "helo" -> value(first.flatMap(Refusal::helo));
            case "temporary" ->
                first.flatMap(Refusal::temporary).map(String::valueOf).orElse("");
            case "ip" -> value(first.flatMap(one -> one.wording().ip()));
            case "domain" -> value(first.flatMap(one -> one.wording().checkedDomain()));
            case "list" -> value(first.flatMap(one -> one.wording().listName()));
            case "none" -> claims.refusals().isEmpty() ? "yes" : "no";
            case "aside" -> claims.setAside().filter(why -> why.contains(value)).isPresent() ? value : "";
            default -> throw new IllegalArgumentException(form + " asks for " + what);
        };
        assertThat(got).as("%s: %s of %s", form, what, claims).isEqualTo(value);
    }

    /// A place that is told holds what is said to stand there.
    private static void spans(String form, Pasted pasted, Claims claims) {
        for (Refusal refusal : claims.refusals()) {
            holds(form, pasted, refusal.recipient());
            holds(form, pasted, refusal.replyCode());
            holds(form, pasted, refusal.queueId());
            holds(form, pasted, refusal.remoteMta());
            holds(form, pasted, refusal.envelopeFrom());
            holds(form, pasted, refusal.helo());
            holds(form, pasted, refusal.wording().ip());
            holds(form, pasted, refusal.wording().checkedDomain());
            refusal.enhancedCodes().forEach(code -> holds(form, pasted, Optional.of(code)));
        }
    }

    private static void holds(String form, Pasted pasted, Optional<? extends Claim<?>> claim) {
        claim.ifPresent(one -> {
            @Nullable Span span = one.span();
            if (span == null) {
                return;
            }
            String there = span.of(pasted.text()).toLowerCase(Locale.ROOT);
            String value = String.valueOf(one.value()).toLowerCase(Locale.ROOT);
            assertThat(there.contains(value) || there.contains("\\x{") || value.contains(":"))
                    .as("%s: <%s> stands where <%s> is told", form, there, value)
                    .isTrue();
        });
    }

    private static String value(Optional<? extends Claim<?>> claim) {
        return claim.map(one -> String.valueOf(one.value())).orElse("");
    }
}
