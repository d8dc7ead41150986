package org.whybounce.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.Identity;
import org.whybounce.spf.SpfResult;

/// The receiver names SPF. Which of the causes it is follows from what the DNS shows now, in the order of the questions
/// below; the first that is answered decides.
final class SpfRefusal {
    private final CaseFile file;
    private final Shown now;
    private final Reading reading;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Candidate> ruledOut = new ArrayList<>();

    private SpfRefusal(CaseFile file, Shown now, Reading reading) {
        this.file = file;
        this.now = now;
        this.reading = reading;
    }

    static Diagnosis decide(CaseFile file, Shown now, Reading reading) {
        return new SpfRefusal(file, now, reading).decide();
    }

    private Diagnosis decide() {
        evidence.add(new Evidence(Evidence.From.PASTE, reading.span(), reading.reason()));
        ruledOut.addAll(Causes.weakerReadings(file, reading));

        // Did the receiver look at an address that no sender on the Internet can have?
        if (file.ip().isPresent() && !file.ip().get().value().scope().publiclySeen()) {
            return receiverFault(file.ip().get());
        }
        if (file.checkedDomain().isEmpty()) {
            return SpfOpen.withoutDomain(file, reading);
        }
        DomainName domain = file.checkedDomain().get().value();
        evidence.add(file.checkedDomain().get().evidence("domain checked:"));
        if (now.noDns()) {
            return SpfOpen.withoutDns(file, reading);
        }
        // A record that fails for every address needs no address to be found out.
        if (now.checked().isEmpty()) {
            return now.anyAddress()
                    .filter(any -> any.result() == SpfResult.PERMERROR)
                    .map(any -> broken(any, domain))
                    .or(() -> now.anyAddress()
                            .filter(any -> any.result() == SpfResult.NONE)
                            .map(any -> noRecord(domain)))
                    .orElseGet(() -> SpfOpen.withoutAddress(file, reading));
        }
        Evaluation checked = now.checked().get();
        evidence.add(Evidence.step(checked.identity().words() + " " + checked.domain() + ", " + checked.ip()
                + ": evaluates to " + checked.result().word() + " now"));
        return switch (checked.result()) {
            case PERMERROR -> broken(checked, domain);
            case TEMPERROR -> dnsTrouble(checked, domain);
            case NONE -> noRecord(domain);
            case PASS -> passesNow(checked, domain);
            case FAIL, SOFTFAIL, NEUTRAL -> notAuthorised(checked, domain);
        };
    }

    private Diagnosis receiverFault(Fact<IpAddress> ip) {
        evidence.add(ip.evidence("address evaluated:"));
        ruledOut.add(new Candidate(
                "spf.sender-not-listed",
                List.of("the receiver says SPF fail"),
                List.of(ip.value() + " is " + ip.value().scope().words() + ": no record could list it")));
        return new Diagnosis.Established(
                new Cause.ReceiverFault(ip.value(), ip.value().scope().words()),
                "The receiver evaluated SPF for " + ip.value() + ", "
                        + ip.value().scope().words()
                        + " inside its own network, instead of the address your mail came from.",
                evidence,
                ruledOut);
    }

    private Diagnosis broken(Evaluation evaluation, DomainName domain) {
        String kind = evaluation.permanent().map(error -> error.kind()).orElse("syntax");
        ruledOut.add(new Candidate(
                "spf.sender-not-listed",
                List.of(),
                List.of("the record does not evaluate, so it lists nobody until it is mended")));
        String at = evaluation.permanent().map(error -> error.at().toString()).orElse(domain.toString());
        String whose = at.equals(domain.toString()) ? "" : " (the fault lies in the record of " + at + ")";
        return new Diagnosis.Established(
                new Cause.RecordBroken(domain, Optional.of(kind)),
                "The SPF record of " + domain + " is broken, " + BrokenKind.words(kind) + whose
                        + ": receivers answer permerror, whoever sends.",
                evidence,
                ruledOut);
    }

    private Diagnosis dnsTrouble(Evaluation evaluation, DomainName domain) {
        if (evaluation.temporary().isEmpty()) {
            return SpfOpen.withoutDns(file, reading);
        }
        return new Diagnosis.Established(
                new Cause.DnsTrouble(domain),
                "The name servers behind the SPF record of " + domain
                        + " do not answer properly, so receivers cannot evaluate it.",
                evidence,
                ruledOut);
    }

