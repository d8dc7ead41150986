package org.whybounce.dmarc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.whybounce.dmarc.DmarcRecord.Requested;
import org.whybounce.dmarc.DmarcResult.BySuffixList;
import org.whybounce.dmarc.DmarcResult.Outcome;
import org.whybounce.dmarc.DmarcResult.Source;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;

/// Evaluates DMARC for one From domain (RFC 9989, section 5.3) and, beside it, the way of RFC 7489 for receivers that
/// still go by the public suffix list.
public final class DmarcEvaluator {
    private final Resolver resolver;

    public DmarcEvaluator(Resolver resolver) {
        this.resolver = resolver;
    }

    /// Whether the reports that a record asks for may be sent where it says.
    public List<ReportDestination> destinations(DmarcRecord record) {
        return new ReportDestinations(resolver).of(record);
    }

    /// What the tree walk finds for a domain, without any message.
    public TreeWalk walk(DomainName domain) {
        return TreeWalk.from(domain, resolver);
    }

    /// Evaluates a message.
    ///
    /// @param fromDomain    the domain of its From address
    /// @param authenticated every identifier that SPF or DKIM was evaluated for
    public DmarcResult evaluate(DomainName fromDomain, List<Authenticated> authenticated) {
        Map<DomainName, TreeWalk> walks = new HashMap<>();
        TreeWalk walk = walks.computeIfAbsent(fromDomain, this::walk);
        Optional<DmarcRecord> own = walk.recordAt(fromDomain);
        Optional<DmarcRecord> organisations = walk.recordAt(walk.organisation());
        // RFC 9989, section 4.10.1: the From domain's own record, else its organisation's, else the public suffix's.
        Optional<DmarcRecord> record = own.or(() -> organisations).or(walk::publicSuffixRecord);
        Source source = own.isPresent()
                ? Source.FROM_DOMAIN
                : organisations.isPresent()
                        ? Source.ORGANISATION
                        : record.isPresent() ? Source.PUBLIC_SUFFIX : Source.NOBODY;
        boolean exists = source == Source.FROM_DOMAIN || record.isEmpty() || exists(fromDomain);
        Optional<Requested> requested =
                record.map(found -> source == Source.FROM_DOMAIN ? found.forDomain() : found.forSubdomain(exists));
        Optional<DmarcPolicy> asks = requested.flatMap(Requested::policy);
        Optional<DmarcPolicy> applies = asks.map(policy -> record.orElseThrow().testing() ? policy.milder() : policy);
        Function<DomainName, DomainName> organisation =
                domain -> walks.computeIfAbsent(domain, this::walk).organisation();
        List<Alignment> alignments =
                alignments(fromDomain, authenticated, record, organisation, "organisational domain");
        Optional<TreeWalk.Visit> failure = own.isPresent() ? Optional.empty() : walk.failure();
        Outcome outcome = outcome(asks.isPresent(), alignments, failure.isPresent());
        Optional<TreeWalk.Visit> doubt = outcome == Outcome.FAIL ? doubt(walks, alignments) : Optional.empty();
        if (doubt.isPresent()) {
            outcome = Outcome.TEMPERROR;
            failure = doubt;
        }
        return new DmarcResult(
                fromDomain,
                walk,
                record,
                source,
                requested.map(Requested::tag).orElse("p"),
                asks,
                applies,
                exists,
                alignments,
                outcome,
                says(outcome, fromDomain, record, alignments, failure),
                bySuffixList(fromDomain, authenticated, walk, outcome, record, asks));
    }

