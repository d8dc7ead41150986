package org.whybounce.sender;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.net.IpPrefix;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// Puts sources together that are one to a person.
final class Folding {
    /// Sentences about a sender as a whole; each address has its own.
    private static final int SENTENCES = 6;

    private final VendorDirectory vendors;
    private final DomainName domain;

    Folding(VendorDirectory vendors, DomainName domain) {
        this.vendors = vendors;
        this.domain = domain;
    }

    private record Name(String key, String words) {}

    List<Sender> senders(Collection<Source> sources) {
        Map<String, List<Source>> groups = new LinkedHashMap<>();
        Map<String, Name> names = new HashMap<>();
        for (Source source : sources) {
            Name name = name(source);
            String group = source.kind().word() + " " + name.key();
            names.put(group, name);
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(source);
        }
        List<Sender> senders = new ArrayList<>();
        groups.forEach((group, some) -> senders.add(sender(names.getOrDefault(group, new Name("", "")), some)));
        senders.sort(Comparator.comparing(Sender::kind)
                .thenComparing(Comparator.comparingLong(Sender::messages).reversed())
                .thenComparing(Sender::key));
        return senders;
    }

    private Name name(Source source) {
        if (source.kind() == SenderClass.FORGED) {
            return new Name("forged", "forgers");
        }
        if (source.host().own().isPresent()) {
            return new Name("own", "your own hosts");
        }
        Optional<Vendor> service = source.host().service().or(() -> byListing(source));
        if (service.isPresent()) {
            return of(service.get());
        }
        Optional<DomainName> host = source.host().names().stream().findFirst();
        if (host.isPresent()) {
            return new Name(host.get().toString(), host.get().toString());
        }
        if (source.kind() == SenderClass.AUTHORISED && listing(source).isPresent()) {
            String at = listing(source).get();
            return at.equals(domain.toString())
                    ? new Name("own", "your own hosts")
                    : new Name(at, "hosts that " + at + " lists");
        }
        return new Name(source.address().toString(), source.address().toString());
    }

    private static Name of(Vendor vendor) {
        String word = vendor.otherNames().isEmpty()
                ? vendor.shortName()
                : vendor.otherNames().getFirst();
        return new Name(word.toLowerCase(Locale.ROOT).replace(' ', '-'), vendor.shortName());
    }

    /// The name whose record lists an authorised source.
    private static Optional<String> listing(Source source) {
        String why = source.evidence().isEmpty() ? "" : source.evidence().getFirst();
        int at = why.lastIndexOf("’ of ");
        return at < 0 || !why.startsWith("The SPF record lists it")
                ? Optional.empty()
                : Optional.of(why.substring(at + 5, why.length() - 1));
    }

    private Optional<Vendor> byListing(Source source) {
        Optional<DomainName> at = listing(source).flatMap(DomainName::parse).filter(name -> !name.isAtOrBelow(domain));
        if (at.isEmpty()) {
            return Optional.empty();
        }
        DomainName organisation = PublicSuffixes.organisation(at.get());
        return vendors.byInclude(at.get().toString())
                .or(() -> vendors.vendors().stream()
                        .filter(vendor -> vendor.builtOn().isEmpty())
                        .filter(vendor -> vendor.include()
                                .filter(name ->
                                        PublicSuffixes.organisation(name).equals(organisation))
                                .isPresent())
                        .findFirst());
    }

    private static Sender sender(Name name, List<Source> sources) {
        List<Source> most = sources.stream()
                .sorted(Comparator.comparingLong(
                                (Source source) -> source.tally().messages())
                        .reversed()
                        .thenComparing(Source::address))
                .toList();
        List<Sender.Address> addresses = new ArrayList<>();
        Map<IpPrefix, Long> folded = new TreeMap<>();
        Map<String, Long> now = new TreeMap<>();
        Map<String, Long> selectors = new TreeMap<>();
        Map<String, Long> envelopes = new TreeMap<>();
        Set<String> evidence = new LinkedHashSet<>();
        long messages = 0;
        long passing = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Source source : most) {
            messages += source.tally().messages();
            passing += source.tally().passing();
            first = Math.min(first, source.tally().firstDay());
            last = Math.max(last, source.tally().lastDay());
            now.merge(source.now().word(), 1L, Long::sum);
            source.traits().signed().forEach((selector, count) -> selectors.merge(selector, count, Long::sum));
            source.traits().ownEnvelope().forEach((from, count) -> envelopes.merge(from.toString(), count, Long::sum));
            source.traits().foreign().forEach((from, count) -> envelopes.merge(from, count, Long::sum));
            if (addresses.size() < SenderLimits.LISTED) {
                addresses.add(new Sender.Address(
                        source.address(),
                        source.tally().messages(),
                        source.tally().passing(),
                        source.now().word(),
                        source.evidence()));
            } else {
                folded.merge(
                        new IpPrefix(source.address(), source.address().v4() ? 24 : 48),
                        source.tally().messages(),
                        Long::sum);
            }
            if (evidence.size() < SENTENCES) {
                source.evidence().stream().limit(2).forEach(evidence::add);
            }
        }
        return new Sender(
                name.key(),
                name.words(),
                most.getFirst().kind(),
                addresses,
                folded,
                messages,
                passing,
                now,
                Traits.main(selectors).filter(selector -> !selector.isEmpty()),
                envelopes.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(5)
                        .map(Map.Entry::getKey)
                        .toList(),
                List.copyOf(evidence),
                first,
                last);
    }
}
