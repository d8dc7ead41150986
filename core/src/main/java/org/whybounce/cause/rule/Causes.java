package org.whybounce.cause.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Outvoted;
import org.whybounce.bounce.Reading;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Missing;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.text.Span;

/// How a verdict is reached, for somebody who comes new to it.
///
/// A bounce is a claim: the receiver says why it refused, in its own words, and seldom in all of them. The DNS
/// is a fact, but one of today, while the refusal is of yesterday. The decision weighs the two, and they are
/// never mixed: [CaseFile] holds what the text claims, [DnsEvidence] what the DNS shows now.
///
/// ```
/// what the words say                what else is looked at           what it can be
/// SPF (any result)                  DNS, headers: [SpfRefusal]        the nine spf.* causes, or local policy,
/// or open DMARC                             headers, DNS: [DmarcRefusal]      dmarc.policy and why, or local
/// policy neither SPF nor DKIM, rules       DNS: [AuthenticationRefusal]      auth.none, auth.requirements,
/// local policy a reason of another kind          nothing: [StatedMeaning]                 that reason, and
/// "not SPF" no reason, or only hints          DNS, as a remark: [Unexplained]   open
/// nothing was refused               DNS: [WithoutRefusal]             no refusal, with what is wrong none the
/// less
/// ```
///
/// Why the words come first. Of refusals that carry 5.7.1 only a small part are SPF: block lists, content,
/// relaying and reputation wear the same code. And most domains have some flaw in their record. Whoever
/// evaluates first and reads afterwards finds that flaw, and sends a person with a full mailbox to their DNS
/// for three days. So a record that fails is a remark beside a refusal that does not name SPF, never its cause.
///
/// Why the DNS comes second, and not never. "SPF fail" has at least nine causes with different remedies on
/// different sides: a forgotten service, another domain than the one in From, a broken record, a forwarder, a
/// missing record, HELO, silent name servers, a receiver that looked at its own address, a pool that nobody
/// lists. The words hardly ever tell which; one evaluation of (address, envelope sender, HELO) mostly does.
///
/// Cases that look alike and are not:
///
/// - The text says SPF fail, and it passes now: the record was mended since, or the words are not the reason.
/// Nothing
///   is to be published ([PassesNowRule]).
/// - SPF ends in softfail and the receiver names DMARC: p=reject made a refusal of it. It is DMARC, since a
/// signature
///   alone would have carried the mail; the softfail is told beside it.
/// - SPF passes, for another domain than the one in From, and the receiver names DMARC: alignment. An include
/// at the
///   From domain does nothing.
/// - The receiver's own header says spf=pass and the refusal says 5.7.1 and no more: a rule of the receiver's;
/// open. - The first hop is authorised and a sending service connected last: no forwarding; the service is what
/// is missing. - The refusal came at connect or HELO: no sender and no recipient was told yet, so it is about
/// neither. - The sender's own server refused: the recipient's side has nothing to do with it.
///
/// A wrong "it is SPF" is the worst answer there is. Where neither words nor evaluation decide, the answer is
/// [Diagnosis.Open]: the candidates, and the one fact to paste next.
public final class Causes {
    private Causes() {}

    public static Diagnosis decide(CaseFile file, DnsEvidence now) {
        if (file.refusal().isEmpty() || file.claims().setAside().isPresent()) {
            return WithoutRefusal.decide(file, now);
        }
        Optional<Reading> strongest = file.strongest();
        if (strongest.isEmpty() || strongest.get().strength() == Reading.Strength.HINT) {
            return Unexplained.decide(file, now);
        }
        Meaning meaning = strongest.get().meaning();
        // At connect and HELO neither sender nor recipient was told; wording that is only likely cannot be about them.
        if (file.refusedBeforeMailFrom()
                && strongest.get().strength() != Reading.Strength.SAID
                && needsEnvelope(meaning)) {
            return Unexplained.decide(file, now);
        }
        return switch (meaning) {
            case SPF_FAIL, SPF_SOFTFAIL, SPF_NEUTRAL, SPF_NONE, SPF_PERMERROR, SPF_TEMPERROR, SPF_UNSPECIFIED ->
                whole(now, SpfRefusal.decide(file, now, strongest.get()));
            case DMARC_POLICY, DMARC_TEMPERROR -> whole(now, DmarcRefusal.decide(file, now, strongest.get()));
            case AUTH_NONE, AUTH_REQUIREMENTS -> whole(now, AuthenticationRefusal.decide(file, now, strongest.get()));
            case POLICY_UNSPECIFIED -> Unexplained.decide(file, now);
            case DKIM_BROKEN,
                    HOST_PTR,
                    HOST_HELO,
                    HOST_DYNAMIC_IP,
                    HOST_TLS,
                    HOST_SENDER_DOMAIN_DNS,
                    RELAY_DENIED,
                    RELAY_AUTH_REQUIRED,
                    RELAY_SENDER_MISMATCH,
                    REPUTATION_IP,
                    REPUTATION_DOMAIN,
                    REPUTATION_BLOCKLIST,
                    REPUTATION_OWN_ACCOUNT,
                    CONTENT_SPAM,
                    CONTENT_MALWARE,
                    CONTENT_FORMAT,
                    CONTENT_SIZE,
                    RECIPIENT_UNKNOWN,
                    RECIPIENT_FULL,
                    RECIPIENT_DISABLED,
                    RECIPIENT_RESTRICTED,
                    RECIPIENT_NULL_MX,
                    RECIPIENT_SUPPRESSED,
                    RATE_LIMITED,
                    RATE_GREYLISTED,
                    SYSTEM_TEMPORARY,
                    SYSTEM_EXPIRED,
                    SYSTEM_LOOP,
                    RECEIVER_LOCAL_POLICY -> StatedMeaning.decide(file, strongest.get());
        };
    }

