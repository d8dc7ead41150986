package org.whybounce.cause.rule;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.message.MessageEvidence;
import org.whybounce.text.Claim;

/// The result that the receiver had for SPF, DKIM or DMARC, in the words of RFC 8601: as the refusal writes it, else as
/// the headers do, else as the refusal's sentence says it. Empty where none of them tells.
public final class StatedResults {
    /// Words of a refusal that make "SPF" a fail; "SPF policy" alone may be any result.
    private static final List<String> SAYS_FAIL = List.of("fail", "-all", " not ", "n't ", "cannot ", "may not");

    private static final Map<Meaning, String> SPF = Map.of(
            Meaning.SPF_FAIL, "fail",
            Meaning.SPF_SOFTFAIL, "softfail",
            Meaning.SPF_NEUTRAL, "neutral",
            Meaning.SPF_NONE, "none",
            Meaning.SPF_PERMERROR, "permerror",
            Meaning.SPF_TEMPERROR, "temperror");

    private static final Map<Meaning, String> DMARC =
            Map.of(Meaning.DMARC_POLICY, "fail", Meaning.DMARC_TEMPERROR, "temperror");

    private StatedResults() {}

    /// @param method `spf`, `dkim` or `dmarc`
    public static Optional<String> of(CaseFile file, String method) {
        return Optional.ofNullable(file.wording().results().get(method))
                .map(Claim::value)
                .or(() -> file.message()
                        .flatMap(message -> message.stated(method))
                        .map(result -> result.result().value()))
                .or(() -> method.equals("spf")
                        ? file.message().flatMap(MessageEvidence::statedSpf).map(Claim::value)
                        : Optional.empty())
                .or(() ->
                        Optional.ofNullable(file.report().results().get(method)).map(Claim::value))
                .or(() -> file.strongest()
                        .filter(reading -> reading.strength() != Reading.Strength.HINT)
                        .flatMap(reading -> said(file, reading, method)));
    }

    private static Optional<String> said(CaseFile file, Reading reading, String method) {
        String words = file.refusal().map(Refusal::flattened).orElse("").toLowerCase(Locale.ROOT);
        Optional<String> result = Optional.ofNullable(
                method.equals("spf")
                        ? SPF.get(reading.meaning())
                        : method.equals("dmarc") ? DMARC.get(reading.meaning()) : null);
        // A text of the phrasebook may mean a fail by its receiver's habit; the clause around "SPF" says it in words.
        boolean habit = reading.meaning() == Meaning.SPF_FAIL
                && reading.phrase()
                        .filter(phrase -> phrase.says() == Meaning.SPF_FAIL)
                        .isPresent()
                && SAYS_FAIL.stream().noneMatch(words::contains);
        // "We check SPF, DKIM and DMARC": the name alone tells no result.
        boolean name = reading.phrase()
                .filter(phrase -> phrase.text().equalsIgnoreCase(method) && phrase.says() == reading.meaning())
                .isPresent();
        // "Permanent error evaluating DMARC policy": a refusal over DMARC that was no fail.
        if (method.equals("dmarc") && (words.contains("permanent error") || words.contains("permerror"))) {
            return result.map(_ -> "permerror");
        }
        return result.filter(_ -> words.contains(method) && !habit && !name);
    }
}
