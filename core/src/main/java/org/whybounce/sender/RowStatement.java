package org.whybounce.sender;

import java.util.List;
import java.util.Optional;

/// What one row of a report states about messages, without their source and number. Many rows state the same, so one
/// value stands for all of them.
///
/// @param headerFrom   the domain of the visible From; empty where the row does not tell
/// @param envelopeFrom the domain of MAIL FROM, if the row tells it
/// @param spfAligned   whether SPF passed for a domain that is aligned with the From, as the receiver states
/// @param dkimAligned  the same of DKIM
/// @param disposition  what the receiver did: `none`, `quarantine`, `reject`, `pass`; lower case, empty if not told
/// @param reasons      why it did otherwise than the policy says: `forwarded`, `mailing_list` and so on
public record RowStatement(
        String headerFrom,
        Optional<String> envelopeFrom,
        boolean spfAligned,
        boolean dkimAligned,
        String disposition,
        List<String> reasons,
        List<Spf> spf,
        List<Dkim> dkim) {
    /// An SPF result as the receiver states it.
    ///
    /// @param scope `mfrom` or `helo`; a row without one means MAIL FROM (RFC 7489, appendix C)
    public record Spf(String domain, String scope, String result) {
        public boolean passed() {
            return result.equals("pass");
        }

        public boolean mailFrom() {
            return !scope.equals("helo");
        }
    }

    /// A DKIM result as the receiver states it; the selector is empty where it is not told.
    public record Dkim(String domain, String selector, String result) {
        public boolean passed() {
            return result.equals("pass");
        }
    }

    public RowStatement {
        reasons = List.copyOf(reasons);
        spf = List.copyOf(spf);
        dkim = List.copyOf(dkim);
    }

    /// Whether DMARC passed: either way suffices (RFC 9989, section 4.4).
    public boolean passing() {
        return spfAligned || dkimAligned;
    }

    /// The domain that SPF was evaluated for by MAIL FROM: what the row names, else what its SPF result names.
    public Optional<String> mailFromDomain() {
        return envelopeFrom.or(() -> spf.stream()
                .filter(Spf::mailFrom)
                .map(Spf::domain)
                .filter(name -> !name.isEmpty())
                .findFirst());
    }
}
