package org.whybounce.sender;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;

/// What the rows of one source say together, in messages.
///
/// @param messages    all of them
/// @param ownEnvelope by domain of MAIL FROM at or below the domain's organisation
/// @param foreign     by any other domain of MAIL FROM
/// @param foreignPass SPF passed for such a foreign domain
/// @param signed      by selector: a signature of the domain's own that verified
/// @param broken      the same that did not verify
/// @param others      by domain: a signature of somebody else that verified
/// @param reasons     why receivers did otherwise than the policy says
/// @param spfAligned  passed SPF in alignment
/// @param dkimAligned passed DKIM in alignment
/// @param noEnvelope  nothing tells MAIL FROM
record Traits(
        long messages,
        Map<DomainName, Long> ownEnvelope,
        Map<String, Long> foreign,
        Map<String, Long> foreignPass,
        Map<String, Long> signed,
        Map<String, Long> broken,
        Map<String, Long> others,
        Map<String, Long> reasons,
        long spfAligned,
        long dkimAligned,
        long noEnvelope) {
    /// Names of one kind that are kept for one source; a forger invents more.
    private static final int MOST = 64;

    static Traits of(SourceTally source, DomainName organisation) {
        Adding adding = new Adding(organisation);
        source.forEach(adding::add);
        return adding.done(source.messages());
    }

    private static final class Adding {
        private final DomainName organisation;
        private final Map<DomainName, Long> ownEnvelope = new LinkedHashMap<>();
        private final Map<String, Long> foreign = new LinkedHashMap<>();
        private final Map<String, Long> foreignPass = new LinkedHashMap<>();
        private final Map<String, Long> signed = new LinkedHashMap<>();
        private final Map<String, Long> broken = new LinkedHashMap<>();
        private final Map<String, Long> others = new LinkedHashMap<>();
        private final Map<String, Long> reasons = new LinkedHashMap<>();
        private long spfAligned;
        private long dkimAligned;
        private long noEnvelope;

        Adding(DomainName organisation) {
            this.organisation = organisation;
        }

        void add(RowStatement row, long count) {
            spfAligned += row.spfAligned() ? count : 0;
            dkimAligned += row.dkimAligned() ? count : 0;
            envelope(row, count);
            for (RowStatement.Dkim signature : row.dkim()) {
                if (own(signature.domain())) {
                    // A signature counts as the domain's own only where the receiver saw it aligned: what it says of
                    // a result that DMARC does not rest on is hearsay.
                    boolean good = signature.passed() && row.dkimAligned();
                    put(good ? signed : broken, signature.selector(), count);
                } else if (signature.passed()) {
                    put(others, signature.domain(), count);
                }
            }
            if (row.dkimAligned() && row.dkim().stream().noneMatch(each -> each.passed() && own(each.domain()))) {
                put(signed, "", count);
            }
            row.reasons().forEach(reason -> put(reasons, reason, count));
        }

        private void envelope(RowStatement row, long count) {
            Optional<String> from = row.mailFromDomain();
            if (from.isEmpty()) {
                noEnvelope += count;
                return;
            }
            Optional<DomainName> name = DomainName.parse(from.get());
            if (name.isPresent() && name.get().isAtOrBelow(organisation)) {
                put(ownEnvelope, name.get(), count);
                return;
            }
            put(foreign, from.get(), count);
            if (row.spf().stream().anyMatch(each -> each.passed() && each.mailFrom() && !own(each.domain()))) {
                put(foreignPass, from.get(), count);
            }
        }

        private boolean own(String domain) {
            return DomainName.parse(domain)
                    .filter(name -> name.isAtOrBelow(organisation))
                    .isPresent();
        }

        private static <K> void put(Map<K, Long> map, K key, long count) {
            if (map.size() < MOST || map.containsKey(key)) {
                map.merge(key, count, Long::sum);
            }
        }

        /// Most are empty, and there is one for each of a great many sources.
        private static <K> Map<K, Long> slim(Map<K, Long> map) {
            return map.isEmpty() ? Map.of() : map;
        }

        Traits done(long messages) {
            return new Traits(
                    messages,
                    slim(ownEnvelope),
                    slim(foreign),
                    slim(foreignPass),
                    slim(signed),
                    slim(broken),
                    slim(others),
                    slim(reasons),
                    spfAligned,
                    dkimAligned,
                    noEnvelope);
        }
    }

    static long sum(Map<?, Long> map) {
        return map.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The share of its messages with MAIL FROM in the domain.
    double ownShare() {
        return messages == 0 ? 0 : (double) sum(ownEnvelope) / messages;
    }

    double share(long part) {
        return messages == 0 ? 0 : (double) part / messages;
    }

    /// The domain of MAIL FROM in the domain that most of its messages use.
    Optional<DomainName> mainEnvelope() {
        return ownEnvelope.entrySet().stream()
                .max(Map.Entry.<DomainName, Long>comparingByValue()
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey);
    }

    /// The name that most messages of one kind carry.
    static Optional<String> main(Map<String, Long> map) {
        return map.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey);
    }

    /// Whether a foreign MAIL FROM that passed SPF, or a foreign signature, belongs to the same organisation as this
    /// host.
    boolean speaksFor(DomainName host) {
        DomainName organisation = PublicSuffixes.organisation(host);
        return foreignPass.keySet().stream().anyMatch(name -> within(name, organisation))
                || others.keySet().stream().anyMatch(name -> within(name, organisation));
    }

    private static boolean within(String name, DomainName organisation) {
        return DomainName.parse(name)
                .filter(each -> each.isAtOrBelow(organisation))
                .isPresent();
    }
}
