package org.whybounce.sender;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.dmarc.DmarcEvaluator;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.fix.Fix;
import org.whybounce.net.IpAddress;
import org.whybounce.vendor.VendorDirectory;

/// Joins what was seen of one domain with what the DNS says now.
public final class Joining {
    private final Asker dns;
    private final VendorDirectory vendors;
    private final DomainTally tally;
    private final DomainName domain;
    private final List<String> limits = new ArrayList<>();
    private final Map<SenderClass, SeldomSeen> seldom = new EnumMap<>(SenderClass.class);

    private Joining(Asker dns, VendorDirectory vendors, DomainTally tally) {
        this.dns = dns;
        this.vendors = vendors;
        this.tally = tally;
        this.domain = tally.domain();
    }

    /// @param dns one look at the DNS: each question is asked once
    public static Senders of(Asker dns, VendorDirectory vendors, DomainTally tally, Confirmed confirmed) {
        return new Joining(dns, vendors, tally).senders(confirmed);
    }

    private Senders senders(Confirmed confirmed) {
        SpfNow spf = new SpfNow(dns);
        HostLook hosts = new HostLook(dns, spf, vendors, domain);
        List<Sighted> sighted = look(spf, hosts);
        Sorting sorting = new Sorting(
                new Signers(sighted), Group.of(sighted), confirmed, Math.max(1, tally.length()), hosts.mailboxes());
        List<Source> sources = sighted.stream().map(sorting::judge).toList();
        List<Senders.Remedy> remedies = new Change(dns, spf, vendors, domain, sources).of(sources);
        List<SenderGroup> senders = new Folding(vendors, domain, seldom).senders(sources);
        Map<SenderClass, Long> mended = new EnumMap<>(SenderClass.class);
        for (Senders.Remedy remedy : remedies) {
            mended.merge(
                    remedy.fix() instanceof Fix.Publish ? SenderClass.FORGOTTEN : SenderClass.FORGOTTEN_BRANDED,
                    remedy.mended(),
                    Long::sum);
        }
        DmarcResult dmarc = new DmarcEvaluator(dns).evaluate(domain, List.of());
        return new Senders(
                domain,
                tally.begin(),
                tally.end(),
                tally.messages(),
                tally.passing(),
                tally.spfAligned(),
                tally.dkimAligned(),
                policy(dmarc),
                tally.policy(),
                tally.days(),
                tally.reporters(),
                senders,
                remedies,
                Readiness.of(tally, senders, mended),
                limits,
                dns.noDns(),
                tally.notes());
    }

    private static String policy(DmarcResult dmarc) {
        return dmarc.requested()
                .map(policy -> policy.name().toLowerCase(java.util.Locale.ROOT))
                .orElse("");
    }

    private List<Sighted> look(SpfNow spf, HostLook hosts) {
        DomainName organisation = PublicSuffixes.organisation(domain);
        Busiest listed = new Busiest(SenderLimits.JUDGED, seldom(SenderClass.AUTHORISED));
        Busiest passing = new Busiest(SenderLimits.JUDGED, seldom(SenderClass.UNKNOWN));
        Busiest failing = new Busiest(SenderLimits.LISTED, seldom(SenderClass.FORGED));
        tally.sources().forEach(source -> {
            boolean passes = source.passing() > 0;
            Busiest most = passes ? passing : failing;
            if (most.beyond(source) && !spf.passes(source.address(), domain)) {
                most.seldom().add(source);
                return;
            }
            Traits traits = Traits.of(source, organisation);
            DomainName at = traits.mainEnvelope().orElse(domain);
            Sighted sighted = new Sighted(source, traits, Host.UNSEEN, at, spf.of(source.address(), at));
            (sighted.listed() ? listed : most).add(sighted);
        });
        List<Sighted> others = new ArrayList<>(passing.kept());
        others.addAll(failing.kept());
        told(listed.seldom(), "that the record lists and that are seen least", "authorised");
        told(passing.seldom(), "that are seen least", "unknown");
        told(failing.seldom(), "that are seen least, and of which nothing passes,", "forged");
        others.sort(Comparator.comparingLong((Sighted each) -> each.tally().messages())
                .reversed()
                .thenComparing(Sighted::address));
        List<Sighted> looked = others.subList(0, Math.min(others.size(), SenderLimits.LOOKED_AT));
        if (looked.size() < others.size()) {
            limits.add("Reverse names were asked for the " + looked.size() + " busiest of " + others.size()
                    + " addresses that the record does not list; the others are judged by the reports alone.");
        }
        List<IpAddress> addresses = looked.stream().map(Sighted::address).toList();
        hosts.ahead(addresses, looked.stream().map(Sighted::traits).toList());
        Map<IpAddress, Host> known = new HashMap<>();
        addresses.forEach(ip -> known.put(ip, hosts.of(ip)));
        List<Sighted> all = new ArrayList<>(listed.kept());
        for (Sighted each : others) {
            all.add(new Sighted(
                    each.tally(),
                    each.traits(),
                    Optional.ofNullable(known.get(each.address())).orElse(Host.UNSEEN),
                    each.at(),
                    each.now()));
        }
        return all;
    }

    private SeldomSeen seldom(SenderClass kind) {
        return seldom.computeIfAbsent(kind, any -> new SeldomSeen());
    }

    private void told(SeldomSeen some, String which, String kind) {
        if (!some.isEmpty()) {
            limits.add(some.addresses() + " addresses " + which + " were not judged one by one; they are counted as "
                    + kind + ".");
        }
    }
}
