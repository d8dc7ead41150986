package org.whybounce.sender;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.fix.Fix;
import org.whybounce.fix.RecordEdit;
import org.whybounce.fix.Wish;
import org.whybounce.fix.plan.RecordFix;
import org.whybounce.fix.plan.VendorRemedy;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// What mends the mail of forgotten senders: one record for each domain that their MAIL FROM names, and settings for
/// services that send under a bounce domain of their own.
///
/// A service is added by the include that it documents, if that lists all its addresses that were seen. Where the same
/// include would let in a source of the reports that is not the owner's, the addresses are listed instead, one by one:
/// nobody else comes in with them.
final class Change {
    private final Resolver dns;
    private final SpfNow spf;
    private final VendorDirectory vendors;
    private final DomainName domain;
    private final List<Source> strangers;

    Change(Resolver dns, SpfNow spf, VendorDirectory vendors, DomainName domain, Collection<Source> all) {
        this.dns = dns;
        this.spf = spf;
        this.vendors = vendors;
        this.domain = domain;
        this.strangers =
                all.stream().filter(source -> !source.kind().legitimate()).toList();
    }

    List<Senders.Remedy> of(Collection<Source> all) {
        Map<DomainName, List<Source>> byRecord = new TreeMap<>();
        Map<String, List<Source>> branded = new LinkedHashMap<>();
        for (Source source : all) {
            if (source.kind() == SenderClass.FORGOTTEN) {
                byRecord.computeIfAbsent(source.traits().mainEnvelope().orElse(domain), at -> new ArrayList<>())
                        .add(source);
            } else if (source.kind() == SenderClass.FORGOTTEN_BRANDED) {
                branded.computeIfAbsent(
                                source.host().service().map(Vendor::name).orElse(""), name -> new ArrayList<>())
                        .add(source);
            }
        }
        List<Senders.Remedy> remedies = new ArrayList<>();
        byRecord.forEach((at, sources) -> remedies.addAll(record(at, sources)));
        branded.values().forEach(sources -> remedies.add(settings(sources)));
        return remedies;
    }

    private Senders.Remedy settings(List<Source> sources) {
        Fix fix = sources.getFirst()
                .host()
                .service()
                .<Fix>map(service -> VendorRemedy.of(service, domain))
                .orElseGet(() -> new Fix.PublishNothing(
                        "These hosts send with a MAIL FROM of another domain, so no SPF record of " + domain
                                + " is read for their mail.",
                        "Have them sign with DKIM as " + domain + ", or use a MAIL FROM at " + domain + "."));
        boolean mends = fix instanceof Fix.Tell;
        return new Senders.Remedy(
                fix,
                List.of(),
                mends
                        ? sources.stream()
                                .mapToLong(source -> source.tally().failing())
                                .sum()
                        : 0);
    }

    /// The record at one domain, proven; where no record can be proven for all, what hinders it.
    private List<Senders.Remedy> record(DomainName at, List<Source> sources) {
        Set<Vendor> oneByOne = new LinkedHashSet<>();
        RecordFix fix = ask(at, sources, oneByOne);
        for (int rounds = 0; rounds < sources.size() + 1; rounds++) {
            Optional<Fix.Publish> publish = publish(fix);
            Set<Vendor> harmful =
                    publish.map(each -> harmful(at, each, sources)).orElseGet(() -> services(sources));
            harmful.removeAll(oneByOne);
            if (publish.isPresent() && lets(at, publish.get()).isEmpty() || harmful.isEmpty()) {
                break;
            }
            oneByOne.addAll(harmful);
            fix = ask(at, sources, oneByOne);
        }
        List<Senders.Remedy> remedies = new ArrayList<>();
        for (Fix each : fix.fixes()) {
            remedies.add(
                    each instanceof Fix.Publish publish
                            ? proven(at, publish, sources)
                            : new Senders.Remedy(each, List.of(), 0));
        }
        return remedies;
    }

    private Senders.Remedy proven(DomainName at, Fix.Publish publish, List<Source> sources) {
        List<Source> strange = lets(at, publish);
        if (!strange.isEmpty()) {
            return new Senders.Remedy(
                    new Fix.PublishNothing(
                            "Every record that covers the forgotten senders would also let in "
                                    + strange.getFirst().address() + ", which the reports show sending as " + domain
                                    + " and which is not yours.",
                            "Have the senders sign with DKIM as " + domain + " instead."),
                    List.of(),
                    0);
        }
        Resolver after = over(publish);
        List<Source> covered = sources.stream()
                .filter(source -> passes(after, source.address(), at))
                .toList();
        return new Senders.Remedy(
                publish,
                covered.stream().map(Source::address).sorted().toList(),
                covered.stream().mapToLong(source -> source.tally().failing()).sum());
    }