    private Diagnosis noRecord(DomainName domain) {
        ruledOut.add(new Candidate("spf.record-broken", List.of(), List.of("there is no record that could be broken")));
        if (file.identityOrMailFrom() == Identity.HELO) {
            return helo(domain, "has no SPF record, and the receiver asks for one for the HELO name");
        }
        return new Diagnosis.Established(
                new Cause.NoRecord(domain, file.ip().map(Fact::value)),
                "No SPF record is published at " + domain + ", and the receiver demands one.",
                evidence,
                ruledOut);
    }

    private Diagnosis helo(DomainName domain, String why) {
        ruledOut.add(new Candidate(
                "spf.sender-not-listed", List.of(), List.of("the HELO identity was evaluated, not MAIL FROM")));
        return new Diagnosis.Established(
                new Cause.HeloFailed(domain, file.ip().map(Fact::value)),
                "SPF failed for the name your server greets with: " + domain + " " + why + ".",
                evidence,
                ruledOut);
    }

    /// Refused then, authorised now. The record was mended since and the receiver still held the old one, or the
    /// refusal
    /// has another reason than the one it names.
    private Diagnosis passesNow(Evaluation checked, DomainName domain) {
        String by = checked.matched().map(match -> " (" + match.text() + ")").orElse("");
        ruledOut.add(new Candidate(
                "spf.sender-not-listed",
                List.of("the receiver said so"),
                List.of(checked.ip() + " is listed now" + by)));
        ruledOut.add(
                new Candidate("spf.record-broken", List.of(), List.of("the record evaluates: " + checked.result())));
        String ttl = Ttl.ofRecord(checked)
                .map(seconds -> "; resolvers keep an old record up to " + Ttl.words(seconds))
                .orElse("");
        return new Diagnosis.Established(
                new Cause.LocalPolicy(domain, checked.ip()),
                "The record of " + domain + " authorises " + checked.ip()
                        + " now: either it was mended since the refusal" + ttl
                        + ", or the receiver refuses by a rule of its own.",
                evidence,
                ruledOut);
    }

    private Diagnosis notAuthorised(Evaluation checked, DomainName domain) {
        if (checked.identity() == Identity.HELO) {
            return helo(domain, "does not list " + checked.ip());
        }
        Optional<Diagnosis> forwarded = Forwarding.decide(file, now, checked, domain, evidence, ruledOut);
        if (forwarded.isPresent()) {
            return forwarded.get();
        }
        ruledOut.add(new Candidate(
                "spf.record-broken",
                List.of(),
                List.of("the record evaluates, to " + checked.result().word())));
        if (reading.meaning() != Meaning.DMARC_POLICY) {
            ruledOut.add(new Candidate("dmarc.policy", List.of(), List.of("the refusal does not name DMARC")));
        }
        Optional<String> vendor = now.service().map(SendingService::name);
        if (now.service().filter(SendingService::pool).isPresent()) {
            return new Diagnosis.Established(
                    new Cause.VendorPool(vendor.orElseThrow(), checked.ip()),
                    checked.ip() + " belongs to a relay pool of " + vendor.orElseThrow()
                            + " that no SPF record is meant to list.",
                    evidence,
                    ruledOut);
        }
        String who = checked.ip() + vendor.map(name -> " (" + name + ")").orElse("");
        Optional<Fact<DomainName>> from =
                file.fromDomain().filter(fact -> !fact.value().equals(domain));
        if (from.isPresent()) {
            DomainName visible = from.get().value();
            evidence.add(from.get().evidence("visible From:"));
            boolean own = sameOwner(domain, visible);
            return new Diagnosis.Established(
                    new Cause.AnotherDomainChecked(domain, visible, checked.ip(), vendor, own),
                    "SPF was evaluated for " + domain + ", not for the " + visible
                            + " that you see in From, and the record of " + domain + " does not list " + who + ".",
                    evidence,
                    ruledOut);
        }
        return new Diagnosis.Established(
                new Cause.SenderNotListed(domain, checked.ip(), vendor, otherFamilyListed(checked)),
                "SPF refused this mail: " + domain + " does not list " + who + ".",
                evidence,
                ruledOut);
    }

    /// Whether two names belong to one owner as far as names can tell: one lies below the other, or both below the same
    /// registrable domain.
    private static boolean sameOwner(DomainName one, DomainName other) {
        return one.isAtOrBelow(other) || other.isAtOrBelow(one);
    }

    private boolean otherFamilyListed(Evaluation checked) {
        return now.otherFamily()
                .filter(other -> other.ip().v4() != checked.ip().v4() && other.result() == SpfResult.PASS)
                .isPresent();
    }
}
