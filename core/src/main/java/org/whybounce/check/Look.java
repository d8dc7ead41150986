package org.whybounce.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.whybounce.dmarc.DmarcEvaluator;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.Mechanism;
import org.whybounce.spf.Qualifier;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.SpfTree;
import org.whybounce.spf.Term;
import org.whybounce.vendor.VendorDirectory;

/// What the checks of one domain share: the question, the DNS, and what several of them need, worked out once.
final class Look {
    /// Names upwards that are asked for their zone; more labels than this hardly any name has.
    private static final int MOST_ZONES = 8;

    final DomainName domain;
    final CheckOptions options;
    final CheckLimits limits;
    final VendorDirectory vendors;
    final Asker dns;
    final Optional<Authorities> servers;
    private final Supplier<SpfCheck> spf;
    private final Supplier<DmarcResult> dmarc;
    private final Supplier<Mail> mail;
    private final Supplier<List<Service>> services;
    private final Supplier<DomainName> zone;
    private final Supplier<List<Evaluation>> evaluations;

    Look(
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
        this.zone = new Once<>(() -> zoneOf(dns, domain));
        this.evaluations = new Once<>(() -> {
            spf();
            return options.senders().stream()
                    .map(ip -> new SpfEvaluator(dns).explain(SpfQuestion.mailFrom(ip, "postmaster@" + domain, "")))
                    .toList();
        });
    }

    /// The zone that the domain lies in: the nearest name upwards with a SOA record; where none is found, as in a zone
    /// file, the registered domain.
    private static DomainName zoneOf(Asker dns, DomainName domain) {
        DomainName registered = PublicSuffixes.organisation(domain);
        List<Question> questions = new ArrayList<>();
        for (DomainName name = domain;
                name.isAtOrBelow(registered) && !name.isRoot() && questions.size() < MOST_ZONES;
                name = name.parent().orElse(DomainName.ROOT)) {
            questions.add(new Question(name, RecordType.SOA));
        }
        List<Answer> answers = dns.all(questions);
        for (int i = 0; i < questions.size(); i++) {
            // A SOA behind a CNAME is another zone's.
            if (answers.get(i) instanceof Answer.Found found && found.aliases().isEmpty()) {
                return questions.get(i).name();
            }
        }
        return registered;
    }

    /// Services that its records name.
    List<Service> services() {
        return services.get();
    }

    /// SPF for each sending address that was given.
    List<Evaluation> evaluations() {
        return evaluations.get();
    }

    DomainName zone() {
        return zone.get();
    }

    /// Whether so little was answered that nothing should be concluded from what was not found.
    boolean unresolved() {
        return tree().root().state() instanceof SpfTree.State.Unanswered
                || mail().answer() instanceof Answer.Failed
                || mail().answer() instanceof Answer.NoSuchName;
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
