package org.whybounce.dmarc;

import org.whybounce.dmarc.DmarcRecord.ReportUri;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;

/// Whether reports may be sent to an address that a record names (RFC 9990, section 4).
///
/// @param uri       the address
/// @param aggregate whether it is for aggregate reports, else for failure reports
public record ReportDestination(ReportUri uri, boolean aggregate, Permission permission) {
    public sealed interface Permission {
        /// It lies in the same organisation, so nobody needs to be asked.
        record Own() implements Permission {}

        /// @param at the name at which the destination says so
        record Given(DomainName at) implements Permission {}

        /// @param at the name at which the destination would say so
        record Missing(DomainName at) implements Permission {}

        record NoAnswer(DomainName at, Answer.Failed answer) implements Permission {}
    }

    /// One sentence without a final full stop.
    public String says() {
        String to = (aggregate ? "aggregate" : "failure") + " reports to " + uri.destination();
        return switch (permission) {
            case Permission.Own _ -> to + " stay in the organisation";
            case Permission.Given given -> to + " are welcome there: " + given.at() + " says so";
            case Permission.Missing missing -> to + " are not sent: there is no \"v=DMARC1\" at " + missing.at();
            case Permission.NoAnswer none ->
                "whether " + to + " are sent cannot be told: the DNS did not answer " + none.at() + ", "
                        + none.answer().words();
        };
    }
}
