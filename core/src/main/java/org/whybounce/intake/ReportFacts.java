package org.whybounce.intake;

import java.util.Map;
import java.util.Optional;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// What lines state that are no refusal and no whole header: a spam filter's report, a checker's trace, a message
/// trace, results without their field's name.
///
/// @param mailFrom an address, or a domain alone
/// @param from     the visible sender, likewise
/// @param results  by method: `spf`, `spf-helo`, `dkim`, `dmarc`, in lower case
public record ReportFacts(
        Optional<Claim<IpAddress>> ip,
        Optional<Claim<String>> helo,
        Optional<Claim<String>> mailFrom,
        Optional<Claim<String>> from,
        Map<String, Claim<String>> results) {
    public static final ReportFacts NONE =
            new ReportFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public ReportFacts {
        results = Map.copyOf(results);
    }
}
