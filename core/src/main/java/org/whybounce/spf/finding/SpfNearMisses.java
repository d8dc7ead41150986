package org.whybounce.spf.finding;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.MoreQuestions;
import org.whybounce.spf.NearMiss;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.Term;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.vendor.Traces;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// Looks beside an evaluation that did not pass: is a neighbour listed, the host's other address, another name's
/// record, or the address itself where nobody looks?
public final class SpfNearMisses {
    /// Different questions asked for all of it.
    private static final int QUESTIONS = 40;

    /// Services whose records are asked; each costs some questions.
    private static final int MOST_VENDORS = 3;

    /// Addresses of the other family and reverse names that are followed.
    private static final int MOST_ADDRESSES = 3;

    /// Where a record of the same owner may stand by mistake or for other mail.
    private static final List<String> WRONG_PLACES = List.of("_spf", "spf");

    private static final List<String> RELATED = List.of("mail", "smtp", "bounce");

    private final @Nullable Asker asker;
    private final Resolver resolver;
    private final SpfEvaluator evaluator;
    private final VendorDirectory vendors;
    private final Evaluation evaluation;
    private final IpAddress ip;
    private final DomainName domain;
    private final Set<NearMiss> found = new LinkedHashSet<>();

    private SpfNearMisses(Resolver resolver, VendorDirectory vendors, Evaluation evaluation, DomainName domain) {
        this.asker = resolver instanceof Asker ahead ? ahead : null;
        this.resolver = new MoreQuestions(resolver, QUESTIONS);
        this.evaluator = new SpfEvaluator(this.resolver);
        this.vendors = vendors;
        this.evaluation = evaluation;
        this.ip = evaluation.ip();
        this.domain = domain;
    }

    /// The evaluation with what lies beside its way; as it is if it passed, if it met a DNS failure, or if its address
    /// is none that a public receiver sees.
    ///
    /// @param tree of the domain evaluated; null if it was not made, and then less is found
    public static Evaluation beside(
            Resolver resolver, VendorDirectory vendors, Evaluation evaluation, @Nullable SpfTree tree) {
        Optional<DomainName> domain = DomainName.parse(evaluation.domain()).filter(name -> name.labelCount() > 1);
        if (evaluation.result() == SpfResult.PASS
                || evaluation.result() == SpfResult.TEMPERROR
                || domain.isEmpty()
                || !evaluation.ip().scope().publiclySeen()) {
            return evaluation;
        }
        SpfNearMisses misses = new SpfNearMisses(resolver, vendors, evaluation, domain.get());
        misses.look(tree);
        return evaluation.withNearMisses(List.copyOf(misses.found));
    }

    private void look(@Nullable SpfTree tree) {
        List<DomainName> hosts = hosts();
        if (asker != null) {
            AskAhead.of(asker, questions(hosts));
        }
        found.addAll(SpfNotReached.of(resolver, evaluation));
        // Where the address itself is listed, its neighbours are of no interest.
        if (tree != null && found.isEmpty()) {
            found.addAll(SpfNeighbours.of(tree, ip));
        }
        hosts.forEach(this::otherFamily);
        absentInclude(hosts, tree);
        related(hosts, tree);
        elsewhere(tree);
    }

    /// What the look is certain to ask.
    private List<Question> questions(List<DomainName> hosts) {
        List<Question> questions = new ArrayList<>();
        hosts.forEach(host -> questions.add(new Question(host, ip.v4() ? RecordType.AAAA : RecordType.A)));
        Stream.of(
                        below(hosts).stream(),
                        above().stream(),
                        misplaced().stream(),
                        services(hosts).stream().flatMap(vendor -> vendor.include().stream()))
                .flatMap(names -> names)
                .forEach(name -> questions.add(new Question(name, RecordType.TXT)));
        questions.add(new Question(domain, RecordType.SPF));
        return questions;
    }

    private List<ResourceRecord> ask(DomainName name, RecordType type) {
        return resolver.ask(new Question(name, type)).recordsOrNone();
    }

    private List<IpAddress> addresses(DomainName name, boolean v4) {
        return resolver.ask(new Question(name, v4 ? RecordType.A : RecordType.AAAA)).addresses().stream()
                .filter(address -> address.v4() == v4)
                .toList();
    }

    /// The names of the host that lead back to the address.
    private List<DomainName> hosts() {
        Set<DomainName> names = new LinkedHashSet<>();
        for (ResourceRecord record : ask(DomainName.of(ip.reverseName()), RecordType.PTR)) {
            if (record instanceof ResourceRecord.Ptr ptr && names.size() < MOST_ADDRESSES) {
                names.add(ptr.target());
            }
        }
        DomainName.parse(evaluation.asked().helo())
                .filter(name -> name.labelCount() > 1)
                .ifPresent(names::add);
        return names.stream()
                .filter(name -> addresses(name, ip.v4()).contains(ip))
                .toList();
    }

