package org.whybounce.cause.rule;

import java.util.Optional;
import org.whybounce.bounce.Reading;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Fact;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.Identity;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;

/// A refusal that names SPF, as the rules of [SpfRefusal] look at it: what the text claims, what the DNS shows now, and
/// the reading of the words that brought the case here.
record SpfCase(CaseFile file, DnsEvidence now, Reading reading) {
    Optional<IpAddress> ip() {
        return file.ip().map(Fact::value);
    }

    /// The domain that the receiver evaluated.
    Optional<DomainName> domain() {
        return file.checkedDomain().map(Fact::value);
    }

    /// The name of the domain for sentences that are only said where it is known.
    String domainName() {
        return domain().map(DomainName::toString).orElse("the domain checked");
    }

    /// The sender evaluated now; where no address is known, an address that nobody lists.
    Optional<Evaluation> evaluated() {
        return now.checked().or(now::anyAddress);
    }

    /// What the address that sent gets now; empty where the address or the domain is not known.
    Optional<SpfResult> result() {
        return now.checked().map(Evaluation::result);
    }

    boolean ends(SpfResult result) {
        return result().filter(is -> is == result).isPresent();
    }

    /// Whether the record evaluates and does not let the address send.
    boolean notAuthorised() {
        return result().filter(is -> switch (is) {
                    case FAIL, SOFTFAIL, NEUTRAL -> true;
                    case PASS, NONE, TEMPERROR, PERMERROR -> false;
                })
                .isPresent();
    }

    boolean heloChecked() {
        return file.identityOrMailFrom() == Identity.HELO;
    }

    /// The SPF result that the receiver states, in words or by what it says.
    String stated() {
        return Optional.ofNullable(file.wording().results().get("spf"))
                .map(Claim::value)
                .orElse(
                        switch (reading.meaning()) {
                            case SPF_FAIL -> "fail";
                            case SPF_SOFTFAIL -> "softfail";
                            case SPF_NEUTRAL -> "neutral";
                            case SPF_NONE -> "none";
                            case SPF_PERMERROR -> "permerror";
                            case SPF_TEMPERROR -> "temperror";
                            default -> "a failure";
                        });
    }

    /// The address with the name of the service that it belongs to: `198.51.100.7 (Zendesk)`.
    String sender() {
        return ip().map(IpAddress::toString).orElse("the sending address")
                + now.service().map(service -> " (" + service.name() + ")").orElse("");
    }

    /// How a sentence begins that says what became of the mail: where it arrived, nothing was refused.
    String refused(String words) {
        return file.refusal().isPresent() ? words : "Nothing was refused here, but SPF states " + stated() + ": ";
    }
}
