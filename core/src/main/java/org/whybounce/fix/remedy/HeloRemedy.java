package org.whybounce.fix.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.Basis;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Letter;
import org.whybounce.fix.plan.AddSender;
import org.whybounce.fix.plan.Mending;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.SoundRecord;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.SpfQuestion;

/// A record for the name that a server greets with. No mail has such a name behind its `@`, so where there is no
/// record yet the first one may end in `-all` (RFC 7208, section 10.1.3).
public final class HeloRemedy {
    private HeloRemedy() {}

    static String what(DomainName helo) {
        return "Publish an SPF record for the HELO name " + helo + " itself.";
    }

    /// Where no record can be written, because the address or the full name is not known.
    public static Fix unknown(DomainName helo, boolean noAddress) {
        return new Fix.Tell(
                Fix.Whom.SENDER_HOST,
                "Let the server greet with its own full name, one that resolves to its address, and publish an SPF"
                        + " record for that name. No record is printed, since "
                        + (noAddress ? "the address that sends is not known." : "‘" + helo + "’ is no full name."),
                Letter.of("HELO name of the outgoing mail server", what(helo)));
    }

    /// @param mending with the case that has to pass
    public static Mending.Attempt of(Mending mending) {
        DomainName helo = mending.at();
        SpfQuestion failing = mending.failing().orElseThrow();
        ReachReader reader = mending.reader();
        if (!SoundRecord.at(reader, helo).isEmpty()) {
            return AddSender.propose(mending, Optional.empty());
        }
        List<Mending.Candidate> candidates = new ArrayList<>();
        for (String term : List.of("a", AddSender.address(failing.ip()).term())) {
            AddressRanges listed = reader.read(helo, "v=spf1 " + term).passes();
            candidates.add(new Mending.Candidate(
                    mending.edit(List.of(), "v=spf1 " + term + " -all", reader),
                    List.of(),
                    listed,
                    "Publishes an SPF record for the HELO name " + helo + ".",
                    List.of("This is for the name the server greets with. If mail is also sent with addresses at "
                            + helo + ", end the record in ‘~all’ until all that sends is listed."),
                    Basis.AS_IT_IS));
        }
        return mending.first(candidates);
    }
}