    private static Optional<Fix.Publish> publish(RecordFix fix) {
        return fix.fixes().size() == 1 && fix.fixes().getFirst() instanceof Fix.Publish publish
                ? Optional.of(publish)
                : Optional.empty();
    }

    private static Set<Vendor> services(List<Source> sources) {
        Set<Vendor> services = new LinkedHashSet<>();
        sources.forEach(source -> source.host().service().ifPresent(services::add));
        return services;
    }

    private RecordFix ask(DomainName at, List<Source> sources, Set<Vendor> oneByOne) {
        Map<Vendor, List<IpAddress>> byService = new LinkedHashMap<>();
        List<IpPrefix> alone = new ArrayList<>();
        for (Source source : sources) {
            Optional<Vendor> service = source.host().service().filter(vendor -> !oneByOne.contains(vendor));
            if (service.isPresent()) {
                byService
                        .computeIfAbsent(service.get(), any -> new ArrayList<>())
                        .add(source.address());
            } else {
                alone.add(IpPrefix.of(source.address()));
            }
        }
        List<Wish> wishes = new ArrayList<>();
        byService.forEach((service, addresses) -> {
            Optional<DomainName> include = include(service, addresses);
            if (include.isPresent()) {
                wishes.add(wish(service, include.get()));
            } else {
                addresses.forEach(ip -> alone.add(IpPrefix.of(ip)));
            }
        });
        // Ranges that hold exactly these addresses and no other.
        AddressRanges.of(alone).prefixes().forEach(range -> wishes.add(new Wish.Range(range.toString(), range)));
        return RecordFix.of(new RecordFix.Asked(at, wishes, false, Optional.empty()), dns, vendors);
    }

    /// By the service's name where the record at this domain is where it belongs; the reports show that its mail names
    /// this domain, so the include is right in any case.
    private static Wish wish(Vendor service, DomainName include) {
        boolean documented = service.include().filter(include::equals).isPresent()
                && (service.scope() == Scope.ORGANISATION || service.scope() == Scope.PER_CUSTOMER);
        return documented
                ? new Wish.Service(service.shortName(), service)
                : new Wish.Include("include:" + include, include, Optional.empty());
    }

    private Optional<DomainName> include(Vendor service, List<IpAddress> addresses) {
        return service.includes().stream()
                .filter(pattern -> pattern.exact())
                .flatMap(pattern -> DomainName.parse(pattern.text()).stream())
                .filter(name -> addresses.stream().allMatch(ip -> spf.passes(ip, name)))
                .findFirst();
    }

    /// The DNS as it would be.
    private Resolver over(Fix.Publish publish) {
        Resolver after = dns;
        for (RecordEdit edit : publish.edits()) {
            after = edit.over(after);
        }
        return after;
    }

    private static boolean passes(Resolver resolver, IpAddress ip, DomainName at) {
        return new SpfEvaluator(resolver)
                        .evaluate(SpfQuestion.mailFrom(ip, "postmaster@" + at, at.toString()))
                        .result()
                == SpfResult.PASS;
    }

    /// Sources that are not the owner's and that the record would let in.
    private List<Source> lets(DomainName at, Fix.Publish publish) {
        AddressRanges gained = AddressRanges.of(publish.proof().facts().gained());
        Resolver after = over(publish);
        return strangers.stream()
                .filter(source -> gained.contains(source.address()))
                .filter(source -> passes(after, source.address(), at))
                .toList();
    }

    /// The services whose include lets them in.
    private Set<Vendor> harmful(DomainName at, Fix.Publish publish, List<Source> sources) {
        Set<Vendor> harmful = new LinkedHashSet<>();
        for (Source stranger : lets(at, publish)) {
            for (Vendor service : services(sources)) {
                for (var pattern : service.includes()) {
                    Optional<DomainName> name = pattern.exact() ? DomainName.parse(pattern.text()) : Optional.empty();
                    if (name.isPresent() && spf.passes(stranger.address(), name.get())) {
                        harmful.add(service);
                    }
                }
            }
        }
        return harmful;
    }
}
