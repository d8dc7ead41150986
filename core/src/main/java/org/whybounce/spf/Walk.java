package org.whybounce.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.Step.Why;

/// One evaluation on its way: the counters of the whole tree, and the record being read.
///
/// Each `try...` method answers whether its term matched and leaves the reason in [#why]. What ends the evaluation is
/// left
/// in [#permError] or [#tempError], and every loop ends when one of them is set: errors are values here as everywhere.
final class Walk {
    private final SpfEvaluator evaluator;
    private final SpfQuestion asked;
    private final Sender sender;
    private final boolean keepSteps;
    private final List<DomainName> way = new ArrayList<>();

    private int lookups;
    private int voidTerms;
    private int voidQueries;
    private boolean termIsVoid;
    private int insideInclude;
    private @Nullable List<DomainName> confirmedNames;

    private @Nullable PermError permError;
    private @Nullable TempError tempError;

    // What the term at hand has shown, for its step.
    private Why why = Why.OUTSIDE;
    private @Nullable String target;
    private List<String> seen = List.of();

    Walk(SpfEvaluator evaluator, SpfQuestion asked, boolean keepSteps) {
        this.evaluator = evaluator;
        this.asked = asked;
        this.sender = Sender.of(asked);
        this.keepSteps = keepSteps;
    }

    /// The record being read: everything that a nested include has a second one of.
    private final class Reading {
        final DomainName at;
        final List<Step> steps = keepSteps ? new ArrayList<>() : List.of();

        @Nullable
        SpfRecord record;

        Evaluation.@Nullable Match match;

        @Nullable
        String explanation;

        Reading(DomainName at) {
            this.at = at;
        }

        MacroExpansion macros() {
            // At the top the domain is the sender's, and stands in macros as it was given.
            String current = way.size() == 1 ? sender.domain() : at.toString();
            return new MacroExpansion(asked, sender, current, () -> reverseName(this));
        }

        void step(Step step) {
            if (keepSteps) {
                steps.add(step);
            }
        }

        Evaluation ends(SpfResult result) {
            return new Evaluation(
                    asked,
                    at.toString(),
                    result,
                    record,
                    match,
                    permError,
                    tempError,
                    counters(),
                    explanation,
                    keepSteps ? List.copyOf(steps) : List.of());
        }

        Evaluation nothing(Step.NoRecord reason) {
            step(new Step.Stopped(new Step.Trouble.Nothing(reason)));
            return ends(SpfResult.NONE);
        }

        Evaluation stops() {
            if (permError != null) {
                step(new Step.Stopped(new Step.Trouble.Permanent(permError)));
                return ends(SpfResult.PERMERROR);
            }
            if (tempError == null) {
                throw new IllegalStateException("nothing to stop for");
            }
            step(new Step.Stopped(new Step.Trouble.Temporary(tempError)));
            return ends(SpfResult.TEMPERROR);
        }
    }

    private Counters counters() {
        return new Counters(lookups, voidTerms, voidQueries);
    }

    Evaluation run() {
        DomainName domain = sender.name();
        // RFC 7208, section 4.3: a malformed domain or one of a single label is none.
        if (domain == null || domain.labelCount() < 2) {
            Step.NoRecord reason =
                    domain == null || domain.isRoot() ? Step.NoRecord.NOT_A_DOMAIN : Step.NoRecord.SINGLE_LABEL;
            return new Evaluation(
                    asked,
                    sender.domain(),
                    SpfResult.NONE,
                    null,
                    null,
                    null,
                    null,
                    counters(),
                    null,
                    keepSteps ? List.of(new Step.Stopped(new Step.Trouble.Nothing(reason))) : List.of());
        }
        return check(domain);
    }

    private Evaluation check(DomainName domain) {
        way.add(domain);
        Evaluation evaluation = read(new Reading(domain));
        way.removeLast();
        return evaluation;
    }

