package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.RecordType;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Wish;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.RecordReach;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Vendor;

/// Adds to a record what a person named: services, ranges, includes, own hosts; all of them in one change, so
/// that one proof holds for it. What would do harm or nothing is refused with the reason and what to do instead.
///
/// @param failing a sender that has to pass with the change, if the person named one
record AddWishes(Mending whole, ReachReader reader, Optional<SpfQuestion> failing) {
    /// A range shorter than this lists more addresses than any sender has.
    private static final int WIDEST4 = 8;

    private static final int WIDEST6 = 19;

    List<Fix> of(List<Wish> wishes, List<String> advice) {
        List<Fix> told = new ArrayList<>();
        List<AddSender.Addition> additions = new ArrayList<>();
        for (Wish wish : wishes) {
            switch (wish) {
                case Wish.Range(String word, IpPrefix range) -> range(range, additions, told);
                case Wish.Hosts(String word, String term) ->
                    additions.add(new AddSender.Addition(term, "the hosts of " + term));
                case Wish.Include(String word, DomainName target, Optional<Vendor> vendor) ->
                    include(target, vendor, additions, told);
                case Wish.Service(String word, Vendor vendor) -> service(vendor, additions, told);
                case Wish.NoInclude(String word, var phantom) ->
                    told.add(new Fix.PublishNothing(
                            "include:" + phantom.include() + " is handed on by public lists: " + phantom.status()
                                    + ". A dead include makes the whole record a permerror.",
                            phantom.instead()
                                    .map(name -> "What the service documents is include:" + name + ".")
                                    .orElse("Ask the service what it documents.")));
                case Wish.Unknown unknown -> told.add(new Fix.PublishNothing(unknown.words(), Wish.FORMS));
            }
        }
        List<Fix> fixes = new ArrayList<>();
        if (!additions.isEmpty()) {
            fixes.add(record(additions, advice));
        }
        fixes.addAll(told);
        return fixes;
    }

    private static void range(IpPrefix range, List<AddSender.Addition> additions, List<Fix> told) {
        if (!range.address().scope().publiclySeen()) {
            told.add(new Fix.PublishNothing(
                    range + " is " + range.address().scope().words()
                            + ": no receiver on the Internet sees it, so listing it authorises nobody.",
                    "List the address with which your server or NAT reaches the Internet."));
        } else if (range.length() < (range.v4() ? WIDEST4 : WIDEST6)) {
            told.add(new Fix.PublishNothing(
                    range + " would let a large part of the Internet send in your name.",
                    "List the addresses of your own servers."));
        } else {
            additions.add(AddSender.range(range));
        }
    }

    private void include(
            DomainName target, Optional<Vendor> vendor, List<AddSender.Addition> additions, List<Fix> told) {
        if (target.equals(whole.at())) {
            told.add(new Fix.PublishNothing(
                    "include:" + target + " in the record of " + target + " leads back to itself: a permerror.", ""));
        } else if (vendor.isPresent() && !here(vendor.get())) {
            service(vendor.get(), additions, told);
        } else if (reader.ask(target, RecordType.TXT) instanceof org.whybounce.dns.Answer.Failed failed) {
            told.add(Mending.Attempt.refused(failed.words(target))
                    .orTell(whole.at(), "Add include:" + target + " to the SPF record of " + whole.at() + "."));
        } else if (reader.records(target).isEmpty()) {
            boolean host = !reader.ask(target, RecordType.A).recordsOrNone().isEmpty()
                    || !reader.ask(target, RecordType.AAAA).recordsOrNone().isEmpty();
            told.add(new Fix.PublishNothing(
                    "There is no SPF record at " + target
                            + ", and an include of a name without one makes the whole record a permerror.",
                    host
                            ? target + " is a host; to list its addresses add a:" + target + "."
                            : "Look up what the service documents."));
        } else {
            additions.add(new AddSender.Addition("include:" + target, "include:" + target));
        }
    }

    /// Whether a record at the domain is what SPF reads for mail of this service.
    private static boolean here(Vendor vendor) {
        return vendor.scope() == Scope.ORGANISATION || vendor.scope() == Scope.PER_CUSTOMER;
    }

    private void service(Vendor vendor, List<AddSender.Addition> additions, List<Fix> told) {
        Optional<DomainName> include =
                vendor.include().filter(name -> !reader.records(name).isEmpty());
        if (!here(vendor)) {
            told.add(VendorRemedy.of(vendor, whole.at()));
        } else if (include.isEmpty()) {
            told.add(new Fix.PublishNothing(
                    "No record could be found at the include that " + vendor.shortName() + " documented ("
                            + vendor.includes() + "), and a dead include is a permerror.",
                    "Look up the include in the account there"
                            + vendor.guide().map(guide -> ": " + guide).orElse(".")));
        } else {
            additions.add(new AddSender.Addition(
                    "include:" + include.get(), vendor.shortName() + " (include:" + include.get() + ")"));
        }
    }

    private Fix record(List<AddSender.Addition> additions, List<String> advice) {
        String terms = String.join(
                " ", additions.stream().map(AddSender.Addition::term).distinct().toList());
        String words = String.join(
                " and ",
                additions.stream().map(AddSender.Addition::words).distinct().toList());
        RecordReach alone = reader.read(whole.at(), "v=spf1 " + terms);
        AddressRanges now = reader.records(whole.at()).stream()
                .map(text -> reader.read(whole.at(), text).passes())
                .reduce(AddressRanges.NONE, AddressRanges::union);
        AddressRanges gained = alone.passes().minus(now);
        boolean settled = alone.unknown().isEmpty() && alone.opaque().isEmpty() && !alone.fatal();
        if (alone.passes().equals(AddressRanges.EVERYTHING)) {
            return new Fix.PublishNothing(
                    words + " lists every address there is: anybody could send in your name.", "");
        }
        if (gained.isEmpty() && settled) {
            return alone.passes().isEmpty()
                    ? new Fix.PublishNothing(words + " lists no address at all.", "")
                    : new Fix.PublishNothing("The record lists " + words + " already.", "");
        }
        Optional<SpfQuestion> sample = failing.or(
                () -> gained.ranges().stream().findFirst().map(range -> RecordFix.question(range.first(), whole.at())));
        Mending mending = new Mending(whole.resolver(), whole.at(), sample);
        Mending.Attempt attempt = AddSender.propose(mending, List.of(new AddSender.Addition(terms, words)));
        attempt.fix()
                .filter(fix -> fix.edit().was().isEmpty())
                .ifPresent(fix -> advice.add("This would be the first SPF record of " + whole.at() + "."));
        return attempt.orTell(whole.at(), "Add " + words + " to the SPF record of " + whole.at() + ".");
    }
}
