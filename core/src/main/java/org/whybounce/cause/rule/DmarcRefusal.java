package org.whybounce.cause.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Evidence;
import org.whybounce.cause.Fact;
import org.whybounce.cause.Side;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.cause.look.Owners;
import org.whybounce.cause.look.PublicMailboxes;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.DomainName;
import org.whybounce.message.ForwardingSign;
import org.whybounce.message.MessageEvidence;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;

/// `dmarc.policy`: the receiver names DMARC. DMARC passes if SPF or DKIM passes for the domain in From, so the question
/// is why neither did. The kinds, in the order in which they are asked:
///
/// ```
///  list           a list's headers are there: it changed the mail and sent it from its own address
///  forwarded      another trace of forwarding, or the first hop is authorised and the last is not
///  from-not-owned the domain in From is a public mailbox provider's, and the mail did not come from there
///  no-alignment   the envelope is another owner's domain, and no signature of the From domain was seen
///  dkim-broken    a signature of the From domain was there, and did not help
///  no-dkim        the mail is at hand and bears no signature of the From domain
///  (none)         the mail is not at hand
/// ```
/// - For it: the words. - Against it: the same mail passes DMARC by today's DNS; then it is `receiver.local-policy`.
/// - SPF that ends in softfail or fail is told beside it: DMARC is what turned that into a refusal.
/// - What mends it: DKIM as the From domain, or a return path below it; never an include alone.
final class DmarcRefusal {
    private final CaseFile file;
    private final DnsEvidence now;
    private final Reading reading;
    private final Optional<DomainName> from;

    private DmarcRefusal(CaseFile file, DnsEvidence now, Reading reading) {
        this.file = file;
        this.now = now;
        this.reading = reading;
        this.from = file.fromDomain()
                .map(Fact::value)
                .or(() -> file.wording().checkedDomain().map(Claim::value).flatMap(DomainName::parse));
    }

    static Diagnosis decide(CaseFile file, DnsEvidence now, Reading reading) {
        return reading.meaning() == Meaning.DMARC_TEMPERROR
                ? StatedMeaning.decide(file, reading)
                : new DmarcRefusal(file, now, reading).decide();
    }

    private Diagnosis decide() {
        if (passesNow()) {
            Evaluation checked = now.checked().orElseThrow();
            return established(
                    new Cause.LocalPolicy(DomainName.of(checked.domain()), checked.ip()),
                    "The receiver named DMARC, but by the DNS of today the mail passes: SPF passes for "
                            + checked.domain() + ", which goes with the " + whose()
                            + " in From. Either a record was mended since, or the receiver has another reason.");
        }
        boolean named = file.refusal()
                .map(Refusal::flattened)
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .contains("dmarc");
        String refused = file.refusal().isEmpty()
                ? "Nothing was refused here, but DMARC of " + whose() + " fails for this mail"
                : named
                        ? "DMARC of " + whose() + " refused this mail"
                        : "The receiver took the sender in From"
                                + from.map(name -> ", " + name + ",").orElse("")
                                + " for forged, as DMARC would";
        if (list()) {
            return policy(
                    "list",
                    Side.FORWARDER,
                    refused + " after a mailing list changed it and sent it on: the list's address is not " + whose()
                            + "'s, and the change broke the signature.");
        }
        if (forwarded()) {
            return policy("forwarded", Side.FORWARDER, refused + " after it was sent on by somebody else.");
        }
        Optional<DomainName> envelope = file.mailFrom().flatMap(fact -> CaseFile.domainOf(fact.value()));
        boolean otherOwner = from.isPresent()
                && envelope.filter(domain -> !Owners.same(domain, from.get())).isPresent();
        // Whether it fails by SPF or not is told by nothing where no envelope is known; that nobody else can sign for a
        // mailbox provider is certain.
        if (from.filter(PublicMailboxes::has).isPresent()
                && !signedBy(from.get())
                && (otherOwner || envelope.isEmpty() || spf(SpfResult.FAIL, SpfResult.SOFTFAIL))) {
            return policy(
                    "from-not-owned",
                    Side.SENDER_SERVICE,
                    refused + ": " + whose() + " is a mailbox provider, and only its own servers may send with"
                            + " its addresses in From. Send from a domain of your own, or through " + whose() + ".");
        }
        if (statedPass("spf") && statedPass("dkim")) {
            return policy(
                    "no-alignment",
                    Side.SENDER_SERVICE,
                    refused + ": by the receiver's own words SPF and DKIM passed, but neither for " + whose()
                            + ", the domain in From (alignment).");
        }
        boolean signed = from.isPresent() && signedBy(from.get());
        if (otherOwner && !signed) {
            return policy(
                    "no-alignment",
                    Side.SENDER_SERVICE,
                    refused + ": its envelope says " + envelope.orElseThrow()
                            + (spf(SpfResult.PASS) ? ", for which SPF passes" : "") + ", which does not count for "
                            + whose() + ", and no DKIM signature of " + whose() + " was seen.");
        }
        if (signed) {
            return policy(
                    "dkim-broken",
                    Side.SENDER_SERVICE,
                    refused + ": it bears a DKIM signature of " + whose() + " that did not hold at the receiver, and "
                            + spfWords() + ".");
        }
        if (file.message().isPresent()) {
            return policy(
                    "no-dkim",
                    Side.SENDER_DNS,
                    refused + ": it bears no DKIM signature of " + whose() + ", and " + spfWords() + ".");
        }
        return established(
                new Cause.DmarcPolicy(from, Optional.empty(), Side.SENDER_DNS),
                refused + ": neither DKIM nor SPF passed for that domain"
                        + (now.checked().isPresent() ? " (" + spfWords() + ")" : "") + ".");
    }

