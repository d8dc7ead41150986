package org.whybounce.headers;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dmarc.Authenticated;
import org.whybounce.dmarc.DmarcEvaluator;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.intake.Pasted;
import org.whybounce.message.MessageEvidence;
import org.whybounce.spf.SpfResult;
import org.whybounce.text.Claim;

/// Authenticates the From domain by what can be verified: SPF where the receiver evaluated it, and the signatures as far as
/// the paste allows.
public final class Signatures {
    private final Resolver resolver;
    private final InstantSource clock;

    public Signatures(Resolver resolver, InstantSource clock) {
        this.resolver = resolver;
        this.clock = clock;
    }

    public Authentication authenticate(Pasted pasted, MessageEvidence message, List<SpfCheck> spf) {
        Optional<DomainName> from = message.fromDomain().map(Claim::value);
        if (from.isEmpty()) {
            return Authentication.NONE;
        }
        List<Authenticated> identifiers = new ArrayList<>();
        spf.stream()
                .filter(check -> check.at() == SpfCheck.At.EVALUATED)
                .flatMap(check -> check.ours().stream())
                .findFirst()
                .flatMap(ours -> DomainName.parse(ours.domain())
                        .map(domain -> Authenticated.spf(domain, ours.result() == SpfResult.PASS)))
                .ifPresent(identifiers::add);
        DmarcEvaluator evaluator = new DmarcEvaluator(resolver);
        DmarcResult dmarc = evaluator.evaluate(from.get(), identifiers);
        List<Authenticated> could = new ArrayList<>(identifiers);
        message.signatures().stream()
                .flatMap(signature -> signature.domain().map(Claim::value).flatMap(DomainName::parse).stream())
                .distinct()
                .limit(MOST_SIGNATURES)
                .forEach(domain -> could.add(Authenticated.dkim(domain, true)));
        boolean open = dmarc.outcome() == DmarcResult.Outcome.FAIL
                && could.size() > identifiers.size()
                && evaluator.evaluate(from.get(), could).outcome() == DmarcResult.Outcome.PASS;
        return new Authentication(Optional.of(dmarc), open, false, List.of());
    }

    /// More signatures than a message has; each costs DNS questions.
    private static final int MOST_SIGNATURES = 10;

    InstantSource clock() {
        return clock;
    }
}