    /// What rests on the DNS is not established where a limit of ours left questions unasked: the answers may have told
    /// of a forwarder, of the receiver itself or of a service.
    private static Diagnosis whole(DnsEvidence now, Diagnosis found) {
        if (!now.cut() || !(found instanceof Diagnosis.Established established)) {
            return found;
        }
        return new Diagnosis.Open(
                "This check reached its own limit before it had asked everything. What was seen so far: "
                        + established.summary(),
                List.of(new Candidate(
                        established.cause().code(),
                        List.of("what was seen so far points to it"),
                        List.of("not every question was asked"))),
                List.of(Missing.limit(List.of(established.cause().code()))));
    }

    /// The other readings of the words, as rivals that the strongest one outranks, and those that did not count
    /// at all.
    static List<Candidate> weakerReadings(CaseFile file, Reading strongest) {
        List<Candidate> rivals = new ArrayList<>(weaker(file, strongest));
        for (Outvoted lost : file.wording().outvoted()) {
            Meaning meaning = lost.reading().meaning();
            // A bare code or plain words that were not asked for are no rivals; a known text that was struck is one.
            boolean told = !lost.heard()
                    || lost.reading().phrase().isEmpty()
                    || meaning == strongest.meaning()
                    || meaning == Meaning.POLICY_UNSPECIFIED
                    || meaning.namesSpf() && strongest.meaning().namesSpf()
                    || quoted(file, lost.reading())
                    || rivals.stream().anyMatch(rival -> rival.cause().equals(meaning.code()));
            if (!told) {
                rivals.add(new Candidate(meaning.code(), List.of(lost.reading().reason()), List.of(lost.because())));
            }
        }
        return List.copyOf(rivals);
    }

    private static List<Candidate> weaker(CaseFile file, Reading strongest) {
        return file.wording().readings().stream()
                .filter(reading -> reading.meaning() != strongest.meaning())
                // "SPF" without a result beside "SPF fail" is no rival, nor is a bare "policy" beside a reason.
                .filter(reading -> reading.meaning() != Meaning.POLICY_UNSPECIFIED)
                .filter(reading ->
                        !(reading.meaning().namesSpf() && strongest.meaning().namesSpf()))
                // Nobody's word: what the sender's own domain publishes for refusals (exp=).
                .filter(reading -> !quoted(file, reading))
                .map(reading -> reading.strength() == strongest.strength()
                        ? new Candidate(
                                reading.meaning().code(),
                                List.of(reading.reason()),
                                List.of("the text says so in general, and gives a narrower reason as well"))
                        : new Candidate(
                                reading.meaning().code(),
                                List.of(),
                                List.of("the text only hints at it: " + reading.reason())))
                .toList();
    }

    private static boolean needsEnvelope(Meaning meaning) {
        String code = meaning.code();
        return code.startsWith("recipient.")
                || code.startsWith("content.")
                || code.startsWith("dmarc.")
                || code.startsWith("dkim.");
    }

    private static boolean quoted(CaseFile file, Reading reading) {
        Optional<Span> theirs = file.wording().senderText().flatMap(claim -> Optional.ofNullable(claim.span()));
        return theirs.isPresent()
                && reading.span()
                        .filter(span -> span.start() >= theirs.get().start()
                                && span.end() <= theirs.get().end())
                        .isPresent();
    }
}
