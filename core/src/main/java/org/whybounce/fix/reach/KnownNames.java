package org.whybounce.fix.reach;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.intent.Names;
import org.whybounce.intent.Spelling;
import org.whybounce.vendor.NamePattern;
import org.whybounce.vendor.Phantom;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// What the DNS and the directory of services know of the names in a damaged record.
///
/// A service is proposed only where a record stands at its include now, and only for a name that is nearly its own: a
/// letter or two away, its end missing, another name of its domain, or its domain under another top level.
record KnownNames(ReachReader reader, DomainName where, VendorDirectory vendors) implements Names {
    /// Letters by which a name may differ from an include that it is taken for, and the length that allows for it.
    private static final int MOST_MISTAKES = 2;

    private static final int LETTERS_A_MISTAKE = 6;

    @Override
    public Standing record(DomainName name) {
        return switch (reader.ask(name, RecordType.TXT)) {
            case Answer.Failed _ -> Standing.UNKNOWN;
            case Answer.Found _ -> reader.records(name).isEmpty() ? Standing.NO : Standing.YES;
            case Answer.NoData _ -> Standing.NO;
            case Answer.NoSuchName _ -> Standing.NO;
        };
    }

    @Override
    public Standing host(DomainName name) {
        Standing v4 = holds(name, RecordType.A);
        return v4 == Standing.YES ? v4 : or(v4, holds(name, RecordType.AAAA));
    }

    @Override
    public Standing mail(DomainName name) {
        Answer answer = reader.ask(name, RecordType.MX);
        if (answer instanceof Answer.Failed) {
            return Standing.UNKNOWN;
        }
        boolean hosts = answer.recordsOrNone().stream()
                .anyMatch(record ->
                        record instanceof ResourceRecord.Mx mx && !mx.host().isRoot());
        return hosts ? Standing.YES : Standing.NO;
    }

    private Standing holds(DomainName name, RecordType type) {
        return switch (reader.ask(name, type)) {
            case Answer.Failed _ -> Standing.UNKNOWN;
            case Answer.Found _ -> Standing.YES;
            case Answer.NoData _ -> Standing.NO;
            case Answer.NoSuchName _ -> Standing.NO;
        };
    }

    private static Standing or(Standing one, Standing other) {
        return other == Standing.YES || one == Standing.NO ? other : one;
    }

    @Override
    public Optional<DomainName> at() {
        return Optional.of(where);
    }

    @Override
    public Optional<Service> called(String word) {
        return vendors.named(word)
                .flatMap(vendor -> vendor.include()
                        .filter(include -> record(include) == Standing.YES)
                        .map(include -> new Service(vendor.shortName(), include)));
    }

    @Override
    public boolean sends(DomainName name) {
        Optional<DomainName> domain = PublicSuffixes.registrable(name);
        // A name that public lists hand on and that never stood for anybody is none.
        return domain.isPresent()
                && vendors.phantom(name).isEmpty()
                && includes().keySet().stream()
                        .anyMatch(include -> PublicSuffixes.registrable(include)
                                .filter(domain.get()::equals)
                                .isPresent());
    }

    @Override
    public List<Service> services(DomainName name) {
        Optional<DomainName> instead = vendors.phantom(name).flatMap(Phantom::instead);
        Map<DomainName, String> includes = includes();
        if (instead.isPresent() && record(instead.get()) == Standing.YES) {
            return List.of(new Service(
                    includes.getOrDefault(instead.get(), instead.get().toString()), instead.get()));
        }
        List<DomainName> found = List.of();
        for (Nearness nearness : Nearness.values()) {
            found = includes.keySet().stream()
                    .filter(include -> !include.equals(name) && nearness.holds(name, include))
                    .toList();
            if (!found.isEmpty()) {
                break;
            }
        }
        List<Service> services = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparingInt(include -> Spelling.distance(include.toString(), name.toString())))
                .limit(MOST_SERVICES)
                .filter(include -> record(include) == Standing.YES)
                .forEach(include -> services.add(new Service(includes.getOrDefault(include, ""), include)));
        return services;
    }

    /// More services than these are no answer that a person can give.
    private static final int MOST_SERVICES = 3;

    private Map<DomainName, String> includes() {
        Map<DomainName, String> includes = new LinkedHashMap<>();
        for (Vendor vendor : vendors.vendors()) {
            vendor.includes().stream()
                    .filter(NamePattern::exact)
                    .flatMap(pattern -> DomainName.parse(pattern.text()).stream())
                    .forEach(include -> {
                        if (vendor.builtOn().isEmpty()) {
                            includes.put(include, vendor.shortName());
                        } else {
                            includes.putIfAbsent(include, vendor.shortName());
                        }
                    });
        }
        return includes;
    }

    /// In which way a name is nearly an include, the surest first.
    private enum Nearness {
        MISSPELT,
        END_MISSING,
        FRONT_MISSING,
        OTHER_TOP,
        SAME_DOMAIN,
        DOMAIN_MISSPELT;

        boolean holds(DomainName name, DomainName include) {
            String one = name.toString();
            String other = include.toString();
            String domain = domain(name);
            String theirs = domain(include);
            return switch (this) {
                case MISSPELT -> Spelling.near(one, other, Math.min(MOST_MISTAKES, one.length() / LETTERS_A_MISTAKE));
                case END_MISSING -> other.startsWith(one + ".") && one.indexOf('.') > 0;
                case FRONT_MISSING ->
                    other.endsWith("." + one) && one.length() > theirs.length() && domain.equals(theirs);
                case OTHER_TOP -> !domain.equals(theirs) && own(domain).equals(own(theirs));
                case SAME_DOMAIN -> domain.equals(theirs) && spoken(one, domain, other);
                case DOMAIN_MISSPELT ->
                    theirs.length() >= LETTERS_A_MISTAKE
                            && Spelling.near(own(domain), own(theirs), 1)
                            && own(theirs).length() >= LETTERS_A_MISTAKE
                            && spoken(one, domain, other);
            };
        }

        /// Whether what stands before the domain speaks of SPF, is nothing, or is what stands there in the include: any
        /// other name of a service may be one customer's own.
        private static boolean spoken(String name, String domain, String include) {
            String front = name.substring(0, Math.max(0, name.length() - domain.length()));
            return front.isEmpty() || front.contains("spf") || include.startsWith(front);
        }

        private static String domain(DomainName name) {
            return PublicSuffixes.registrable(name).orElse(name).toString();
        }

        private static String own(String domain) {
            int dot = domain.indexOf('.');
            return dot < 0 ? domain : domain.substring(0, dot);
        }
    }
}
