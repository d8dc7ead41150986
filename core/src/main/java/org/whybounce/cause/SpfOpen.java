package org.whybounce.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;

/// The receiver names SPF, and a fact is missing that decides which cause it is.
final class SpfOpen {
    private static final List<String> BY_ADDRESS =
            List.of("spf.sender-not-listed", "spf.forwarded", "receiver.local-policy");

    private SpfOpen() {}

    static Diagnosis withoutDomain(CaseFile file, Reading reading) {
        List<Missing> missing = new ArrayList<>();
        missing.add(new Missing(
                "mailFrom",
                "Which domain was checked? Paste the Return-Path line of the bounced mail (or give --mail-from).",
                List.of("spf.sender-not-listed", "spf.another-domain-checked", "spf.record-broken")));
        if (file.ip().isEmpty()) {
            missing.add(address(file));
        }
        return new Diagnosis.Open(
                "The receiver names SPF, but the text does not tell which domain was checked"
                        + (file.ip().isEmpty() ? " nor which address sent" : "") + ".",
                candidates(reading, "the domain that was checked is not known"),
                missing);
    }

    static Diagnosis withoutAddress(CaseFile file, Reading reading) {
        String masked = file.maskedIp()
                .map(text -> "; the address in the text, " + text + ", is masked or impossible")
                .orElse("");
        return new Diagnosis.Open(
                "The receiver names SPF for "
                        + file.checkedDomain().orElseThrow().value()
                        + ", whose record evaluates, but the sending address is not known" + masked + ".",
                candidates(reading, "the address that sent is not known"),
                List.of(address(file)));
    }

    static Diagnosis withoutDns(CaseFile file, Reading reading) {
        return new Diagnosis.Open(
                "The receiver names SPF"
                        + file.checkedDomain()
                                .map(fact -> " for " + fact.value())
                                .orElse("")
                        + ", but no name server could be asked here, so which cause it is stays open.",
                candidates(reading, "the record could not be looked up"),
                List.of(new Missing(
                        "dns",
                        "Run this where DNS works, or give the zone with --zone FILE or a resolver with --dns HOST.",
                        BY_ADDRESS)));
    }

    private static Missing address(CaseFile file) {
        return new Missing(
                "ip",
                file.maskedIp()
                        .map(text -> "Which address sent? " + text
                                + " is masked or impossible; paste the bounce unmasked (or give --ip).")
                        .orElse("Which address sent? It stands in the full bounce, in the topmost Received line, or in"
                                + " your server's log (or give --ip)."),
                BY_ADDRESS);
    }

    /// The causes that the stated result leaves, most likely first.
    private static List<Candidate> candidates(Reading reading, String against) {
        List<String> codes = switch (reading.meaning()) {
            case SPF_PERMERROR -> List.of("spf.record-broken");
            case SPF_TEMPERROR -> List.of("spf.dns-trouble");
            case SPF_NONE -> List.of("spf.no-record", "spf.another-domain-checked");
            default ->
                List.of("spf.sender-not-listed", "spf.another-domain-checked", "spf.record-broken", "spf.forwarded");
        };
        Optional<Meaning> said = Optional.of(reading.meaning());
        return codes.stream()
                .map(code -> new Candidate(
                        code,
                        List.of("the refusal says " + said.map(Meaning::code).orElse("spf") + ": " + reading.reason()),
                        List.of(against)))
                .toList();
    }
}