    private Evaluation read(Reading reading) {
        DomainName domain = reading.at;
        if (domain.labelCount() < 2) {
            return reading.nothing(Step.NoRecord.SINGLE_LABEL);
        }
        Question question = new Question(domain, RecordType.TXT);
        Answer answer = evaluator.resolver().ask(question);
        if (answer.empty()) {
            voidQueries++;
        }
        if (keepSteps) {
            reading.step(new Step.Asked(question, answer, counters()));
        }
        switch (answer) {
            case Answer.Failed failed -> {
                tempError = new TempError(domain, Optional.empty(), question, failed);
                return reading.stops();
            }
            case Answer.NoSuchName none -> {
                return reading.nothing(Step.NoRecord.NO_SUCH_NAME);
            }
            case Answer.NoData none -> {
                return reading.nothing(Step.NoRecord.NO_RECORD);
            }
            case Answer.Found found -> {
                List<String> texts = RecordChoice.texts(found);
                if (texts.isEmpty()) {
                    return reading.nothing(Step.NoRecord.NO_RECORD);
                }
                // Section 4.5: more than one record is a permerror.
                if (texts.size() > 1) {
                    permError = new PermError.SeveralRecords(domain, List.copyOf(texts));
                    return reading.stops();
                }
                switch (evaluator.source().read(texts.getFirst())) {
                    case BrokenRecord broken -> {
                        permError = new PermError.Syntax(domain, broken.text(), broken.errors());
                        return reading.stops();
                    }
                    case SpfRecord sound -> {
                        reading.record = sound;
                        return terms(reading, sound);
                    }
                }
            }
        }
    }

    private Evaluation terms(Reading reading, SpfRecord record) {
        List<Term> terms = record.terms();
        for (int i = 0; i < terms.size(); i++) {
            if (!(terms.get(i) instanceof Term.Directive directive)) {
                continue;
            }
            boolean matched = tried(reading, record, directive);
            if (permError != null || tempError != null) {
                return reading.stops();
            }
            if (keepSteps) {
                reading.step(new Step.Tried(directive, Optional.ofNullable(target), matched, why, seen, counters()));
            }
            if (matched) {
                reading.match = new Evaluation.Match(reading.at.toString(), record, directive);
                SpfResult result = directive.qualifier().result();
                // Section 6.2: an explanation is for a fail, and never that of an included record.
                if (result == SpfResult.FAIL && insideInclude == 0) {
                    reading.explanation = explanation(reading, record);
                }
                return reading.ends(result);
            }
        }
        Term.Redirect redirect = record.redirectOrNull();
        // Section 4.7: the default result is neutral. There is no "all" here, it would have matched.
        return redirect == null ? reading.ends(SpfResult.NEUTRAL) : redirected(reading, record, redirect);
    }

    // Section 6.1
    private Evaluation redirected(Reading reading, SpfRecord record, Term.Redirect redirect) {
        String written = record.textOf(redirect);
        if (neverMatches(redirect.domain())) {
            step(reading, redirect, false);
            return reading.ends(SpfResult.NEUTRAL);
        }
        DomainName domain = counted(reading, record, redirect) ? target(reading, redirect.domain()) : null;
        if (permError != null || tempError != null) {
            return reading.stops();
        }
        if (domain == null) {
            permError = new PermError.RedirectWithoutRecord(reading.at, written, String.valueOf(target));
            return reading.stops();
        }
        Evaluation other = check(domain);
        reading.step(new Step.Entered(redirect, other));
        if (permError != null || tempError != null) {
            return reading.stops();
        }
        if (other.result() == SpfResult.NONE) {
            permError = new PermError.RedirectWithoutRecord(reading.at, written, domain.toString());
            return reading.stops();
        }
        why = Why.REDIRECTED;
        target = domain.toString();
        step(reading, redirect, true);
        reading.match = other.match();
        reading.explanation = other.explanation();
        return reading.ends(other.result());
    }

    private void step(Reading reading, Term term, boolean matched) {
        if (keepSteps) {
            reading.step(new Step.Tried(term, Optional.ofNullable(target), matched, why, seen, counters()));
        }
    }

