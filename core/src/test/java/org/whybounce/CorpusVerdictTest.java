package org.whybounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Resolver;
import org.whybounce.intake.Intake;
import org.whybounce.words.text.ExplanationText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The worst error is a wrong "it is SPF". Every text and every mail of the corpora is explained twice, without DNS and
/// with a DNS in which nothing exists, and no SPF cause may be established where the label says something else.
class CorpusVerdictTest {
    private static final Explain WITHOUT_DNS =
            new Explain(question -> new Answer.NotAsked(Answer.Limit.NO_DNS, "none here"));
    private static final Explain EMPTY_DNS = WITHOUT_DNS.with((Resolver) question -> new Answer.NoSuchName(300));

    private static String cause(Diagnosis diagnosis) {
        return diagnosis instanceof Diagnosis.Established established
                ? established.cause().code()
                : diagnosis instanceof Diagnosis.Open ? "open" : "no refusal";
    }

    private static List<Explanation> both(byte[] pasted) {
        return List.of(
                WITHOUT_DNS.explain(new Intake().read(pasted), KnownFacts.NOTHING),
                EMPTY_DNS.explain(new Intake().read(pasted), KnownFacts.NOTHING));
    }

    @Test
    void noTextIsCalledSpfThatIsSomethingElse() throws IOException {
        List<String> wrong = new ArrayList<>();
        JsonMapper json = JsonMapper.builder().build();
        for (String line : Files.readAllLines(Shared.path("corpus/texts.jsonl"), StandardCharsets.UTF_8)) {
            JsonNode text = json.readTree(line);
            String label = text.get("cause").asString();
            for (Explanation answer : both(text.get("text").asString().getBytes(StandardCharsets.UTF_8))) {
                String found = cause(answer.diagnosis());
                if (found.startsWith("spf.") && !label.startsWith("spf_")) {
                    wrong.add(text.get("id").asString() + " " + label + " -> " + found);
                }
            }
        }
        assertThat(wrong).as("called SPF, and labelled otherwise").isEmpty();
    }

    /// Without DNS the text alone establishes no SPF cause but the receiver's own mistake: the answer says so, and ends
    /// with 4 if the DNS is what is missing.
    @Test
    void withoutDnsNoSpfCauseIsEstablished() throws IOException {
        List<String> wrong = new ArrayList<>();
        JsonMapper json = JsonMapper.builder().build();
        for (String line : Files.readAllLines(Shared.path("corpus/texts.jsonl"), StandardCharsets.UTF_8)) {
            JsonNode text = json.readTree(line);
            Explanation answer =
                    WITHOUT_DNS.explain(new Intake().read(text.get("text").asString()), KnownFacts.NOTHING);
            boolean spf = answer.diagnosis() instanceof Diagnosis.Established established
                    && established.cause().code().startsWith("spf.")
                    && !(established.cause() instanceof Cause.ReceiverFault);
            boolean silent = answer.shown().noDns()
                    && answer.diagnosis() instanceof Diagnosis.Open
                    && answer.file().namesSpf()
                    && answer.exitStatus() != 4;
            if (spf || silent) {
                wrong.add(text.get("id").asString() + " " + cause(answer.diagnosis()) + " " + answer.exitStatus());
            }
        }
        assertThat(wrong).as("established or silent without DNS").isEmpty();
    }

    @Test
    void noMailIsCalledSpfThatIsSomethingElse() throws IOException {
        Map<String, Set<String>> reasons = new HashMap<>();
        for (String line : Files.readAllLines(Shared.path("corpus/bounces/labels.tsv"), StandardCharsets.UTF_8)) {
            String[] fields = line.split("\t", -1);
            reasons.computeIfAbsent(fields[0], file -> new HashSet<>()).add(fields[5]);
        }
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> mails = Files.list(Shared.path("corpus/bounces/mails"))) {
            for (Path mail : mails.sorted().toList()) {
                String name = mail.getFileName().toString();
                for (Explanation answer : both(Files.readAllBytes(mail))) {
                    Stream.concat(
                                    Stream.of(answer.diagnosis()),
                                    answer.others().stream().map(Explanation.Other::diagnosis))
                            .map(CorpusVerdictTest::cause)
                            .filter(found -> found.startsWith("spf.")
                                    && !reasons.getOrDefault(name, Set.of()).contains("authfailure"))
                            .forEach(found -> wrong.add(name + " " + reasons.get(name) + " -> " + found));
                    assertThat(ExplanationText.of(answer, false, false).lines().filter(line -> line.length() > 80))
                            .as(name + ": lines over 80 columns")
                            .isEmpty();
                }
            }
        }
        assertThat(wrong).as("called SPF, and labelled otherwise").isEmpty();
    }
}
