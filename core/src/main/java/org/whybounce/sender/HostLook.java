package org.whybounce.sender;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.vendor.Recognised;
import org.whybounce.vendor.Traces;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// Looks up whose hosts the sources are.
///
/// A reverse name is what the owner of the address says; only where the name leads back to the address has the owner of
/// the name agreed. So a name below the domain makes a host the domain's own only if it leads back.
final class HostLook {
    /// Questions that are asked at once.
    private static final int TOGETHER = 100;

    /// Reverse names of one address that are looked at, as SPF does (RFC 7208, section 5.5).
    private static final int NAMES = 10;

    private final Asker dns;
    private final SpfNow spf;
    private final VendorDirectory vendors;
    private final DomainName organisation;
    private final Set<IpAddress> mailHosts = new HashSet<>();
    private final Set<Vendor> mailboxes = new HashSet<>();
    private final Map<IpAddress, List<DomainName>> reverse = new HashMap<>();
    private final Set<Vendor> candidates = new LinkedHashSet<>();
    private final Set<String> named = new HashSet<>();

    HostLook(Asker dns, SpfNow spf, VendorDirectory vendors, DomainName domain) {
        this.dns = dns;
        this.spf = spf;
        this.vendors = vendors;
        this.organisation = PublicSuffixes.organisation(domain);
        for (ResourceRecord record :
                dns.ask(new Question(domain, RecordType.MX)).recordsOrNone()) {
            // A mail exchanger under another's name is a service that many share.
            if (record instanceof ResourceRecord.Mx mx && mx.host().isAtOrBelow(organisation)) {
                mailHosts.addAll(dns.ask(new Question(mx.host(), RecordType.A)).addresses());
                mailHosts.addAll(
                        dns.ask(new Question(mx.host(), RecordType.AAAA)).addresses());
            } else if (record instanceof ResourceRecord.Mx mx) {
                vendors.recognise(Traces.NONE.withPtrNames(List.of(mx.host()))).stream()
                        .filter(each -> each.by() == Recognised.By.PTR)
                        .forEach(each -> mailboxes.add(each.vendor()));
            }
        }
    }

    /// Asks for the reverse names of many addresses, a number of them at once, and notes which services they or the
    /// mail point to.
    void ahead(List<IpAddress> sources, List<Traits> traits) {
        for (int from = 0; from < sources.size(); from += TOGETHER) {
            List<IpAddress> some = sources.subList(from, Math.min(sources.size(), from + TOGETHER));
            dns.all(some.stream()
                    .flatMap(ip -> DomainName.parse(ip.reverseName()).stream())
                    .map(name -> new Question(name, RecordType.PTR))
                    .toList());
            List<Question> back = new ArrayList<>();
            for (IpAddress ip : some) {
                List<DomainName> names = reverseNames(ip);
                reverse.put(ip, names);
                names.forEach(name -> back.add(Question.addressesLike(ip, name)));
            }
            dns.all(back);
        }
        for (int i = 0; i < sources.size(); i++) {
            List<DomainName> names = reverse.getOrDefault(sources.get(i), List.of());
            // Most forgers have none, and there are thousands of them.
            if (!names.isEmpty()) {
                vendors.recognise(Traces.NONE.withPtrNames(names)).stream()
                        .filter(each -> each.by() == Recognised.By.PTR)
                        .forEach(each -> candidates.add(each.vendor()));
            }
            traits.get(i).others().keySet().forEach(this::byName);
            traits.get(i).foreign().keySet().forEach(this::byName);
        }
    }

    private void byName(String domain) {
        if (named.add(domain)) {
            DomainName.parse(domain).ifPresent(this::byName);
        }
    }

    private void byName(DomainName name) {
        Traces traces = Traces.NONE.withReturnPath(name).withSignatures(List.of(new Traces.Signature(name, "")));
        vendors.recognise(traces).stream()
                .filter(each -> each.by() == Recognised.By.RETURN_PATH || each.by() == Recognised.By.DKIM_DOMAIN)
                .forEach(each -> candidates.add(each.vendor()));
    }

    private List<DomainName> reverseNames(IpAddress ip) {
        List<DomainName> names = new ArrayList<>();
        DomainName.parse(ip.reverseName()).ifPresent(at -> {
            for (ResourceRecord record :
                    dns.ask(new Question(at, RecordType.PTR)).recordsOrNone()) {
                if (record instanceof ResourceRecord.Ptr ptr && names.size() < NAMES) {
                    names.add(ptr.target());
                }
            }
        });
        return names;
    }

    /// The services to which the domain's own mail goes: its people have their mailboxes there, or behind it.
    Set<Vendor> mailboxes() {
        return mailboxes;
    }

    private boolean pooled(IpAddress ip) {
        return vendors.vendors().stream()
                .anyMatch(vendor -> vendor.relayPool().stream().anyMatch(range -> range.contains(ip)));
    }

    /// What is known of one of the addresses that [#ahead] was called for.
    Host of(IpAddress ip) {
        List<DomainName> names = new ArrayList<>();
        List<DomainName> claimed = new ArrayList<>();
        for (DomainName name : reverse.getOrDefault(ip, List.of())) {
            (dns.ask(Question.addressesLike(ip, name)).addresses().contains(ip) ? names : claimed).add(name);
        }
        Optional<String> own = names.stream()
                .filter(name -> name.isAtOrBelow(organisation) && !Host.handedOut(name, ip))
                .findFirst()
                .map(name -> "its reverse name " + name + " is the domain's own and leads back to it")
                .or(() -> mailHosts.contains(ip)
                        ? Optional.of("it is a mail exchanger of the domain under the domain's own name")
                        : Optional.empty());
        if (own.isPresent()) {
            return new Host(names, claimed, own, Optional.empty(), "");
        }
        for (Vendor vendor : candidates) {
            for (var include : vendor.includes()) {
                Optional<DomainName> at = include.exact() ? DomainName.parse(include.text()) : Optional.empty();
                if (at.isPresent() && spf.passes(ip, at.get())) {
                    return new Host(
                            names,
                            claimed,
                            own,
                            Optional.of(vendor),
                            at.get() + " lists the address as " + vendor.shortName() + "'s");
                }
            }
        }
        if (names.isEmpty() && !pooled(ip)) {
            return new Host(names, claimed, own, Optional.empty(), "");
        }
        Optional<Recognised> byName = vendors.recognise(Traces.NONE.withIp(ip).withPtrNames(names)).stream()
                .filter(each -> each.by() == Recognised.By.PTR || each.by() == Recognised.By.RELAY_POOL)
                .findFirst();
        return new Host(
                names,
                claimed,
                own,
                byName.map(Recognised::vendor),
                byName.map(each -> each.by() == Recognised.By.PTR
                                ? "its reverse name " + each.what() + " is "
                                        + each.vendor().shortName() + "'s and leads back to it"
                                : "it is in the relay pool of " + each.vendor().shortName())
                        .orElse(""));
    }
}
