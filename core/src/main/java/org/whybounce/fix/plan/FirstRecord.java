package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.fix.Basis;
import org.whybounce.fix.Fix;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.net.AddressRanges;
import org.whybounce.vendor.Recognised;
import org.whybounce.vendor.Traces;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// The first record of a name. Without one nobody was refused for not being listed; from then on everybody is who is
/// left out. So where the MX records tell who most likely sends as well, its keeper is asked about them.
final class FirstRecord {
    private FirstRecord() {}

    /// Who takes the mail of a name, and so most likely sends it as well.
    ///
    /// @param term  what lists them
    /// @param sends that they do, as a clause
    /// @param not   that they do not
    private record Other(String term, String sends, String not) {}

    static Mending.Attempt propose(Mending mending, ReachReader reader, List<AddSender.Addition> additions) {
        List<Other> others = others(mending.at(), reader);
        List<Mending.Candidate> alone = new ArrayList<>();
        List<Mending.Candidate> together = new ArrayList<>();
        for (AddSender.Addition addition : additions) {
            AddressRanges listed = passes(mending, reader, addition.term());
            alone.add(candidate(mending, reader, addition, List.of(), listed));
            List<String> more = others.stream()
                    .map(Other::term)
                    .filter(term -> !passes(mending, reader, term).minus(listed).isEmpty())
                    .toList();
            if (!more.isEmpty()) {
                together.add(candidate(
                        mending,
                        reader,
                        addition,
                        more,
                        listed.union(passes(mending, reader, String.join(" ", more)))));
            }
        }
        Mending.Attempt only = mending.first(alone);
        Mending.Attempt with = together.isEmpty() ? only : mending.first(together);
        if (together.isEmpty() || with.fix().isEmpty() || only.fix().isEmpty()) {
            return only;
        }
        return new Mending.Attempt(
                Optional.empty(),
                Optional.of(new Fix.Ask(
                        "This would be the first SPF record of " + mending.at()
                                + ", and from then on it keeps out whom it does not list. Does its other mail come from"
                                + " where its mailboxes are?",
                        List.of(
                                alternative(others, Other::sends, with.fix().get()),
                                alternative(others, Other::not, only.fix().get())))),
                only.refused());
    }

    private static Fix.Alternative alternative(List<Other> others, Function<Other, String> clause, Fix.Publish fix) {
        return new Fix.Alternative(
                String.join(" and ", others.stream().map(clause).toList()), fix);
    }

    private static List<Other> others(DomainName at, ReachReader reader) {
        List<Other> others = new ArrayList<>();
        List<DomainName> hosts = reader.ask(at, RecordType.MX).recordsOrNone().stream()
                .flatMap(record ->
                        record instanceof ResourceRecord.Mx mx && !mx.host().isRoot()
                                ? Stream.of(mx.host())
                                : Stream.empty())
                .toList();
        DomainName organisation = PublicSuffixes.organisation(at);
        List<DomainName> own =
                hosts.stream().filter(host -> host.isAtOrBelow(organisation)).toList();
        if (!own.isEmpty()) {
            others.add(new Other(
                    "mx",
                    "its mail hosts (" + own.getFirst() + ") send too",
                    "its mail hosts (" + own.getFirst() + ") never send"));
        }
        hosts.stream()
                .filter(host -> !host.isAtOrBelow(organisation))
                .flatMap(host -> mailboxes(host).stream())
                .distinct()
                .limit(1)
                .forEach(vendor -> include(vendor, reader)
                        .ifPresent(term -> others.add(new Other(
                                term,
                                "its people send through " + vendor.shortName() + ", where their mail arrives",
                                "nobody sends as " + at + " through " + vendor.shortName()))));
        return others;
    }

    private static Optional<Vendor> mailboxes(DomainName host) {
        return VendorDirectory.builtIn().recognise(Traces.NONE.withPtrNames(List.of(host))).stream()
                .filter(each -> each.by() == Recognised.By.PTR)
                .map(Recognised::vendor)
                .findFirst();
    }

    private static Optional<String> include(Vendor vendor, ReachReader reader) {
        return vendor.includes().stream()
                .filter(pattern -> pattern.exact())
                .flatMap(pattern -> DomainName.parse(pattern.text()).stream())
                .filter(name -> !reader.records(name).isEmpty())
                .findFirst()
                .map(name -> "include:" + name);
    }

    private static AddressRanges passes(Mending mending, ReachReader reader, String terms) {
        return reader.read(mending.at(), "v=spf1 " + terms).passes();
    }

    private static Mending.Candidate candidate(
            Mending mending,
            ReachReader reader,
            AddSender.Addition addition,
            List<String> more,
            AddressRanges mayPass) {
        String terms = Stream.concat(more.stream(), Stream.of(addition.term()))
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
        return new Mending.Candidate(
                mending.edit(List.of(), "v=spf1 " + terms + " ~all", reader),
                List.of(),
                mayPass,
                "Publishes the first SPF record of " + mending.at() + ", listing " + addition.words()
                        + (more.isEmpty() ? "." : " beside ‘" + String.join(" ", more) + "’."),
                List.of("Add every other server and service that sends as " + mending.at()
                        + " before you publish; what is not listed meets softfail from then on."),
                Basis.AS_IT_IS);
    }
}