    /// A query without an answer that might have shown that an identifier is aligned: a failure would be a guess.
    private static Optional<TreeWalk.Visit> doubt(Map<DomainName, TreeWalk> walks, List<Alignment> alignments) {
        boolean open = alignments.stream()
                .anyMatch(alignment -> alignment.passed() && !alignment.aligned() && !alignment.strict());
        return open
                ? walks.values().stream()
                        .flatMap(walk -> walk.failure().stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Outcome outcome(boolean policy, List<Alignment> alignments, boolean failed) {
        if (failed) {
            return Outcome.TEMPERROR;
        }
        if (!policy) {
            return Outcome.NONE;
        }
        return alignments.stream().anyMatch(Alignment::carries) ? Outcome.PASS : Outcome.FAIL;
    }

    private static String says(
            Outcome outcome,
            DomainName from,
            Optional<DmarcRecord> record,
            List<Alignment> alignments,
            Optional<TreeWalk.Visit> failure) {
        return switch (outcome) {
            case TEMPERROR ->
                "the DNS gave no answer for _dmarc."
                        + failure.map(visit -> visit.domain().toString()).orElse("");
            case NONE ->
                record.isPresent()
                        ? "the record of " + record.get().at() + " is void: its policy is none that exists"
                        : "no DMARC record applies to " + from;
            case PASS ->
                alignments.stream()
                        .filter(Alignment::carries)
                        .findFirst()
                        .map(Alignment::says)
                        .orElse("");
            case FAIL ->
                alignments.isEmpty() ? "nothing was authenticated" : "no identifier both passed and belongs to " + from;
        };
    }

    /// RFC 9989, section 3.2.12: a domain does not exist if the DNS says NXDOMAIN to it.
    private boolean exists(DomainName domain) {
        return !(resolver.ask(new Question(domain, RecordType.A)) instanceof Answer.NoSuchName);
    }

    private static List<Alignment> alignments(
            DomainName from,
            List<Authenticated> authenticated,
            Optional<DmarcRecord> record,
            Function<DomainName, DomainName> organisation,
            String term) {
        List<Alignment> alignments = new ArrayList<>();
        for (Authenticated identifier : authenticated) {
            boolean strict = record.filter(found ->
                            identifier.method() == Alignment.Method.SPF ? found.strictSpf() : found.strictDkim())
                    .isPresent();
            DomainName domain = identifier.domain();
            boolean same = domain.equals(from);
            // RFC 9989, section 4.4.1: relaxed alignment asks for one organisational domain.
            boolean aligned = same || !strict && organisation.apply(domain).equals(organisation.apply(from));
            String what = identifier.method() + (identifier.passed() ? " passed" : " did not pass") + " for " + domain;
            String relation = same
                    ? ", which is the From domain"
                    : strict
                            ? ", and the record asks for " + from + " itself"
                            : aligned
                                    ? ", which has the same " + term + " as " + from + ": " + organisation.apply(from)
                                    : ", whose " + term + " is " + organisation.apply(domain) + " and not "
                                            + organisation.apply(from);
            String end = aligned ? identifier.passed() ? ": aligned" : ": aligned, but of no use" : ": not aligned";
            alignments.add(new Alignment(
                    identifier.method(), domain, identifier.passed(), strict, aligned, what + relation + end));
        }
        return alignments;
    }

    /// RFC 7489, section 6.6.3: the From domain's record, else the registrable domain's, and nothing in between.
    private BySuffixList bySuffixList(
            DomainName from,
            List<Authenticated> authenticated,
            TreeWalk walk,
            Outcome outcome,
            Optional<DmarcRecord> walked,
            Optional<DmarcPolicy> walkedAsks) {
        DomainName organisation = PublicSuffixes.organisation(from);
        Optional<DmarcRecord> own = walk.recordAt(from);
        TreeWalk.Visit above = TreeWalk.visit(organisation, resolver);
        Optional<DmarcRecord> record = own.or(above::record);
        Optional<DmarcPolicy> asks = record.flatMap(found ->
                (own.isPresent() || organisation.equals(from) ? found.forDomain() : found.forSubdomain(true)).policy());
        List<Alignment> alignments =
                alignments(from, authenticated, record, PublicSuffixes::organisation, "registrable domain");
        boolean failed = own.isEmpty() && above.answer() instanceof Answer.Failed;
        Outcome theirs = outcome(asks.isPresent(), alignments, failed);
        String differs = null;
        if (!organisation.equals(walk.organisation())) {
            differs = "by the public suffix list the organisational domain is " + organisation + ", by the tree walk "
                    + walk.organisation();
        } else if (!record.map(DmarcRecord::at).equals(walked.map(DmarcRecord::at))) {
            differs = "receivers that go by the public suffix list do not see the record of "
                    + walked.map(found -> found.at().toString()).orElse("nobody");
        } else if (!asks.equals(walkedAsks)) {
            differs = "receivers that follow RFC 7489 do not know np= and apply "
                    + asks.map(DmarcPolicy::code).orElse("nothing");
        } else if (theirs != outcome) {
            differs = "the outcome differs";
        }
        return new BySuffixList(organisation, record.map(DmarcRecord::at), asks, theirs, Optional.ofNullable(differs));
    }
}
