package org.whybounce.cause.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.whybounce.bounce.Reading;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Evidence;
import org.whybounce.cause.look.DnsEvidence;

/// The receiver names SPF. Which of the causes it is follows from what the DNS shows now: the rules are asked from top
/// to bottom, and the first that decides (or that asks for a missing fact) ends the matter. What the others say against
/// their own cause is kept as the rivals that were ruled out.
///
/// ```
///  rule              decides when                                       cause
///  ReceiverMistake   the address evaluated is private or the receiver's  spf.receiver-fault
///  UnknownDomain     no domain to evaluate is told                       open: mailFrom
///  NoNameServer      no name server can be asked here                    open: dns
///  OwnLimit          a limit of ours left questions unasked              open: limit
///  NameServerTrouble the record cannot be looked up (temperror)          spf.dns-trouble
///  BrokenRecord      the record does not evaluate, for anybody           spf.record-broken
///  HeloName          HELO was evaluated and does not pass                spf.helo
///  MissingRecord     there is no record                                  spf.no-record
///  UnknownAddress    the record is sound and no address is told          open: ip
///  PassesNow         the address is authorised now                       receiver.local-policy
///  Forwarding        the first hop is authorised, another address sent on spf.forwarded
///  RelayPool         the address is a service's pool that nobody lists   spf.vendor-pool
///  OtherDomain       the visible From is another domain                  spf.another-domain-checked
///  UnlistedSender    nothing of the above                                spf.sender-not-listed
/// ```
/// The order is that of certainty. An impossible address needs no DNS. A record that is broken for everybody needs no
/// address. A forwarder's address must never be taken for a sender that was forgotten, so forwarding is asked before
/// it.
final class SpfRefusal {
    private static final List<Function<SpfCase, Weighed>> RULES = List.of(
            ReceiverMistakeRule::weigh,
            UnknownFactRule::domain,
            UnknownFactRule::dns,
            UnknownFactRule::limit,
            NameServerTroubleRule::weigh,
            BrokenRecordRule::weigh,
            HeloNameRule::weigh,
            MissingRecordRule::weigh,
            UnknownFactRule::address,
            PassesNowRule::weigh,
            ForwardedRule::weigh,
            RelayPoolRule::weigh,
            OtherDomainRule::weigh,
            UnlistedSenderRule::weigh);

    private SpfRefusal() {}

    static Diagnosis decide(CaseFile file, DnsEvidence now, Reading reading) {
        SpfCase c = new SpfCase(file, now, reading);
        List<Candidate> ruledOut = new ArrayList<>();
        Weighed.Decides decided = null;
        for (Function<SpfCase, Weighed> rule : RULES) {
            switch (rule.apply(c)) {
                case Weighed.Decides decides -> {
                    if (decided == null) {
                        decided = decides;
                    }
                }
                case Weighed.Asks asks -> {
                    if (decided == null) {
                        return asks.open();
                    }
                }
                case Weighed.Against against -> ruledOut.add(against.candidate());
                case Weighed.Silent _ -> {}
            }
        }
        if (decided == null) {
            throw new IllegalStateException("no rule decided; the last one decides always");
        }
        return established(c, decided, ruledOut);
    }

    private static Diagnosis established(SpfCase c, Weighed.Decides decided, List<Candidate> ruledOut) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                Evidence.From.PASTE, c.reading().span(), c.reading().reason()));
        c.file().checkedDomain().ifPresent(fact -> evidence.add(fact.evidence("domain checked:")));
        c.now()
                .checked()
                .ifPresent(e -> evidence.add(Evidence.step(e.identity().words() + " " + e.domain() + ", " + e.ip()
                        + ": evaluates to " + e.result().word() + " now")));
        evidence.addAll(decided.because());
        List<Candidate> rivals = new ArrayList<>(decided.outranked());
        ruledOut.stream()
                .filter(rival -> !rival.cause().equals(decided.cause().code()))
                .filter(rival ->
                        rivals.stream().noneMatch(known -> known.cause().equals(rival.cause())))
                .forEach(rivals::add);
        rivals.addAll(Causes.weakerReadings(c.file(), c.reading()));
        return new Diagnosis.Established(decided.cause(), decided.summary(), evidence, rivals);
    }
}
