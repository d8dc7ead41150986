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
import org.whybounce.spf.record.SpfResult;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// Puts sources together that are one to a person.
final class Folding {
    /// Sentences about a sender as a whole; each address has its own.
    private static final int SENTENCES = 6;

    private final VendorDirectory vendors;
    private final DomainName domain;

    private final Map<SenderClass, SeldomSeen> seldom;

    Folding(VendorDirectory vendors, DomainName domain, Map<SenderClass, SeldomSeen> seldom) {
        this.vendors = vendors;
        this.domain = domain;
        this.seldom = seldom;
    }

    private record Name(String key, String words) {}

    List<SenderGroup> senders(Collection<Source> sources) {
        Map<String, List<Source>> groups = new LinkedHashMap<>();
        Map<String, Name> names = new HashMap<>();
        for (Source source : sources) {
            Name name = name(source);
            String group = source.kind().word() + " " + name.key();
            names.put(group, name);
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(source);
        }
        List<SenderGroup> senders = new ArrayList<>();
        groups.forEach((group, some) -> senders.add(sender(names.getOrDefault(group, new Name("", "")), some)));
        seldom.forEach((kind, some) -> {
            if (!some.isEmpty() && !(kind == SenderClass.FORGED && groups.containsKey("forged forged"))) {
                senders.add(seldom(kind, some));
            }
        });
        senders.sort(Comparator.comparing(SenderGroup::kind)
                .thenComparing(Comparator.comparingLong(SenderGroup::messages).reversed())
                .thenComparing(SenderGroup::key));
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
        if (host.isPresent() && source.kind() == SenderClass.UNKNOWN) {
            String organisation = PublicSuffixes.organisation(host.get()).toString();
            return new Name(organisation, organisation);
        }
        if (host.isPresent()) {
            return new Name(host.get().toString(), host.get().toString());
        }
        Optional<SpfNow.Listing> listing = source.now().term();
        if (source.kind() == SenderClass.AUTHORISED && listing.isPresent()) {
            String at = included(listing.get()).orElse(listing.get().at());
            return DomainName.parse(at).filter(name -> name.isAtOrBelow(domain)).isPresent()
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

    /// The target of the include that lists a source.
    private static Optional<String> included(SpfNow.Listing listing) {
        String term = listing.term();
        int colon = term.indexOf("include:");
        return colon < 0 || colon > 1 ? Optional.empty() : Optional.of(term.substring(colon + "include:".length()));
    }

    private Optional<Vendor> byListing(Source source) {
        Optional<DomainName> at = source.now().result() == SpfResult.PASS
                ? source.now()
                        .term()
                        .map(listing -> included(listing).orElse(listing.at()))
                        .flatMap(DomainName::parse)
                        .filter(name -> !name.isAtOrBelow(domain))
                : Optional.empty();
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

    private SenderGroup sender(Name name, List<Source> sources) {
        List<Source> most = sources.stream()
                .sorted(Comparator.comparingLong(
                                (Source source) -> source.tally().messages())
                        .reversed()
                        .thenComparing(Source::address))
                .toList();
        List<SenderGroup.Address> addresses = new ArrayList<>();
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
            now.merge(source.now().result().word(), 1L, Long::sum);
            source.traits().signed().forEach((selector, count) -> selectors.merge(selector, count, Long::sum));
            source.traits().ownEnvelope().forEach((from, count) -> envelopes.merge(from.toString(), count, Long::sum));
            source.traits().foreign().forEach((from, count) -> envelopes.merge(from, count, Long::sum));
            if (addresses.size() < SenderLimits.LISTED) {
                addresses.add(new SenderGroup.Address(
                        source.address(),
                        source.tally().messages(),
                        source.tally().passing(),
                        source.now().result().word(),
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
        SeldomSeen further = seldom.get(SenderClass.FORGED);
        if (most.getFirst().kind() == SenderClass.FORGED && further != null && !further.isEmpty()) {
            messages += further.messages();
            first = Math.min(first, further.firstDay());
            last = Math.max(last, further.lastDay());
            further.ranges().forEach((range, count) -> folded.merge(range, count, Long::sum));
        }
        return new SenderGroup(
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

    /// The addresses of one class that were not judged one by one.
    private static SenderGroup seldom(SenderClass kind, SeldomSeen some) {
        String word = kind == SenderClass.FORGED ? "forged" : "seldom-" + kind.word();
        return new SenderGroup(
                word,
                kind == SenderClass.FORGED ? "forgers" : "addresses that are seen least",
                kind,
                List.of(),
                some.ranges(),
                some.messages(),
                some.passing(),
                Map.of(),
                Optional.empty(),
                List.of(),
                List.of("Thousands of other addresses of its kind send more, so none of these was judged by itself."),
                some.firstDay(),
                some.lastDay());
    }
}
