package org.whybounce.headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.arc.ArcResult;
import org.whybounce.dkim.DkimOutcome;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.AuthenticationResults.Kind;
import org.whybounce.message.results.AuthenticationResults.MethodResult;
import org.whybounce.route.FieldTrust;
import org.whybounce.route.Hop;
import org.whybounce.route.Route;
import org.whybounce.route.Trust;
import org.whybounce.text.Claim;

/// Results in the receiver's name that stand where anybody can write, and whose words the receiver sealed:
/// its newest ARC seal holds and covers an ARC-Authentication-Results that says the same (RFC 8617, section
/// 4.1.1).
public final class SealedResults {
    private SealedResults() {}

    /// The route, with those results believed.
    public static Route proven(MessageEvidence message, Route way, ArcResult arc) {
        Optional<ArcResult.Sealed> newest =
                arc.sets().isEmpty() ? Optional.empty() : Optional.of(arc.sets().getLast());
        Optional<DomainName> sealer = newest.filter(set -> set.seal() instanceof DkimOutcome.Pass)
                .map(set -> organisation(set.set().seal().domain()));
        Optional<DomainName> receiver = way.boundary().hop().flatMap(way::hop).flatMap(SealedResults::writer);
        if (sealer.isEmpty() || !sealer.equals(receiver)) {
            return way;
        }
        int instance = newest.get().set().instance();
        List<MethodResult> sealed = message.results().stream()
                .filter(field -> field.kind() == Kind.ARC && field.instance() == instance)
                .flatMap(field -> field.results().stream())
                .toList();
        List<FieldTrust> trust = new ArrayList<>();
        for (FieldTrust each : way.trust()) {
            boolean same = each.trust() != Trust.BELIEVED
                    && message.results().stream()
                            .filter(field -> field.field().span().start()
                                    == each.field().span().start())
                            .filter(field -> field.kind() == Kind.OWN && named(field, receiver.get()))
                            .anyMatch(field -> !field.results().isEmpty()
                                    && field.results().stream().allMatch(result -> holds(sealed, result)));
            trust.add(
                    same
                            ? new FieldTrust(
                                    each.field(),
                                    Trust.BELIEVED,
                                    "the receiver sealed the same words (ARC set " + instance + "), and the seal holds")
                            : each);
        }
        return way.withTrust(trust);
    }

    private static boolean named(AuthenticationResults field, DomainName receiver) {
        return field.authservId()
                .flatMap(claim -> DomainName.parse(claim.value()))
                .filter(name -> organisation(name).equals(receiver))
                .isPresent();
    }

    private static boolean holds(List<MethodResult> sealed, MethodResult result) {
        return sealed.stream()
                .anyMatch(other -> other.method().equals(result.method())
                        && other.result().value().equals(result.result().value())
                        && about(other).equals(about(result)));
    }

    private static String about(MethodResult result) {
        return result.property("header.d", "header.i", "header.from", "smtp.mailfrom", "smtp.helo")
                .map(Claim::value)
                .orElse("");
    }

    private static Optional<DomainName> writer(Hop hop) {
        return hop.received()
                .by()
                .flatMap(claim -> DomainName.parse(claim.value()))
                .map(SealedResults::organisation);
    }

    private static DomainName organisation(DomainName name) {
        return PublicSuffixes.organisation(name);
    }
}
