package org.whybounce.check.look;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.Authorities;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.dns.Asker;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.wire.Reply;
import org.whybounce.dns.wire.WireResolver.Told;

/// How far a change of a TXT record has spread: what each of the zone's name servers holds now, and what the resolver
/// still remembers. One look asks each of them once; who waits looks again.
public final class Spread {
    private final Authorities authorities;
    private final CheckLimits limits;
    private final DomainName name;
    private final DomainName zone;
    private final List<ServerAnswer.Target> targets;

    private Spread(
            Authorities authorities,
            CheckLimits limits,
            DomainName name,
            DomainName zone,
            List<ServerAnswer.Target> targets) {
        this.authorities = authorities;
        this.limits = limits;
        this.name = name;
        this.zone = zone;
        this.targets = List.copyOf(targets);
    }

    /// Finds the zone and its name servers.
    ///
    /// @param name where the record stands
    public static Spread of(Resolver resolver, Authorities authorities, DomainName name, CheckLimits limits) {
        Asker dns = new Asker(resolver);
        DomainName zone = ZoneOf.of(dns, name);
        return new Spread(
                authorities,
                limits,
                name,
                zone,
                NameServers.of(dns, authorities, zone, limits, new Notes(Area.SERVERS)));
    }

    /// What one place holds.
    ///
    /// @param where   `resolver`, or the name of a name server
    /// @param texts   the TXT records at the name, sorted; of an alias, `CNAME target`; empty if none
    ///                came
    /// @param ttl     seconds for which a resolver goes on holding them; of a name server, for which others may
    /// @param trouble why there was no answer
    public record Place(String where, Optional<List<String>> texts, long ttl, String trouble) {
        public Place {
            texts = texts.map(List::copyOf);
        }
    }

    public DomainName name() {
        return name;
    }

    public DomainName zone() {
        return zone;
    }

    /// Name servers that are asked.
    public int servers() {
        return targets.size();
    }

    /// The resolver first, then the name servers.
    public List<Place> look() {
        Deadline deadline = Deadline.in(limits.server());
        List<Place> places = new ArrayList<>();
        places.add(resolver(deadline));
        for (ServerAnswer answer : ServerAnswer.of(authorities, targets, zone, List.of(name), deadline)) {
            places.add(new Place(
                    answer.toString(), Optional.ofNullable(answer.texts().get(name)), 0, trouble(answer.told())));
        }
        return places;
    }

    private Place resolver(Deadline deadline) {
        Told told = authorities.asker().askThrough(new Question(name, RecordType.TXT), false, deadline);
        if (!(told instanceof Told.Said(Reply reply))
                || reply.rcode() != Reply.NOERROR && reply.rcode() != Reply.NXDOMAIN) {
            return new Place("resolver", Optional.empty(), 0, trouble(told));
        }
        List<String> texts = new ArrayList<>();
        long ttl = Long.MAX_VALUE;
        for (ResourceRecord record : reply.answers()) {
            if (record instanceof ResourceRecord.Txt txt) {
                texts.add(txt.text());
                ttl = Math.min(ttl, txt.ttl());
            }
        }
        for (ResourceRecord record : reply.authority()) {
            if (texts.isEmpty() && record instanceof ResourceRecord.Soa soa) {
                ttl = Math.min(soa.ttl(), soa.minimum());
            }
        }
        texts.sort(String::compareTo);
        return new Place("resolver", Optional.of(texts), ttl == Long.MAX_VALUE ? 0 : ttl, "");
    }

    private static String trouble(Told told) {
        return switch (told) {
            case Told.Said(Reply reply) -> reply.rcode() == Reply.NOERROR ? "not authoritative" : reply.rcodeName();
            case Told.Nothing(var failed) -> failed.words();
        };
    }

    /// What is waited for.
    ///
    /// @param record the text that is to be the only record of its kind; empty for any change
    /// @param before what the resolver held when the wait began, which must be gone
    public record Goal(Optional<String> record, List<String> before) {
        public Goal {
            before = List.copyOf(before);
        }

        /// Whether every place holds what is waited for; for any change, all of them the same.
        public boolean reached(List<Place> places) {
            return places.stream().allMatch(this::reached)
                    && (record.isPresent()
                            || places.stream()
                                            .filter(place -> !alias(place))
                                            .map(Place::texts)
                                            .distinct()
                                            .count()
                                    <= 1);
        }

        /// Whether one place does.
        public boolean reached(Place place) {
            if (place.texts().isEmpty()) {
                return false;
            }
            List<String> texts = place.texts().get();
            // The target's own servers decide what an alias leads to, and the resolver tells.
            if (alias(place)) {
                return true;
            }
            if (record.isEmpty()) {
                return !texts.equals(before);
            }
            String wanted = plain(record.get());
            String kind = kind(wanted);
            List<String> ofThisKind = texts.stream()
                    .map(Goal::plain)
                    .filter(text -> kind(text).equals(kind))
                    .toList();
            return ofThisKind.size() == 1 && ofThisKind.getFirst().equals(wanted)
                    || kind.isEmpty() && texts.stream().map(Goal::plain).anyMatch(wanted::equals);
        }

        private static boolean alias(Place place) {
            return place.texts().stream().flatMap(List::stream).anyMatch(text -> text.startsWith("CNAME "));
        }

        /// `v=spf1`, `v=dmarc1`: records of one kind replace each other. Empty for a text of no kind.
        private static String kind(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("v=")) {
                return "";
            }
            int end = 2;
            while (end < lower.length() && Character.isLetterOrDigit(lower.charAt(end))) {
                end++;
            }
            return lower.substring(0, end);
        }

        private static String plain(String text) {
            return text.strip().replaceAll("\\s+", " ");
        }
    }

    /// Where a record of this kind stands for a domain: `_dmarc` below it for DMARC, and so on; the domain itself for
    /// SPF and anything else.
    ///
    /// @param selector for a DKIM key
    public static Optional<DomainName> place(DomainName domain, String record, Optional<String> selector) {
        String first = domain.isRoot() ? "" : domain.labels().getFirst();
        if (first.startsWith("_") || domain.toString().contains("._domainkey.")) {
            return Optional.of(domain);
        }
        return switch (Goal.kind(record.strip())) {
            case "v=dmarc1" -> domain.child("_dmarc");
            case "v=stsv1" -> domain.child("_mta-sts");
            case "v=tlsrptv1" -> domain.child("_smtp._tls");
            case "v=bimi1" -> domain.child("default._bimi");
            case "v=dkim1" -> selector.flatMap(name -> domain.child(name + "._domainkey"));
            default -> Optional.of(domain);
        };
    }
}
