package org.whybounce.headers;

import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.route.Hop;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.Step;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.Term;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// Who else could have sent a mail for which SPF passes: a record that includes a service's lets every
/// customer of the service send, as far as its rules go (RFC 7208, section 11.4). A pass then shows that
/// the domain's owner lets that service send, and not who of its customers did.
final class SharedSender {
    /// Addresses in a range that one organisation seldom has to itself: 4,096 of IPv4.
    private static final int WIDE = 20;

    /// More includes than an evaluation follows (RFC 7208, section 4.6.4).
    private static final int MOST_LEVELS = 20;

    private SharedSender() {}

    /// In words, as in `any customer of Microsoft 365`.
    static Optional<String> of(Evaluation spf, Optional<Hop> entry) {
        if (spf.result() != SpfResult.PASS) {
            return Optional.empty();
        }
        return included(spf)
                .or(() -> entry.flatMap(Hop::owner).map(SharedSender::customers))
                .or(() -> range(spf));
    }

    /// The first record of another's that the pass rests on.
    private static Optional<String> included(Evaluation spf) {
        Evaluation at = spf;
        for (int level = 0; level < MOST_LEVELS; level++) {
            Optional<Evaluation> inner = entered(at);
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            at = inner.get();
            if (!organisation(at.domain()).equals(organisation(spf.domain()))) {
                Optional<Vendor> vendor = VendorDirectory.builtIn().byInclude(at.domain());
                boolean own = vendor.filter(each -> each.scope() == Scope.PER_CUSTOMER)
                        .isPresent();
                return own
                        ? Optional.empty()
                        : Optional.of(vendor.map(SharedSender::customers).orElse("whoever sends by " + at.domain()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Evaluation> entered(Evaluation spf) {
        return spf.steps().reversed().stream()
                .filter(Step.Entered.class::isInstance)
                .map(step -> ((Step.Entered) step).evaluation())
                .filter(inner -> inner.result() == SpfResult.PASS)
                .findFirst();
    }

    private static Optional<String> range(Evaluation spf) {
        return spf.matched()
                .filter(match -> match.term() instanceof Term.Directive directive
                        && directive.mechanism() instanceof Mechanism.Ip4(var range)
                        && range.length() <= WIDE)
                .map(match -> "whoever has an address in " + match.text());
    }

    private static String customers(Vendor vendor) {
        return "any customer of " + vendor.shortName();
    }

    private static String organisation(String domain) {
        return DomainName.parse(domain)
                .map(PublicSuffixes::organisation)
                .map(DomainName::toString)
                .orElse(domain);
    }
}