    private boolean tried(Reading reading, SpfRecord record, Term.Directive directive) {
        target = null;
        why = Why.OUTSIDE;
        seen = List.of();
        termIsVoid = false;
        return switch (directive.mechanism()) {
            case Mechanism.All all -> says(true, Why.ALWAYS);
            case Mechanism.Ip4(var range) ->
                inRange(range.address().v4() == asked.ip().v4(), range);
            case Mechanism.Ip6(var range) -> inRange(asked.ip().v6(), range);
            case Mechanism.Include(var domain) -> include(reading, record, directive, domain);
            case Mechanism.A(var domain, var length4, var length6) -> {
                DomainName host = ready(reading, record, directive, domain);
                yield host != null
                        && addresses(
                                reading, record, directive, host, asked.ip().v4() ? length4 : length6);
            }
            case Mechanism.Mx(var domain, var length4, var length6) -> {
                DomainName host = ready(reading, record, directive, domain);
                yield host != null
                        && mailHosts(
                                reading, record, directive, host, asked.ip().v4() ? length4 : length6);
            }
            case Mechanism.Ptr(var domain) -> {
                DomainName host = ready(reading, record, directive, domain);
                yield host != null && reverse(reading, record, directive, host);
            }
            case Mechanism.Exists(var domain) -> {
                DomainName host = ready(reading, record, directive, domain);
                yield host != null && exists(reading, record, directive, host);
            }
        };
    }

    private boolean says(boolean matched, Why reason) {
        why = reason;
        return matched;
    }

    private boolean inRange(boolean sameFamily, IpPrefix range) {
        if (!sameFamily) {
            return says(false, Why.OTHER_FAMILY);
        }
        boolean inside = Ranges.sameNetwork(asked.ip(), range.address(), range.length());
        return says(inside, inside ? Why.IN_RANGE : Why.OUTSIDE);
    }

    /// Counts a term and expands its domain; null if the term cannot match, or if that stopped the evaluation.
    private @Nullable DomainName ready(
            Reading reading, SpfRecord record, Term.Directive directive, @Nullable MacroString domain) {
        if (domain != null && neverMatches(domain)) {
            return null;
        }
        return counted(reading, record, directive) ? target(reading, domain) : null;
    }

    /// RFC 8616, section 4: with a local part outside ASCII, terms that depend on it never match.
    private boolean neverMatches(MacroString domain) {
        if (domain.plain() || !domain.uses("sl") || sender.localPartIsAscii()) {
            return false;
        }
        target = domain.text();
        why = Why.NON_ASCII_LOCAL_PART;
        return true;
    }

    private boolean counted(Reading reading, SpfRecord record, Term term) {
        // Section 4.6.4: one counter for all terms that cause lookups, over the whole tree.
        if (++lookups > evaluator.limits().lookups()) {
            permError = new PermError.TooManyLookups(
                    reading.at, record.textOf(term), evaluator.limits().lookups(), loop());
            return false;
        }
        return true;
    }

    /// The domain that stands twice on the way down to here, if there is one.
    private Optional<DomainName> loop() {
        for (int i = way.size() - 1; i > 0; i--) {
            if (way.indexOf(way.get(i)) < i) {
                return Optional.of(way.get(i));
            }
        }
        return Optional.empty();
    }

    private @Nullable DomainName target(Reading reading, @Nullable MacroString domain) {
        if (domain == null) {
            target = reading.at.toString();
            return reading.at;
        }
        MacroExpansion macros = reading.macros();
        DomainName name = macros.domain(domain).orElse(null);
        target = name == null ? macros.shown(domain) : name.toString();
        why = Why.NOT_A_NAME;
        return name;
    }

    /// Asks on behalf of a term and counts what finds nothing; the answer, or null if that was one void too many.
    private @Nullable Answer ask(
            Reading reading, SpfRecord record, Term.Directive directive, DomainName name, RecordType type) {
        Question question = new Question(name, type);
        Answer answer = evaluator.resolver().ask(question);
        if (answer.empty()) {
            voidQueries++;
            // Section 4.6.4 limits the terms whose lookups find nothing: several of one term count once.
            if (!termIsVoid) {
                termIsVoid = true;
                voidTerms++;
            }
        }
        if (keepSteps) {
            reading.step(new Step.Asked(question, answer, counters()));
        }
        if (voidTerms > evaluator.limits().voids() && answer.empty()) {
            permError = new PermError.TooManyVoidLookups(
                    reading.at, record.textOf(directive), evaluator.limits().voids());
            return null;
        }
        return answer;
    }

