package org.whybounce.check.look;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.whybounce.check.report.Authorities;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.dmarc.DmarcEvaluator;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Severity;
import org.whybounce.fix.Fix;
import org.whybounce.fix.plan.RecordFix;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.finding.AskAhead;
import org.whybounce.spf.finding.SpfCheck;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.Term;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.vendor.VendorDirectory;

/// What the checks of one domain share: the question, the DNS, and what several of them need, worked out once.
public final class DomainLookups {
    public final DomainName domain;
    public final CheckOptions options;
    public final CheckLimits limits;
    final VendorDirectory vendors;
    public final Asker dns;
    public final Optional<Authorities> servers;
    private final Supplier<SpfCheck> spf;
    private final Supplier<DmarcResult> dmarc;
    private final Supplier<Mail> mail;
    private final Supplier<List<Service>> services;
    private final Supplier<DomainName> zone;
    private final Supplier<List<Evaluation>> evaluations;
    private final Supplier<List<Fix>> fixes;

    public DomainLookups(
            DomainName domain,
            CheckOptions options,
            CheckLimits limits,
            VendorDirectory vendors,
            Asker dns,
            Optional<Authorities> servers) {
        this.domain = domain;
        this.options = options;
        this.limits = limits;
        this.vendors = vendors;
        this.dns = dns;
        this.servers = servers;
        this.spf = new Once<>(() -> {
            AskAhead.of(dns, domain);
            return SpfCheck.of(dns, domain);
        });
        this.dmarc = new Once<>(() -> {
            AskAhead.dmarc(dns, domain);
            return new DmarcEvaluator(dns).evaluate(domain, List.of());
        });
        this.mail = new Once<>(() -> Mail.of(dns, domain, limits));
        this.services = new Once<>(() -> Service.of(tree(), mail(), vendors));
        this.zone = new Once<>(() -> ZoneOf.of(dns, domain));
        this.fixes = new Once<>(this::mend);
        this.evaluations = new Once<>(() -> {
            spf();
            return options.senders().stream()
                    .map(ip -> new SpfEvaluator(dns).explain(SpfQuestion.mailFrom(ip, "postmaster@" + domain, "")))
                    .toList();
        });
    }

    /// Services that its records name.
    public List<Service> services() {
        return services.get();
    }

    /// Changes of the SPF record that are proven: of one that is broken, or else for the first sending address that
    /// does
    /// not pass.
    public List<Fix> fixes() {
        return fixes.get();
    }

    private List<Fix> mend() {
        if (unresolved()) {
            return List.of();
        }
        boolean broken = spf().findings().stream().anyMatch(finding -> finding.level() == Severity.ERROR);
        Optional<SpfQuestion> failing = evaluations().stream()
                .filter(evaluation -> switch (evaluation.result()) {
                    case FAIL, SOFTFAIL, NEUTRAL -> true;
                    case PASS, NONE, TEMPERROR, PERMERROR -> false;
                })
                .map(Evaluation::asked)
                .findFirst();
        if (!broken && failing.isEmpty()) {
            return List.of();
        }
        RecordFix.Asked asked =
                broken ? RecordFix.Asked.repair(domain) : new RecordFix.Asked(domain, List.of(), false, failing);
        return RecordFix.of(asked, dns, vendors).fixes().stream()
                .filter(fix -> fix instanceof Fix.Publish || fix instanceof Fix.Ask)
                .toList();
    }

    /// SPF for each sending address that was given.
    public List<Evaluation> evaluations() {
        return evaluations.get();
    }

    /// The zone that the domain lies in.
    public DomainName zone() {
        return zone.get();
    }

    /// Whether so little was answered that nothing should be concluded from what was not found.
    public boolean unresolved() {
        return tree().root().state() instanceof SpfTree.State.Unanswered
                || mail().answer() instanceof Answer.Failed
                || mail().answer() instanceof Answer.NoSuchName;
    }

    public SpfCheck spf() {
        return spf.get();
    }

    public SpfTree tree() {
        return spf.get().tree();
    }

    public DmarcResult dmarc() {
        return dmarc.get();
    }

    public Mail mail() {
        return mail.get();
    }

    /// Whether the domain's SPF record authorises nobody: `v=spf1 -all`.
    public boolean sendsNothing() {
        return tree().root()
                .record()
                .filter(record -> record.terms().stream().allMatch(DomainLookups::refuses)
                        && record.all().isPresent())
                .isPresent();
    }

    private static boolean refuses(Term term) {
        return !(term instanceof Term.Redirect)
                && (!(term instanceof Term.Directive directive)
                        || directive.mechanism() instanceof Mechanism.All && directive.qualifier() == Qualifier.FAIL);
    }
}