    private Diagnosis policy(String kind, Side side, String summary) {
        return established(new Cause.DmarcPolicy(from, Optional.of(kind), side), summary);
    }

    private Diagnosis established(Cause cause, String summary) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Evidence.From.PASTE, reading.span(), reading.reason()));
        file.fromDomain().ifPresent(fact -> evidence.add(fact.evidence("From domain:")));
        file.mailFrom().ifPresent(fact -> evidence.add(fact.evidence("MAIL FROM:")));
        now.checked()
                .ifPresent(e -> evidence.add(Evidence.step("SPF for " + e.domain() + " and " + e.ip() + " evaluates to "
                        + e.result().word() + " now")));
        now.dmarc().ifPresent(dmarc -> evidence.add(Evidence.dns("DMARC by today's DNS: " + dmarc.says())));
        List<Candidate> ruledOut = new ArrayList<>();
        ruledOut.add(new Candidate(
                "spf.sender-not-listed",
                spf(SpfResult.FAIL, SpfResult.SOFTFAIL) ? List.of(spfWords()) : List.of(),
                List.of("the refusal names DMARC, which a DKIM signature alone would satisfy")));
        ruledOut.addAll(Causes.weakerReadings(file, reading));
        return new Diagnosis.Established(cause, summary, evidence, ruledOut);
    }

    private String whose() {
        return from.map(DomainName::toString).orElse("the domain in From");
    }

    private boolean passesNow() {
        return now.dmarc()
                .filter(dmarc -> dmarc.outcome() == DmarcResult.Outcome.PASS
                        && dmarc.spfAligned().orElse(false))
                .isPresent();
    }

    private boolean spf(SpfResult... results) {
        return now.checked().filter(e -> List.of(results).contains(e.result())).isPresent();
    }

    private String spfWords() {
        return now.checked()
                .map(e -> "SPF for " + e.domain() + " from " + e.ip() + " comes to "
                        + e.result().word())
                .orElse("SPF did not pass for it");
    }

    private boolean statedPass(String method) {
        return StatedResults.of(file, method)
                .filter(result -> result.toLowerCase(Locale.ROOT).startsWith("pass"))
                .isPresent();
    }

    private boolean list() {
        return signs().anyMatch(sign -> sign.kind() == ForwardingSign.Kind.MAILING_LIST)
                && file.mailFrom()
                        .flatMap(fact -> CaseFile.domainOf(fact.value()))
                        .filter(domain ->
                                from.filter(name -> Owners.same(name, domain)).isEmpty())
                        .isPresent();
    }

    private boolean forwarded() {
        boolean sentOn = file.sentOn();
        boolean onlyByList = signs().filter(sign -> sign.kind().conclusive())
                        .allMatch(sign -> sign.kind() == ForwardingSign.Kind.MAILING_LIST)
                && signs().anyMatch(sign -> sign.kind() == ForwardingSign.Kind.MAILING_LIST);
        return sentOn && !onlyByList
                || now.service().isEmpty()
                        && now.checked()
                                .filter(e -> e.result() != SpfResult.PASS)
                                .isPresent()
                        && now.firstHop()
                                .filter(hop -> hop.evaluation().result() == SpfResult.PASS)
                                .isPresent();
    }

    private Stream<ForwardingSign> signs() {
        return file.message().stream().flatMap(message -> message.forwarding().stream());
    }

    private boolean signedBy(DomainName domain) {
        return file.message().map(MessageEvidence::signatures).orElse(List.of()).stream()
                .flatMap(signature -> signature.domain().stream())
                .flatMap(claim -> DomainName.parse(claim.value()).stream())
                .anyMatch(signer -> Owners.same(signer, domain));
    }
}
