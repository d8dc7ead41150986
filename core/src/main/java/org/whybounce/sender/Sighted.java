package org.whybounce.sender;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.record.SpfResult;

/// One address with all that is known of it before it is judged.
///
/// @param at  the domain that SPF is evaluated for: what its mail names in MAIL FROM, else the domain itself
/// @param now what SPF gives it there
record Sighted(SourceTally tally, Traits traits, Host host, DomainName at, SpfNow.Verdict now) {
    IpAddress address() {
        return tally.address();
    }

    /// Whether the record says that it is ours. What lists everybody says nothing; and where somebody else's record
    /// lists it, others may send from there too, so that something in its mail has to be ours as well.
    boolean listed() {
        return now.lists()
                && (now.term().filter(SpfNow.Listing::included).isEmpty()
                        || traits.spfAligned() > 0
                        || !traits.ownEnvelope().isEmpty()
                        || traits.noEnvelope() > 0);
    }

    boolean passes() {
        return now.result() == SpfResult.PASS;
    }

    /// The group that it is judged with: what several hosts of one service say counts for each of them.
    String group() {
        return host.operator().orElse(address().toString());
    }

    Source as(SenderClass kind, List<String> why) {
        List<String> evidence = new ArrayList<>(why);
        if (!host.proof().isEmpty() && !listed()) {
            evidence.add(host.proof() + ".");
        }
        return new Source(address(), tally, traits, host, now, kind, evidence);
    }
}