    private void otherFamily(DomainName host) {
        for (IpAddress other :
                addresses(host, !ip.v4()).stream().limit(MOST_ADDRESSES).toList()) {
            Evaluation there = evaluator.evaluate(evaluation.asked().from(other));
            if (there.result() == SpfResult.PASS && there.match() != null) {
                found.add(new NearMiss.OtherFamily(
                        ip, host, other, place(there), there.match().text()));
                return;
            }
        }
    }

    private DomainName place(Evaluation there) {
        return there.matched()
                .flatMap(match -> DomainName.parse(match.domain()))
                .orElse(domain);
    }

    private static boolean holds(@Nullable SpfTree tree, DomainName name) {
        if (tree == null) {
            return false;
        }
        boolean[] there = {false};
        tree.forEachNode(node -> there[0] |= node.domain().equals(name));
        return there[0];
    }

    private Evaluation at(DomainName name) {
        return evaluator.evaluate(SpfQuestion.mailFrom(
                ip, "postmaster@" + name, evaluation.asked().helo()));
    }

    private void absentInclude(List<DomainName> hosts, @Nullable SpfTree tree) {
        for (Vendor vendor : services(hosts)) {
            DomainName include = vendor.include().orElseThrow();
            if (!holds(tree, include) && at(include).result() == SpfResult.PASS) {
                found.add(new NearMiss.AbsentInclude(ip, vendor.shortName(), include, domain));
                return;
            }
        }
    }

    /// Services that the host's names or its address tell.
    private List<Vendor> services(List<DomainName> hosts) {
        Traces traces = Traces.NONE.withIp(ip).withPtrNames(hosts);
        Optional<DomainName> helo = DomainName.parse(evaluation.asked().helo());
        return vendors.recognise(helo.isPresent() ? traces.withHelo(helo.get()) : traces).stream()
                .filter(recognised -> recognised.by().aboutTheHost())
                .map(recognised -> recognised.vendor())
                .filter(vendor -> vendor.include().isPresent())
                .distinct()
                .limit(MOST_VENDORS)
                .toList();
    }

    /// Subdomains that the host's names point to, the usual ones, and the domains above.
    private void related(List<DomainName> hosts, @Nullable SpfTree tree) {
        below(hosts).forEach(name -> relatedTo(name, true, tree));
        above().forEach(name -> relatedTo(name, false, tree));
    }

    private Set<DomainName> below(List<DomainName> hosts) {
        Set<DomainName> below = new LinkedHashSet<>();
        for (DomainName host : hosts) {
            for (DomainName name = host; name.isAtOrBelow(domain) && !name.equals(domain); name = above(name)) {
                below.add(name);
            }
        }
        RELATED.forEach(label -> domain.child(label).ifPresent(below::add));
        return below;
    }

    private List<DomainName> above() {
        List<DomainName> names = new ArrayList<>();
        for (DomainName name = above(domain); name.labelCount() > 1; name = above(name)) {
            names.add(name);
        }
        return names;
    }

    private static DomainName above(DomainName name) {
        return name.parent().orElse(DomainName.ROOT);
    }

    private void relatedTo(DomainName name, boolean below, @Nullable SpfTree tree) {
        if (holds(tree, name)) {
            return;
        }
        Evaluation there = at(name);
        if (there.result() == SpfResult.PASS && there.match() != null && !everyone(there)) {
            found.add(new NearMiss.RelatedDomain(ip, domain, name, there.match().text(), below));
        }
    }

    /// A record that passes everybody says nothing about this address.
    private static boolean everyone(Evaluation there) {
        return there.match() != null
                && there.match().term() instanceof Term.Directive directive
                && directive.mechanism() instanceof Mechanism.All;
    }

    private List<DomainName> misplaced() {
        List<DomainName> names = new ArrayList<>();
        WRONG_PLACES.forEach(label -> domain.child(label).ifPresent(names::add));
        // A final dot forgotten in the zone file puts the domain's name behind itself.
        domain.child(domain.toString()).ifPresent(names::add);
        return names;
    }

    private void elsewhere(@Nullable SpfTree tree) {
        for (DomainName name : misplaced()) {
            if (holds(tree, name)) {
                continue;
            }
            Evaluation there = at(name);
            if (there.result() == SpfResult.PASS && !everyone(there)) {
                found.add(new NearMiss.RecordElsewhere(
                        ip,
                        name,
                        evaluation.result() == SpfResult.NONE
                                ? "receivers look for it at " + domain + " and nowhere else"
                                : "the record of " + domain + " does not include it"));
            }
        }
        SpfObsoleteType.passing(resolver, evaluation, domain).ifPresent(found::add);
    }
}
