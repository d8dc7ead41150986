package org.whybounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.budget.CpuTime;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.CheckResult;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.KnownFacts;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.cause.look.Investigation;
import org.whybounce.cause.rule.Causes;
import org.whybounce.cause.rule.FiveChecks;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.finding.Finding;
import org.whybounce.fix.Fix;
import org.whybounce.fix.remedy.Remedies;
import org.whybounce.intake.Pasted;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.RawMessage;
import org.whybounce.vendor.VendorDirectory;

/// The one path from what was pasted to why it bounced and what mends it. Each line below is one stage; no arrow runs
/// back. What the paste claims and what the DNS shows stay apart until the diagnosis weighs them.
public final class Explain {
    /// Further refusals of one paste that are diagnosed; all are counted.
    private static final int MOST_OTHERS = 20;

    private final BounceReader bounces;
    private final VendorDirectory vendors;
    private final Resolver resolver;
    private final Asker dns;
    private final Investigation investigation;
    private final Remedies remedies;

    /// @param resolver where DNS answers come from; [org.whybounce.dns.ZoneFile] for none but those given
    public Explain(Resolver resolver) {
        this(new BounceReader(Phrasebook.standard()), VendorDirectory.builtIn(), resolver);
    }

    Explain(BounceReader bounces, VendorDirectory vendors, Resolver resolver) {
        this.bounces = bounces;
        this.vendors = vendors;
        this.resolver = resolver;
        this.dns = new Asker(resolver);
        this.investigation = new Investigation(dns, vendors);
        this.remedies = new Remedies(dns);
    }

    /// The same knowledge, which is read once, with another resolver: in a server each check has a budget of its own.
    public Explain with(Resolver resolver) {
        return new Explain(bounces, vendors, resolver);
    }

    /// Each case is one look at the DNS: all its stages speak of the same answers, and each question is asked once.
    public Explanation explain(Pasted pasted, KnownFacts told) {
        return with(resolver).explained(pasted, told);
    }

    private Explanation explained(Pasted pasted, KnownFacts told) {
        if (pasted instanceof Pasted.SpfRecord record) {
            Explain published = with(PastedRecord.published(record, resolver));
            return PastedRecord.plain(record, published.explain(pasted, PastedRecord.name(record), told));
        }
        if (pasted instanceof Pasted.Domain domain) {
            return explain(pasted, domain.name(), told);
        }
        Claims claims = bounces.read(pasted);
        Optional<ReturnedMessage> mail = ReturnedMessage.read(pasted, claims);
        Optional<MessageEvidence> message = mail.map(ReturnedMessage::evidence);
        Optional<Refusal> telling = mostTelling(claims.refusals());
        CaseFile stated = CaseFile.of(claims, telling, message, pasted.report(), told);
        PastedZone shown = PastedZone.of(pasted, stated);
        CaseFile file = shown.subject().map(stated::about).orElse(stated);
        Explain asPasted = shown.isEmpty() ? this : with(shown.over(dns));
        Explanation explanation = asPasted.explanation(
                pasted, file, mail.map(ReturnedMessage::raw), others(claims, telling, message, told));
        return shown.beside(explanation, dns);
    }

    /// A domain, or a record as if it stood there: nothing was refused, and what is wrong with it is told.
    private Explanation explain(Pasted pasted, DomainName name, KnownFacts told) {
        return explanation(pasted, CaseFile.asked(bounces.read(pasted), name, told), Optional.empty(), List.of());
    }

    private Explanation explanation(
            Pasted pasted, CaseFile stated, Optional<RawMessage> mail, List<Explanation.Other> others) {
        CaseFile file = investigation.derived(stated);
        DnsEvidence shown = investigation.look(file, mail);
        Diagnosis diagnosis = Routed.answer(pasted, file).orElseGet(() -> Causes.decide(file, shown));
        List<Finding> findings = CaseFindings.of(pasted, file, dns, shown, diagnosis);
        List<Fix> mending = remedies.of(file, shown, diagnosis);
        List<CheckResult> checks = FiveChecks.of(file, shown);
        Setup setup = Setup.of(file, shown, diagnosis, mending, vendors, dns);
        return new Explanation(
                pasted,
                file,
                shown,
                checks,
                findings,
                diagnosis,
                mending,
                others,
                setup,
                limits(pasted, file.claims()));
    }

    /// The first refusal, unless it gives no reason and a later one does: in a log the line before the refusal proper
    /// often looks like one.
    private static Optional<Refusal> mostTelling(List<Refusal> refusals) {
        return refusals.stream()
                .filter(refusal -> refusal.wording().readings().stream()
                        .anyMatch(reading -> reading.strength() != Reading.Strength.HINT
                                && reading.meaning() != Meaning.POLICY_UNSPECIFIED))
                .findFirst()
                .or(() -> refusals.stream().findFirst());
    }

    /// Whether there is anything in it to diagnose: a line with neither code nor known words is not told as another
    /// refusal.
    private static boolean says(Refusal refusal) {
        return refusal.replyCode().isPresent()
                || !refusal.enhancedCodes().isEmpty()
                || !refusal.wording().readings().isEmpty();
    }

    private List<Explanation.Other> others(
            Claims claims, Optional<Refusal> telling, Optional<MessageEvidence> message, KnownFacts told) {
        List<Explanation.Other> others = new ArrayList<>();
        for (Refusal refusal : claims.refusals().stream()
                .filter(refusal -> !telling.equals(Optional.of(refusal)))
                .filter(Explain::says)
                .limit(MOST_OTHERS)
                .toList()) {
            if (!CpuTime.left()) {
                break;
            }
            CaseFile file = CaseFile.of(claims, Optional.of(refusal), message, told);
            others.add(new Explanation.Other(file, Causes.decide(file, investigation.look(file))));
        }
        return others;
    }

    private static List<String> limits(Pasted pasted, Claims claims) {
        List<String> limits = new ArrayList<>(pasted.limits());
        limits.addAll(claims.limits());
        int beyond = claims.refusals().size() - 1 - MOST_OTHERS;
        if (beyond > 0) {
            limits.add(beyond + " more refusals were read but not diagnosed one by one.");
        }
        return limits;
    }
}
