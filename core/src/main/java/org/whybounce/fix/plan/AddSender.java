package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.SoundRecord;
import org.whybounce.fix.term.RecordText;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.vendor.Vendor;

/// Adds a sender to the record of the name that was evaluated, before its `all`. The sender is written as its vendor
/// documents it where that include lists the address, and as its own address otherwise.
public final class AddSender {
    private AddSender() {}

    /// @param vendor the sending service, if it was recognised
    public static Mending.Attempt propose(Mending mending, Optional<Vendor> vendor) {
        Optional<IpAddress> ip = mending.failing().map(SpfQuestion::ip);
        List<Addition> additions = new ArrayList<>();
        vendor.flatMap(known -> include(mending, known, ip)).ifPresent(additions::add);
        ip.ifPresent(address -> additions.add(address(address)));
        return propose(mending, additions);
    }

    /// A term to add, with its words.
    public record Addition(String term, String words) {}

    public static Addition address(IpAddress ip) {
        return range(IpPrefix.of(ip));
    }

    public static Addition range(IpPrefix range) {
        return new Addition(
                (range.v4() ? "ip4:" : "ip6:") + range, "the address" + (isOne(range) ? " " : "es ") + range);
    }

    private static boolean isOne(IpPrefix range) {
        return range.length() == range.address().width();
    }

    /// The vendor's include, if it exists and lists the address.
    private static Optional<Addition> include(Mending mending, Vendor vendor, Optional<IpAddress> ip) {
        List<DomainName> names = vendor.includes().stream()
                .filter(pattern -> pattern.exact())
                .flatMap(pattern -> DomainName.parse(pattern.text()).stream())
                .toList();
        for (DomainName name : names) {
            boolean lists = ip.isEmpty() ? !mending.reader().records(name).isEmpty() : passes(mending, ip.get(), name);
            if (lists) {
                return Optional.of(new Addition("include:" + name, vendor.shortName() + " (include:" + name + ")"));
            }
        }
        return Optional.empty();
    }

    static boolean passes(Mending mending, IpAddress ip, DomainName name) {
        return new SpfEvaluator(mending.resolver())
                        .evaluate(SpfQuestion.mailFrom(ip, "postmaster@" + name, name.toString()))
                        .result()
                == SpfResult.PASS;
    }

    /// Tries the additions, each alone and in this order, and gives the first that can be proven: before the record's
    /// end; else with the lookups lowered to make room; else before a term that keeps the sender out.
    public static Mending.Attempt propose(Mending mending, List<Addition> additions) {
        ReachReader reader = mending.reader();
        List<SoundRecord> ways = SoundRecord.at(reader, mending.at());
        if (!ways.isEmpty()) {
            return mending.forEach(ways, record -> mending.first(candidates(mending, reader, record, additions)));
        }
        return FirstRecord.propose(mending, reader, additions);
    }

    private static AddressRanges listed(Mending mending, ReachReader reader, Addition addition) {
        return reader.read(mending.at(), "v=spf1 " + addition.term()).passes();
    }

    private static Stream<Mending.Candidate> candidates(
            Mending mending, ReachReader reader, SoundRecord record, List<Addition> additions) {
        // What was broken may have been all that kept the sender out.
        Stream<Mending.Candidate> mended =
                record.changes().isEmpty() || mending.failing().isEmpty()
                        ? Stream.empty()
                        : Stream.of(candidate(
                                mending,
                                reader,
                                record,
                                RecordText.of(record.text()),
                                record.mayPass(),
                                "Mends the record: " + String.join("; ", record.changes()) + "."));
        return Stream.of(
                        mended,
                        additions.stream().flatMap(addition -> atTheEnd(mending, reader, record, addition)),
                        additions.reversed().stream().map(addition -> atTheFront(mending, reader, record, addition)))
                .flatMap(Function.identity());
    }

    /// Before the record's end, and then with the lookups lowered to make room.
    private static Stream<Mending.Candidate> atTheEnd(
            Mending mending, ReachReader reader, SoundRecord record, Addition addition) {
        AddressRanges may = listed(mending, reader, addition).union(record.mayPass());
        RecordText grown = withoutUnreached(record, addition).adding(List.of(addition.term()));
        List<String> changes = new ArrayList<>(record.changes());
        changes.add("adds " + addition.words());
        return Stream.<Supplier<List<Mending.Candidate>>>of(
                        () -> List.of(candidate(mending, reader, record, grown, may, words(mending, record, addition))),
                        () -> LowerLookups.candidates(
                                mending, record.with(grown.toString(), changes, may), reader, AddressRanges.NONE))
                .flatMap(made -> made.get().stream());
    }

    private static Mending.Candidate atTheFront(
            Mending mending, ReachReader reader, SoundRecord record, Addition addition) {
        return candidate(
                mending,
                reader,
                record,
                withoutUnreached(record, addition).addingFirst(List.of(addition.term())),
                listed(mending, reader, addition).union(record.mayPass()),
                words(mending, record, addition));
    }

    private static RecordText withoutUnreached(SoundRecord record, Addition addition) {
        return RecordText.of(record.text()).withoutUnreached(addition.term());
    }

    private static String words(Mending mending, SoundRecord record, Addition addition) {
        return "Adds " + addition.words() + " to the record of " + mending.at()
                + (record.changes().isEmpty() ? "." : ", and mends it: " + String.join("; ", record.changes()) + ".");
    }

    private static Mending.Candidate candidate(
            Mending mending,
            ReachReader reader,
            SoundRecord record,
            RecordText text,
            AddressRanges mayPass,
            String words) {
        return new Mending.Candidate(
                mending.edit(record.was(), text.toString(), reader),
                List.of(),
                mayPass,
                words,
                RepairRecord.notes(record),
                record.basis());
    }
}