    private boolean fails(
            Reading reading,
            SpfRecord record,
            Term.Directive directive,
            DomainName name,
            RecordType type,
            Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            tempError =
                    new TempError(reading.at, Optional.of(record.textOf(directive)), new Question(name, type), failed);
            return true;
        }
        return false;
    }

    private RecordType addressType() {
        return asked.ip().v4() ? RecordType.A : RecordType.AAAA;
    }

    // Section 5.2
    private boolean include(Reading reading, SpfRecord record, Term.Directive directive, MacroString spec) {
        DomainName domain = ready(reading, record, directive, spec);
        if (permError != null || tempError != null || why == Why.NON_ASCII_LOCAL_PART && domain == null) {
            return false;
        }
        if (domain == null) {
            permError =
                    new PermError.IncludeWithoutRecord(reading.at, record.textOf(directive), String.valueOf(target));
            return false;
        }
        insideInclude++;
        Evaluation included = check(domain);
        insideInclude--;
        reading.step(new Step.Entered(directive, included));
        target = domain.toString();
        seen = List.of();
        return switch (included.result()) {
            case PASS -> says(true, Why.INCLUDED_PASS);
            case FAIL, SOFTFAIL, NEUTRAL -> says(false, Why.INCLUDED_NOT_PASS);
            case TEMPERROR, PERMERROR -> false;
            case NONE -> {
                permError = new PermError.IncludeWithoutRecord(reading.at, record.textOf(directive), domain.toString());
                yield false;
            }
        };
    }

    // Section 5.3
    private boolean addresses(
            Reading reading, SpfRecord record, Term.Directive directive, DomainName host, int length) {
        Answer answer = ask(reading, record, directive, host, addressType());
        if (answer == null || fails(reading, record, directive, host, addressType(), answer)) {
            return false;
        }
        why = Why.NO_ADDRESS;
        return compare(answer, length);
    }

    private boolean compare(Answer answer, int length) {
        List<ResourceRecord> records = answer.recordsOrNone();
        for (int i = 0; i < records.size(); i++) {
            IpAddress address = switch (records.get(i)) {
                case ResourceRecord.A a -> a.address();
                case ResourceRecord.Aaaa aaaa -> aaaa.address();
                default -> null;
            };
            if (address == null) {
                continue;
            }
            if (keepSteps) {
                note(address.toString());
            }
            if (Ranges.sameNetwork(asked.ip(), address, length)) {
                return says(true, Why.IN_RANGE);
            }
            why = Why.OUTSIDE;
        }
        return false;
    }

    private void note(String shown) {
        if (seen.isEmpty()) {
            seen = new ArrayList<>();
        }
        seen.add(shown);
    }

    // Section 5.4
    private boolean mailHosts(
            Reading reading, SpfRecord record, Term.Directive directive, DomainName domain, int length) {
        Answer answer = ask(reading, record, directive, domain, RecordType.MX);
        if (answer == null || fails(reading, record, directive, domain, RecordType.MX, answer)) {
            return false;
        }
        List<ResourceRecord> hosts = answer.recordsOrNone();
        why = hosts.isEmpty() ? Why.NO_MAIL_HOST : Why.NULL_MX;
        // Section 4.6.4: an mx with more than ten names is a permerror.
        if (hosts.size() > evaluator.limits().mailHosts()) {
            permError = new PermError.TooManyMailHosts(
                    reading.at,
                    record.textOf(directive),
                    hosts.size(),
                    evaluator.limits().mailHosts());
            return false;
        }
        for (int i = 0; i < hosts.size(); i++) {
            // RFC 7505: the null MX names no host.
            if (!(hosts.get(i) instanceof ResourceRecord.Mx mx) || mx.host().isRoot()) {
                continue;
            }
            if (why == Why.NULL_MX) {
                why = Why.NO_ADDRESS;
            }
            Answer addresses = ask(reading, record, directive, mx.host(), addressType());
            if (addresses == null || fails(reading, record, directive, mx.host(), addressType(), addresses)) {
                return false;
            }
            if (compare(addresses, length)) {
                return true;
            }
        }
        return false;
    }

    // Section 5.7: an A question, whatever the family of the client.
    private boolean exists(Reading reading, SpfRecord record, Term.Directive directive, DomainName name) {
        Answer answer = ask(reading, record, directive, name, RecordType.A);
        if (answer == null || fails(reading, record, directive, name, RecordType.A, answer)) {
            return false;
        }
        return answer.empty() ? says(false, Why.NOTHING_EXISTS) : says(true, Why.EXISTS);
    }

    // Section 5.5
    private boolean reverse(Reading reading, SpfRecord record, Term.Directive directive, DomainName domain) {
        DomainName arpa = DomainName.of(asked.ip().reverseName());
        Answer answer = ask(reading, record, directive, arpa, RecordType.PTR);
        if (answer == null || answer instanceof Answer.Failed) {
            // A failure of this question means no match, never a temperror.
            return says(false, Why.PTR_FAILED);
        }
        List<ResourceRecord> names = answer.recordsOrNone();
        why = names.isEmpty() ? Why.NO_PTR : Why.NOT_CONFIRMED;
        for (int i = 0; i < Math.min(names.size(), evaluator.limits().ptrNames()); i++) {
            if (!(names.get(i) instanceof ResourceRecord.Ptr ptr)) {
                continue;
            }
            Answer addresses = ask(reading, record, directive, ptr.target(), addressType());
            if (addresses == null) {
                return false;
            }
            if (!holds(addresses)) {
                continue;
            }
            if (keepSteps) {
                note(ptr.target().toString());
            }
            if (ptr.target().isAtOrBelow(domain)) {
                return says(true, Why.PTR_IN_DOMAIN);
            }
            why = Why.PTR_ELSEWHERE;
        }
        return false;
    }

    private boolean holds(Answer addresses) {
        for (ResourceRecord record : addresses.recordsOrNone()) {
            if (record instanceof ResourceRecord.A a && a.address().equals(asked.ip())
                    || record instanceof ResourceRecord.Aaaa aaaa
                            && aaaa.address().equals(asked.ip())) {
                return true;
            }
        }
        return false;
    }

    /// The macro `p`: the domain itself, else a name below it, else any confirmed name, else "unknown" (section 7.2).
    /// Its questions are counted nowhere but among the void questions.
    private String reverseName(Reading reading) {
        DomainName best = null;
        for (DomainName name : confirmedNames(reading)) {
            if (name.equals(reading.at)) {
                return name.toString();
            }
            if (best == null || name.isAtOrBelow(reading.at) && !best.isAtOrBelow(reading.at)) {
                best = name;
            }
        }
        return best == null ? "unknown" : best.toString();
    }

    /// The client's reverse names that lead back to it; asked for once, since a record may use the macro often.
    private List<DomainName> confirmedNames(Reading reading) {
        List<DomainName> confirmed = confirmedNames;
        if (confirmed == null) {
            confirmed = new ArrayList<>();
            Answer answer = askAside(reading, DomainName.of(asked.ip().reverseName()), RecordType.PTR);
            List<ResourceRecord> names = answer.recordsOrNone();
            for (int i = 0; i < Math.min(names.size(), evaluator.limits().ptrNames()); i++) {
                if (names.get(i) instanceof ResourceRecord.Ptr ptr
                        && holds(askAside(reading, ptr.target(), addressType()))) {
                    confirmed.add(ptr.target());
                }
            }
            confirmedNames = confirmed;
        }
        return confirmed;
    }

    private Answer askAside(Reading reading, DomainName name, RecordType type) {
        Question question = new Question(name, type);
        Answer answer = evaluator.resolver().ask(question);
        if (answer.empty()) {
            voidQueries++;
        }
        if (keepSteps) {
            reading.step(new Step.Asked(question, answer, counters()));
        }
        return answer;
    }

    // Section 6.2
    private @Nullable String explanation(Reading reading, SpfRecord record) {
        Term.Exp exp = record.exp().orElse(null);
        if (exp == null || neverMatches(exp.domain())) {
            return null;
        }
        MacroExpansion macros = reading.macros();
        DomainName name = macros.domain(exp.domain()).orElse(null);
        if (name == null) {
            return null;
        }
        Question question = new Question(name, RecordType.TXT);
        Answer answer = evaluator.resolver().ask(question);
        if (keepSteps) {
            reading.step(new Step.Asked(question, answer, counters()));
        }
        if (!(answer instanceof Answer.Found found)
                || found.records().size() != 1
                || !(found.records().getFirst() instanceof ResourceRecord.Txt txt)) {
            return null;
        }
        return MacroParser.explanation(txt.text()).map(macros::text).orElse(null);
    }
}
