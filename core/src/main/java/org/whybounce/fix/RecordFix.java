package org.whybounce.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// A change of a domain's record that a person asked for: senders added, lookups lowered, or whatever is broken mended.
///
/// @param domain  whose record
/// @param was     its SPF records as the DNS has them
/// @param lookups in the worst case, as they are
/// @param fixes   what came of it; empty if there is nothing to do
/// @param advice  what else a person who keeps this record should know
/// @param broken  whether the record cannot be evaluated as it is
/// @param noDns   why the DNS could not be asked, if it could not
public record RecordFix(
        DomainName domain,
        List<String> was,
        int lookups,
        List<Fix> fixes,
        List<String> advice,
        boolean broken,
        Optional<String> noDns) {
    public RecordFix {
        was = List.copyOf(was);
        fixes = List.copyOf(fixes);
        advice = List.copyOf(advice);
    }

    /// What is asked for.
    ///
    /// @param lowerLookups whether to lower the lookups even where ten suffice already
    public record Asked(DomainName domain, List<Wish> wishes, boolean lowerLookups) {}

    public static RecordFix of(Asked asked, Resolver resolver, VendorDirectory vendors) {
        DomainName domain = asked.domain();
        ReachReader reader = new ReachReader(resolver);
        if (reader.ask(domain, RecordType.TXT) instanceof Answer.Failed failed) {
            return new RecordFix(
                    domain,
                    List.of(),
                    0,
                    List.of(),
                    List.of(),
                    false,
                    Optional.of(failed.why().words()));
        }
        List<String> was = reader.records(domain);
        Optional<RecordReach> now = was.isEmpty() ? Optional.empty() : Optional.of(reader.read(domain, was.getFirst()));
        int lookups = now.map(RecordReach::lookups).orElse(0);
        boolean broken = was.size() > 1
                || now.filter(reach -> reach.broken() || reach.fatal()).isPresent()
                || lookups > SpfLimits.RFC7208.lookups();
        List<String> advice = new ArrayList<>();
        List<Fix> fixes = new ArrayList<>();
        Mending whole = new Mending(resolver, domain, Optional.empty());
        if (!asked.wishes().isEmpty()) {
            fixes.addAll(added(whole, asked.wishes(), reader, advice));
        } else if (was.isEmpty()) {
            advice.add("There is no SPF record at " + domain + "; name what sends with --add.");
        } else if (asked.lowerLookups()) {
            lower(whole, lookups, broken, fixes, advice);
        } else if (broken) {
            fixes.add(RepairRecord.propose(whole).orTell(domain, "Mend the SPF record of " + domain + "."));
        }
        now.ifPresent(reach -> overAuthenticated(reach, vendors, domain, advice));
        return new RecordFix(domain, was, lookups, fixes, advice, broken, Optional.empty());
    }

    private static void lower(Mending mending, int lookups, boolean broken, List<Fix> fixes, List<String> advice) {
        Mending.Attempt attempt = LowerLookups.propose(mending);
        if (attempt.fix().isEmpty() && !broken) {
            advice.add("The record needs " + lookups + " of 10 lookups in the worst case; there is nothing to lower.");
            return;
        }
        fixes.add(attempt.orTell(
                mending.at(),
                "Lower the lookups of " + mending.at() + ": " + lookups + " in the worst case, 10 are allowed."));
    }

    private static List<Fix> added(Mending whole, List<Wish> wishes, ReachReader reader, List<String> advice) {
        List<Fix> told = new ArrayList<>();
        List<AddSender.Addition> additions = new ArrayList<>();
        for (Wish wish : wishes) {
            switch (wish) {
                case Wish.Range(String word, var range) -> additions.add(AddSender.range(range));
                case Wish.Hosts(String word, String term) ->
                    additions.add(new AddSender.Addition(term, "the hosts of " + term));
                case Wish.Include(String word, DomainName target, Optional<Vendor> vendor) ->
                    additions.add(new AddSender.Addition("include:" + target, "include:" + target));
                case Wish.Service(String word, Vendor vendor) -> service(whole, vendor, reader, additions, told);
                case Wish.NoInclude(String word, var phantom) ->
                    told.add(new Fix.PublishNothing(
                            "include:" + phantom.include() + " is handed on by public lists: " + phantom.status()
                                    + ". A dead include makes the whole record a permerror.",
                            phantom.instead()
                                    .map(name -> "What the service documents is include:" + name + ".")
                                    .orElse("Ask the service what it documents.")));
                case Wish.Unknown(String word) ->
                    told.add(new Fix.PublishNothing(
                            "'" + word + "' is no service known here, no range, and no term of a record.",
                            "Name the service, or give ip4:, ip6:, include:, a: or mx:."));
            }
        }
        List<Fix> fixes = new ArrayList<>();
        if (!additions.isEmpty()) {
            fixes.add(record(whole, additions, reader, advice));
        }
        fixes.addAll(told);
        return fixes;
    }

    private static void service(
            Mending whole, Vendor vendor, ReachReader reader, List<AddSender.Addition> additions, List<Fix> told) {
        boolean here = vendor.scope() == Scope.ORGANISATION || vendor.scope() == Scope.PER_CUSTOMER;
        Optional<DomainName> include =
                vendor.include().filter(name -> !reader.records(name).isEmpty());
        if (!here) {
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

    private static Fix record(
            Mending whole, List<AddSender.Addition> additions, ReachReader reader, List<String> advice) {
        String terms = String.join(
                " ", additions.stream().map(AddSender.Addition::term).toList());
        String words = String.join(
                " and ", additions.stream().map(AddSender.Addition::words).toList());
        RecordReach alone = reader.read(whole.at(), "v=spf1 " + terms);
        AddressRanges now = reader.records(whole.at()).stream()
                .map(text -> reader.read(whole.at(), text).passes())
                .reduce(AddressRanges.NONE, AddressRanges::union);
        AddressRanges gained = alone.passes().minus(now);
        if (gained.isEmpty() && alone.unknown().isEmpty() && alone.opaque().isEmpty() && !alone.fatal()) {
            return alone.passes().isEmpty()
                    ? new Fix.PublishNothing(words + " lists no address at all.", "")
                    : new Fix.PublishNothing("The record lists " + words + " already.", "");
        }
        Optional<SpfQuestion> sample =
                gained.ranges().stream().findFirst().map(range -> question(range.first(), whole.at()));
        Mending mending = new Mending(whole.resolver(), whole.at(), sample);
        Mending.Attempt attempt = AddSender.propose(mending, List.of(new AddSender.Addition(terms, words)));
        attempt.fix()
                .filter(fix -> fix.edit().was().isEmpty())
                .ifPresent(fix -> advice.add("This would be the first SPF record of " + whole.at() + "."));
        return attempt.orTell(whole.at(), "Add " + words + " to the SPF record of " + whole.at() + ".");
    }

    private static SpfQuestion question(IpAddress ip, DomainName at) {
        return SpfQuestion.mailFrom(ip, "postmaster@" + at, at.toString());
    }

    /// Includes of services that do not read the customer's record at all: they cost lookups and authorise strangers.
    private static void overAuthenticated(
            RecordReach reach, VendorDirectory vendors, DomainName domain, List<String> advice) {
        for (TermReach term : reach.reached()) {
            if (!term.isInclude()) {
                continue;
            }
            String target = term.text().substring(term.text().indexOf(':') + 1);
            vendors.byInclude(target)
                    .filter(vendor -> vendor.scope() == Scope.VENDOR || vendor.scope() == Scope.CNAME)
                    .ifPresent(vendor -> advice.add("‘" + term.text() + "’ most likely does nothing at " + domain
                            + ": " + vendor.shortName() + " sends with a return-path of another name. If "
                            + vendor.shortName() + " never sends with MAIL FROM at " + domain
                            + ", take it out; that saves " + term.lookups() + " lookup"
                            + (term.lookups() == 1 ? "" : "s") + "."));
        }
    }
}
