package org.whybounce.check;

import java.util.List;
import java.util.function.Supplier;
import org.whybounce.dmarc.DmarcEvaluator;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.Mechanism;
import org.whybounce.spf.Qualifier;
import org.whybounce.spf.SpfTree;
import org.whybounce.spf.Term;
import org.whybounce.vendor.VendorDirectory;

/// What the checks of one domain share: the question, the DNS, and what several of them need, worked out once.
final class Look {
    final DomainName domain;
    final CheckOptions options;
    final CheckLimits limits;
    final VendorDirectory vendors;
    final Asker dns;
    private final Supplier<SpfCheck> spf;
    private final Supplier<DmarcResult> dmarc;
    private final Supplier<Mail> mail;

    Look(DomainName domain, CheckOptions options, CheckLimits limits, VendorDirectory vendors, Asker dns) {
        this.domain = domain;
        this.options = options;
        this.limits = limits;
        this.vendors = vendors;
        this.dns = dns;
        this.spf = new Once<>(() -> {
            AskAhead.of(dns, domain);
            return SpfCheck.of(dns, domain);
        });
        this.dmarc = new Once<>(() -> {
            AskAhead.dmarc(dns, domain);
            return new DmarcEvaluator(dns).evaluate(domain, List.of());
        });
        this.mail = new Once<>(() -> Mail.of(dns, domain, limits));
    }

    SpfCheck spf() {
        return spf.get();
    }

    SpfTree tree() {
        return spf.get().tree();
    }

    DmarcResult dmarc() {
        return dmarc.get();
    }

    Mail mail() {
        return mail.get();
    }

    /// Whether the domain's SPF record authorises nobody: `v=spf1 -all`.
    boolean sendsNothing() {
        return tree().root()
                .record()
                .filter(record -> record.terms().stream().allMatch(Look::refuses)
                        && record.all().isPresent())
                .isPresent();
    }

    private static boolean refuses(Term term) {
        return !(term instanceof Term.Redirect)
                && (!(term instanceof Term.Directive directive)
                        || directive.mechanism() instanceof Mechanism.All && directive.qualifier() == Qualifier.FAIL);
    }
}
