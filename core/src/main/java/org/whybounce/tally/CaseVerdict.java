package org.whybounce.tally;

import java.util.List;
import java.util.Optional;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Diagnosis;

/// What a case comes to, short: the explanation itself is made once and not kept for each.
///
/// @param status     established, open, no-refusal, or not-diagnosed where a limit of ours was reached
/// @param cause      the established cause's code; empty if none
/// @param domain     the domain that was checked, if the case tells it
/// @param candidates the causes that it may be, most likely first
/// @param exit       the exit status that this case alone would end with
public record CaseVerdict(
        String status,
        String cause,
        String kind,
        String side,
        String summary,
        String domain,
        List<String> candidates,
        int exit) {
    public static final CaseVerdict NOT_DIAGNOSED = new CaseVerdict(
            "not-diagnosed",
            "",
            "",
            "",
            "Counted, but not diagnosed: there were too many different cases.",
            "",
            List.of(),
            3);

    public static CaseVerdict of(Diagnosis diagnosis, CaseFile file, int exit) {
        String domain =
                file.checkedDomain().map(fact -> fact.value().toString()).orElse("");
        return switch (diagnosis) {
            case Diagnosis.Established established ->
                new CaseVerdict(
                        "established",
                        established.cause().code(),
                        established.cause().kind().orElse(""),
                        established.cause().side().code(),
                        established.summary(),
                        domain,
                        List.of(),
                        exit);
            case Diagnosis.Open open ->
                new CaseVerdict(
                        "open",
                        "",
                        "",
                        "",
                        open.summary(),
                        domain,
                        open.candidates().stream()
                                .map(candidate -> candidate.cause())
                                .toList(),
                        exit);
            case Diagnosis.NoRefusal none ->
                new CaseVerdict("no-refusal", "", "", "", none.summary(), domain, List.of(), exit);
        };
    }

    /// The cause as a table names it: an open case by what is most likely.
    public String label() {
        if (!cause.isEmpty()) {
            return kind.isEmpty() ? cause : cause + " (" + kind + ")";
        }
        return status.equals("open")
                ? Optional.of(candidates)
                        .filter(list -> !list.isEmpty())
                        .map(list -> "open: " + list.getFirst() + "?")
                        .orElse("open")
                : status;
    }

    /// Whether the words alone decide, whoever the sender is: then the same words need no second diagnosis.
    boolean plain() {
        return status.equals("established") && PLAIN.stream().anyMatch(cause::startsWith);
    }

    private static final List<String> PLAIN = List.of("recipient.", "content.", "rate.", "system.");
}
