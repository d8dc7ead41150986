package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Wish;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.RecordReach;
import org.whybounce.fix.reach.SoundRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.finding.SpfCheck;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.vendor.Recognised;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Traces;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// A change of a domain's record that a person asked for: senders added, lookups lowered, or whatever is broken
/// mended.
///
/// @param domain  whose record
/// @param was     its SPF records as the DNS has them
/// @param lookups in the worst case, as they are
/// @param broken  whether the record cannot be evaluated as it is
/// @param wrong   whether a check of it finds an error: both judge by the same findings
/// @param fixes   what came of it; empty if there is nothing to do
/// @param advice  what else a person who keeps this record should know
/// @param noDns   why the DNS could not be asked, if it could not
public record RecordFix(
        DomainName domain,
        List<String> was,
        int lookups,
        boolean broken,
        boolean wrong,
        List<Fix> fixes,
        List<String> advice,
        Optional<String> noDns) {
    public RecordFix {
        was = List.copyOf(was);
        fixes = List.copyOf(fixes);
        advice = List.copyOf(advice);
    }

    /// What is asked for.
    ///
    /// @param wishes       what to add
    /// @param lowerLookups whether to lower the lookups even where ten suffice already
    /// @param failing      a sender that has to pass
    public record Asked(DomainName domain, List<Wish> wishes, boolean lowerLookups, Optional<SpfQuestion> failing) {
        public Asked {
            wishes = List.copyOf(wishes);
        }

        public static Asked repair(DomainName domain) {
            return new Asked(domain, List.of(), false, Optional.empty());
        }
    }

    /// Works out the change and proves it. Asks the DNS and nothing else; each question once.
    public static RecordFix of(Asked asked, Resolver resolver, VendorDirectory vendors) {
        DomainName domain = asked.domain();
        Mending whole = new Mending(resolver, domain, Optional.empty());
        ReachReader reader = whole.reader();
        if (reader.ask(domain, RecordType.TXT) instanceof Answer.Failed failed) {
            return new RecordFix(
                    domain,
                    List.of(),
                    0,
                    false,
                    false,
                    List.of(unproven(domain, failed)),
                    List.of(),
                    Optional.of(failed.words()));
        }
        List<String> was = reader.records(domain);
        Optional<RecordReach> now = was.isEmpty() ? Optional.empty() : Optional.of(reader.read(domain, was.getFirst()));
        int lookups = now.map(RecordReach::lookups).orElse(0);
        List<SoundRecord> sound = SoundRecord.at(reader, domain);
        List<Finding> errors = errors(whole, domain);
        boolean broken = was.size() > 1
                || was.isEmpty() && !sound.isEmpty()
                || now.filter(reach -> reach.broken() || reach.fatal()).isPresent()
                || lookups > SpfLimits.RFC7208.lookups()
                || now.isPresent() && LowerLookups.errs(whole, was.getFirst(), Prover.STRANGER4);
        boolean mends = broken
                || sound.size() > 1
                || sound.stream()
                        .anyMatch(each ->
                                !each.changes().isEmpty() || !each.onlyIf().isEmpty());
        boolean onlyV4 = !broken && now.isPresent() && LowerLookups.errs(whole, was.getFirst(), Prover.STRANGER6);
        List<String> advice = new ArrayList<>();
        List<Fix> fixes = new ArrayList<>();
        if (!asked.wishes().isEmpty()) {
            fixes.addAll(new AddWishes(whole, reader, asked.failing()).of(asked.wishes(), advice));
        } else if (asked.failing().isPresent()) {
            fixes.add(passing(whole, asked.failing().get(), vendors));
        } else if (sound.isEmpty()) {
            advice.add("There is no SPF record at " + domain + "; name what sends with --add.");
        } else if (asked.lowerLookups()) {
            lower(whole, lookups, mends, fixes, advice);
        } else if (mends) {
            fixes.add(RepairRecord.propose(whole).orTell(domain, "Mend the SPF record of " + domain + "."));
        }
        if (onlyV4) {
            advice.add("For an IPv6 address that it does not list the record is a permerror at receivers that count"
                    + " names without an IPv6 address as void lookups: more than two of its names have none. Listing"
                    + " those hosts by ip4: instead of by name mends it.");
        }
        now.ifPresent(reach -> Advisories.of(reach, reader, vendors, advice));
        if (fixes.isEmpty()) {
            // An error for which nothing can be proven is told with its reason.
            errors.stream()
                    .map(Finding::text)
                    .filter(text -> advice.stream().noneMatch(text::equals))
                    .forEach(advice::add);
        }
        return new RecordFix(
                domain, was, lookups, broken, broken || !errors.isEmpty(), fixes, advice, Optional.empty());
    }

    private static List<Finding> errors(Mending whole, DomainName domain) {
        return SpfCheck.of(whole.resolver(), domain).findings().stream()
                .filter(finding -> finding.level() == Severity.ERROR)
                .toList();
    }

    private static Fix unproven(DomainName domain, Answer.Failed failed) {
        return Mending.Attempt.refused(failed.words(domain)).orTell(domain, "Change the SPF record of " + domain + ".");
    }

    private static Fix passing(Mending whole, SpfQuestion failing, VendorDirectory vendors) {
        Evaluation now = new SpfEvaluator(whole.resolver()).explain(failing);
        if (now.result() == SpfResult.PASS) {
            return new Fix.PublishNothing(
                    failing.ip() + " passes for " + whole.at() + " already"
                            + now.matched()
                                    .map(match -> ": ‘" + match.text() + "’ of " + match.domain() + " lists it")
                                    .orElse("")
                            + ".",
                    "");
        }
        Optional<Vendor> service = service(whole, failing.ip(), vendors);
        if (service.filter(vendor -> vendor.scope() == Scope.FORWARDER).isPresent()) {
            return new Fix.PublishNothing(
                    failing.ip() + " is a host of " + service.get().shortName()
                            + ", which sends other people's mail on: listing it would let everybody who forwards there"
                            + " send as " + whole.at() + ".",
                    "Sign with DKIM as " + whole.at() + ", which survives forwarding.");
        }
        Mending mending = new Mending(whole.resolver(), whole.at(), Optional.of(failing));
        return AddSender.propose(mending, service)
                .orTell(whole.at(), "List " + failing.ip() + " in the SPF record of " + whole.at() + ".");
    }

    /// The sending service that the address belongs to by its reverse name. Whether its include lists the address is
    /// asked before it is used, so an unconfirmed name does no harm.
    private static Optional<Vendor> service(Mending whole, IpAddress ip, VendorDirectory vendors) {
        List<DomainName> names = new ArrayList<>();
        DomainName.parse(ip.reverseName()).ifPresent(reverse -> {
            for (ResourceRecord record :
                    whole.resolver().ask(new Question(reverse, RecordType.PTR)).recordsOrNone()) {
                if (record instanceof ResourceRecord.Ptr ptr) {
                    names.add(ptr.target());
                }
            }
        });
        return vendors.recognise(Traces.NONE.withPtrNames(names)).stream()
                .map(Recognised::vendor)
                .findFirst();
    }

    private static void lower(Mending mending, int lookups, boolean broken, List<Fix> fixes, List<String> advice) {
        Mending.Attempt attempt = LowerLookups.propose(mending);
        if (!attempt.found() && !broken) {
            advice.add("The record needs " + lookups + " of " + SpfLimits.RFC7208.lookups()
                    + " lookups in the worst case; there is nothing to lower.");
            return;
        }
        fixes.add(attempt.orTell(
                mending.at(),
                "Lower the lookups of " + mending.at() + ": " + lookups + " in the worst case, "
                        + SpfLimits.RFC7208.lookups() + " are allowed."));
    }

    static SpfQuestion question(IpAddress ip, DomainName at) {
        return SpfQuestion.mailFrom(ip, "postmaster@" + at, at.toString());
    }

    /// Minutes after which a check shows the new record everywhere; empty where nothing is published.
    public Optional<Long> checkAgainMinutes() {
        return fixes.stream()
                .flatMap(fix -> fix instanceof Fix.Publish publish ? Stream.of(publish) : Stream.empty())
                .map(Fix.Publish::checkAgainMinutes)
                .max(Long::compare);
    }
}
