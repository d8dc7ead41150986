package org.whybounce.cause.look;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.route.Forwarding;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.NearMiss;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.text.Claim;
import org.whybounce.vendor.NamePattern;
import org.whybounce.vendor.Traces;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// Whether somebody between sender and receiver may have been refused: the address is of a service whose users have
/// mail sent on, or of a host called so, or the server that wrote the report is itself the client that was refused, and
/// nothing in the DNS ties that one to the domain. Both a customer who forgot to list the service and a mail that was
/// sent on look so; a record would let everybody who forwards there send as the domain, so it is asked, never guessed.
final class Intermediaries {
    /// Mail hosts that are looked at: more are of the same owners.
    private static final int MOST_MAIL_HOSTS = 3;

    private final Resolver resolver;
    private final VendorDirectory vendors;

    Intermediaries(Resolver resolver, VendorDirectory vendors) {
        this.resolver = resolver;
        this.vendors = vendors;
    }

    /// @param checked   the address evaluated
    /// @param confirmed its reverse name that leads back to it
    /// @param service   the service that it belongs to
    Optional<Intermediary> of(
            CaseFile file,
            Evaluation checked,
            DomainName domain,
            Optional<DomainName> confirmed,
            Optional<SendingService> service,
            Optional<SpfTree> tree) {
        if (checked.result() == SpfResult.PASS
                || file.refusal().isEmpty()
                || (sentDirectly(file) && !WrittenTo.elsewhere(file))) {
            return Optional.empty();
        }
        IpAddress ip = checked.ip();
        Optional<String> reporting = file.refusal()
                .filter(refusal -> !refusal.reportingMta()
                        .map(Claim::value)
                        .equals(refusal.remoteMta().map(Claim::value)))
                .flatMap(Refusal::reportingMta)
                .map(Claim::value)
                .map(String::strip);
        Optional<DomainName> reporter = reporting.flatMap(DomainName::parse).filter(name -> name.labelCount() > 1);
        boolean reportsItself = reporter.filter(
                        host -> confirmed.filter(host::equals).isPresent()
                                || addresses(host).contains(ip))
                .isPresent();
        List<DomainName> hosts = Stream.concat(
                        confirmed.stream(), reporter.filter(host -> reportsItself || confirmed.isEmpty()).stream())
                .distinct()
                .toList();
        Optional<Vendor> forwards = service.filter(match -> !match.pool())
                .map(SendingService::vendor)
                .or(() -> lister(checked))
                .or(() -> hosts.isEmpty() ? reporting.flatMap(vendors::named) : Optional.empty())
                .or(() -> hosts.stream().flatMap(host -> named(host).stream()).findFirst())
                .filter(ForwardingHosts.builtIn()::forwards);
        Optional<DomainName> called =
                hosts.stream().filter(ForwardingHosts.builtIn()::called).findFirst();
        Optional<Intermediary> found = forwards.map(vendor -> new Intermediary(
                        vendor.shortName(),
                        "the address is " + vendor.shortName() + "'s, which forwards mail for its users"))
                .or(() -> called.map(host -> new Intermediary(
                        host.toString(), "the address is that of " + host + ", named as forwarders are")))
                .or(() -> reportsItself && service.isEmpty()
                        ? reporter.map(host -> new Intermediary(
                                host.toString(),
                                host + " wrote the report and is the client that was refused, so it took the mail"
                                        + " from somebody"))
                        : Optional.empty());
        return found.filter(_ -> !tied(checked, domain, hosts, forwards, tree));
    }

    /// Whether the headers show that nobody sent it on.
    private static boolean sentDirectly(CaseFile file) {
        return file.forwarding()
                .filter(forwarding -> forwarding.status() == Forwarding.Status.NOT)
                .isPresent();
    }

    /// The service whose include lists the address, as the near misses tell.
    private Optional<Vendor> lister(Evaluation checked) {
        return checked.nearMisses().stream()
                .flatMap(near -> near instanceof NearMiss.AbsentInclude absent
                        ? vendors.byInclude(absent.include().toString()).stream()
                        : Stream.empty())
                .filter(ForwardingHosts.builtIn()::forwards)
                .findFirst();
    }

    private Optional<Vendor> named(DomainName host) {
        return vendors.recognise(Traces.NONE.withPtrNames(List.of(host))).stream()
                .findFirst()
                .map(org.whybounce.vendor.Recognised::vendor);
    }

    private boolean tied(
            Evaluation checked,
            DomainName domain,
            List<DomainName> hosts,
            Optional<Vendor> vendor,
            Optional<SpfTree> tree) {
        if (hosts.stream().anyMatch(host -> Owners.same(host, domain))
                || checked.nearMisses().stream().anyMatch(near -> NearOwner.ties(near, checked.ip()))) {
            return true;
        }
        List<DomainName> mail = mailHosts(domain);
        List<DomainName> theirs = Stream.concat(
                        mail.stream(), tree.stream().flatMap(each -> below(each.root()).stream()))
                .filter(name -> !name.equals(domain))
                .toList();
        boolean named = theirs.stream()
                .anyMatch(name -> hosts.stream().anyMatch(host -> Owners.same(host, name))
                        || vendor.filter(known -> names(known, name)).isPresent());
        return named
                || Stream.concat(Stream.of(domain), mail.stream())
                        .flatMap(name -> addresses(name).stream())
                        .anyMatch(ip -> NearOwner.block(checked.ip()).contains(ip))
                || vendor.filter(known -> signs(known, domain)).isPresent();
    }

    /// Whether the DNS shows that the domain is a customer of the service.
    boolean customer(Vendor vendor, DomainName domain, Optional<SpfTree> tree) {
        return Stream.concat(mailHosts(domain).stream(), tree.stream().flatMap(each -> below(each.root()).stream()))
                        .anyMatch(name -> names(vendor, name))
                || signs(vendor, domain);
    }

    private static boolean names(Vendor vendor, DomainName name) {
        return Stream.concat(vendor.ptrNames().stream(), vendor.includes().stream())
                .anyMatch(pattern -> pattern.matches(name.toString()));
    }

    /// Whether the domain has published a key under a name that the service gives to its customers.
    private boolean signs(Vendor vendor, DomainName domain) {
        return vendor.selectors().stream()
                .filter(NamePattern::exact)
                .map(pattern -> pattern.text() + "._domainkey." + domain)
                .flatMap(name -> DomainName.parse(name).stream())
                .anyMatch(name -> !resolver.ask(new Question(name, RecordType.TXT))
                        .recordsOrNone()
                        .isEmpty());
    }

    private List<DomainName> mailHosts(DomainName domain) {
        return resolver.ask(new Question(domain, RecordType.MX)).recordsOrNone().stream()
                .flatMap(record -> record instanceof ResourceRecord.Mx mx ? Stream.of(mx.host()) : Stream.empty())
                .limit(MOST_MAIL_HOSTS)
                .toList();
    }

    private static List<DomainName> below(SpfTree.Node node) {
        List<DomainName> names = new ArrayList<>(List.of(node.domain()));
        for (SpfTree.Branch branch : node.branches()) {
            branch.below().ifPresent(inner -> names.addAll(below(inner)));
            if (branch.outcome() instanceof SpfTree.Outcome.Hosts listed) {
                names.add(listed.name());
            }
        }
        return names;
    }

    private List<IpAddress> addresses(DomainName name) {
        List<IpAddress> found =
                new ArrayList<>(resolver.ask(new Question(name, RecordType.A)).addresses());
        found.addAll(resolver.ask(new Question(name, RecordType.AAAA)).addresses());
        return found;
    }
}
