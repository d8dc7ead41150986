package org.whybounce.fix.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.fix.Basis;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Letter;
import org.whybounce.fix.plan.AddSender;
import org.whybounce.fix.plan.Mending;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.SoundRecord;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfQuestion;

/// A record for the name that a server greets with. No mail has such a name behind its `@`, so where there is no
/// record yet the first one may end in `-all` (RFC 7208, section 10.1.3).
public final class HeloRemedy {
    private HeloRemedy() {}

    public static Fix of(Resolver resolver, DomainName helo, Optional<SpfQuestion> failing) {
        String what = "Publish an SPF record for the HELO name " + helo + " itself.";
        if (failing.isEmpty() || helo.labelCount() < 2) {
            return new Fix.Tell(
                    Fix.Whom.SENDER_HOST,
                    "Let the server greet with its own full name, one that resolves to its address, and publish an SPF"
                            + " record for that name. No record is printed, since "
                            + (failing.isEmpty()
                                    ? "the address that sends is not known."
                                    : "‘" + helo + "’ is no full name."),
                    Letter.of("HELO name of the outgoing mail server", what));
        }
        Mending mending = new Mending(resolver, helo, failing);
        ReachReader reader = mending.reader();
        if (!SoundRecord.at(reader, helo).isEmpty()) {
            return own(reader, helo, failing.get().ip())
                    ? AddSender.propose(mending, Optional.empty()).orTell(helo, what)
                    : AddSender.propose(mending, Optional.empty())
                            .onlyIf(claimed(failing.get().ip(), helo))
                            .orTell(helo, what);
        }
        List<Mending.Candidate> candidates = new ArrayList<>();
        for (String term : List.of("a", AddSender.address(failing.get().ip()).term())) {
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
        Mending.Attempt attempt = mending.first(candidates);
        return (own(reader, helo, failing.get().ip()) ? attempt : attempt.onlyIf(claimed(failing.get().ip(), helo)))
                .orTell(helo, what);
    }

    /// Whether the name leads to the address: only then the client did not just say so.
    private static boolean own(ReachReader reader, DomainName helo, IpAddress ip) {
        return reader.read(helo, "v=spf1 a").passes().contains(ip);
    }

    private static Fix.Condition claimed(IpAddress ip, DomainName helo) {
        return new Fix.Condition(
                "if the server " + ip + " is yours",
                "Any client may greet as " + helo + ", and that name does not lead to " + ip
                        + ". If the server is not yours, the mail was forged, and nothing is to be done.");
    }
}
