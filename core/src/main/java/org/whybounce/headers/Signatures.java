package org.whybounce.headers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.arc.ArcResult;
import org.whybounce.arc.ArcVerifier;
import org.whybounce.dkim.DkimOutcome;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dkim.autopsy.DkimExamination;
import org.whybounce.dmarc.Alignment;
import org.whybounce.dmarc.Authenticated;
import org.whybounce.dmarc.DmarcEvaluator;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.RawMessage;
import org.whybounce.route.Hop;
import org.whybounce.route.Route;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;

/// Authenticates the From domain by what can be verified: SPF where the receiver evaluated it, and the
/// signatures as far as the paste allows.
public final class Signatures {
    private final Resolver resolver;
    private final Instant now;

    public Signatures(Resolver resolver, Instant now) {
        this.resolver = resolver;
        this.now = now;
    }

    /// When the message came in: a signature has to hold then; that it has expired since says nothing.
    private Instant received(Route way) {
        return way.boundary()
                .hop()
                .flatMap(way::hop)
                .flatMap(Signatures::time)
                .or(() -> way.hops().reversed().stream()
                        .flatMap(hop -> time(hop).stream())
                        .findFirst())
                .orElse(now);
    }

    /// What earlier hops sealed.
    public ArcResult chain(RawMessage raw, Route way) {
        return new ArcVerifier(resolver).verify(raw, received(way));
    }

    public Authentication authenticate(
            RawMessage raw, MessageEvidence message, Route way, List<SpfThenAndNow> spf, ArcResult arc) {
        List<DkimExamination> dkim = DkimExamination.of(
                raw, resolver, received(way), message.headers().damage());
        Optional<DomainName> from = message.fromDomain().map(Claim::value);
        if (from.isEmpty()) {
            return new Authentication(dkim, arc, Optional.empty(), false, false, false);
        }
        List<Authenticated> identifiers = new ArrayList<>();
        Optional<Evaluation> ours = spf.stream()
                .filter(check -> check.at() == SpfThenAndNow.At.EVALUATED)
                .flatMap(check -> check.decisive().stream())
                .findFirst();
        ours.flatMap(now -> DomainName.parse(now.domain())
                        .map(domain -> Authenticated.spf(domain, now.result() == SpfResult.PASS)))
                .ifPresent(identifiers::add);
        List<Authenticated> could = new ArrayList<>(identifiers);
        if (ours.isEmpty()) {
            could.add(Authenticated.spf(from.get(), true));
        }
        for (DkimExamination each : dkim) {
            DkimResult result = each.result();
            result.signature().ifPresent(signature -> {
                identifiers.add(Authenticated.dkim(signature.domain(), result.passed()));
                could.add(Authenticated.dkim(signature.domain(), result.passed() || untold(result.outcome())));
            });
        }
        DmarcEvaluator evaluator = new DmarcEvaluator(resolver);
        DmarcResult dmarc = evaluator.evaluate(from.get(), identifiers);
        boolean open = dmarc.outcome() == DmarcResult.Outcome.FAIL
                && (ours.isEmpty()
                        || dkim.stream().anyMatch(each -> untold(each.result().outcome())))
                && evaluator.evaluate(from.get(), could).outcome() == DmarcResult.Outcome.PASS;
        boolean signed = dmarc.alignments().stream()
                .anyMatch(alignment -> alignment.method() == Alignment.Method.DKIM && alignment.carries());
        return new Authentication(dkim, arc, Optional.of(dmarc), open, open && ours.isEmpty(), signed);
    }

    private static Optional<Instant> time(Hop hop) {
        return hop.received().date().map(claim -> claim.value().toInstant());
    }

    /// Whether a signature may hold for all that can be seen.
    static boolean untold(DkimOutcome outcome) {
        return switch (outcome) {
            case DkimOutcome.Neutral _, DkimOutcome.TempError _ -> true;
            case DkimOutcome.Pass _, DkimOutcome.Fail _, DkimOutcome.PermError _ -> false;
        };
    }
}
