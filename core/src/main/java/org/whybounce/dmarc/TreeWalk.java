package org.whybounce.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dmarc.DmarcRecord.Psd;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;

/// The DNS tree walk (RFC 9989, section 4.10): from a domain upwards to its top level, asking each for its DMARC
/// record.
///
/// A domain of up to eight labels is asked for label by label. Of a longer one the first query is for the whole name,
/// the next for its last seven labels, so that there are never more than eight. The walk ends early at a record that
/// says `psd=y` or `psd=n`, and at a query that got no answer.
///
/// @param start        where the walk began
/// @param visits       the queries, in order
/// @param organisation the organisational domain that follows
/// @param because      why it is that one
public record TreeWalk(DomainName start, List<Visit> visits, DomainName organisation, String because) {
    /// RFC 9989, section 4.10: "no more than eight" queries for any name.
    public static final int MOST_QUERIES = 8;

    public TreeWalk {
        visits = List.copyOf(visits);
    }

    /// One query.
    ///
    /// @param domain the domain asked for, without `_dmarc`
    /// @param answer what the DNS said
    /// @param record the one DMARC record among the answers
    /// @param found  how many DMARC records there were; several count as none
    public record Visit(DomainName domain, Answer answer, Optional<DmarcRecord> record, int found) {}

    static TreeWalk from(DomainName start, Resolver resolver) {
        List<Visit> visits = new ArrayList<>();
        DomainName target = start;
        while (visits.size() < MOST_QUERIES && !target.isRoot()) {
            Visit visit = visit(target, resolver);
            visits.add(visit);
            boolean decides = visit.record()
                    .filter(record -> record.psd() != Psd.UNDECIDED)
                    .isPresent();
            if (decides || visit.answer() instanceof Answer.Failed) {
                break;
            }
            target = next(target);
        }
        return choose(start, visits);
    }

    /// The names that a walk asks which nothing ends early.
    public static List<DomainName> names(DomainName start) {
        List<DomainName> names = new ArrayList<>();
        for (DomainName name = start; names.size() < MOST_QUERIES && !name.isRoot(); name = next(name)) {
            names.add(name);
        }
        return names;
    }

    private static DomainName next(DomainName target) {
        DomainName parent = target.parent().orElse(DomainName.ROOT);
        while (parent.labelCount() >= MOST_QUERIES) {
            parent = parent.parent().orElse(DomainName.ROOT);
        }
        return parent;
    }

    static Visit visit(DomainName domain, Resolver resolver) {
        Optional<DomainName> name = domain.child("_dmarc");
        if (name.isEmpty()) {
            // With `_dmarc` in front the name is too long for the DNS, so there can be no record.
            return new Visit(domain, new Answer.NoSuchName(0), Optional.empty(), 0);
        }
        Answer answer = resolver.ask(new Question(name.get(), RecordType.TXT));
        List<DmarcRecord> records = new ArrayList<>();
        for (ResourceRecord record : answer.recordsOrNone()) {
            if (record instanceof ResourceRecord.Txt txt) {
                DmarcParser.parse(domain, txt.text()).ifPresent(records::add);
            }
        }
        return new Visit(
                domain,
                answer,
                records.size() == 1 ? Optional.of(records.getFirst()) : Optional.empty(),
                records.size());
    }

    /// RFC 9989, section 4.10.2: `psd=n` is the organisational domain; one label below a `psd=y` is; else the highest
    /// domain with a record; else the domain itself.
    private static TreeWalk choose(DomainName start, List<Visit> visits) {
        DomainName highest = start;
        boolean any = false;
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            if (visit.record().isEmpty()) {
                continue;
            }
            switch (visit.record().get().psd()) {
                case NO -> {
                    return new TreeWalk(start, visits, visit.domain(), "its record says psd=n");
                }
                case YES -> {
                    if (i > 0) {
                        DomainName below = start;
                        while (below.labelCount() > visit.domain().labelCount() + 1) {
                            below = below.parent().orElseThrow();
                        }
                        return new TreeWalk(
                                start, visits, below, "it is one label below " + visit.domain() + ", which says psd=y");
                    }
                }
                case UNDECIDED -> {
                    // The walk goes on.
                }
            }
            highest = visit.domain();
            any = true;
        }
        String because = !any
                ? "no domain on the way up publishes a DMARC record"
                : "it is the highest domain on the way up with a DMARC record";
        return new TreeWalk(start, visits, highest, because);
    }

    /// The query that got no answer, if one did not.
    public Optional<Visit> failure() {
        return visits.stream()
                .filter(visit -> visit.answer() instanceof Answer.Failed)
                .findFirst();
    }

    /// The record found at a domain.
    public Optional<DmarcRecord> recordAt(DomainName domain) {
        return visits.stream()
                .filter(visit -> visit.domain().equals(domain))
                .flatMap(visit -> visit.record().stream())
                .findFirst();
    }

    /// The record of a public suffix at which the walk ended.
    Optional<DmarcRecord> publicSuffixRecord() {
        return visits.isEmpty()
                ? Optional.empty()
                : visits.getLast().record().filter(record -> record.psd() == Psd.YES);
    }
}
