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
import org.whybounce.spf.record.BrokenRecord;
import org.whybounce.spf.record.MacroParser;
import org.whybounce.spf.record.MacroString;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.Term;

/// One evaluation on its way: the counters of the whole tree, and the walk from record to record. How a single term is
/// tried is [Trial]'s part.
///
/// What ends the evaluation is left in [#permError] or [#tempError], and every loop ends when one of them is set:
/// errors
/// are values here as everywhere.
final class Walk {
    private final SpfEvaluator evaluator;
    private final SpfQuestion asked;
    private final Sender sender;
    private final boolean keepSteps;
    private final List<DomainName> way = new ArrayList<>();
    private final ClientNames reverseName;

    private int lookups;
    private int voidTerms;
    private int voidQueries;
    private int insideInclude;

    private @Nullable PermError permError;
    private @Nullable TempError tempError;

    Walk(SpfEvaluator evaluator, SpfQuestion asked, boolean keepSteps) {
        this.evaluator = evaluator;
        this.asked = asked;
        this.sender = Sender.of(asked);
        this.keepSteps = keepSteps;
        this.reverseName = new ClientNames(this);
    }

    Evaluation run() {
        DomainName domain = sender.name();
        // RFC 7208, section 4.3: a malformed domain or one of a single label is none.
        if (domain == null || domain.labelCount() < 2) {
            Step.NoRecord reason =
                    domain == null || domain.isRoot() ? Step.NoRecord.NOT_A_DOMAIN : Step.NoRecord.SINGLE_LABEL;
            List<Step> steps = keepSteps ? List.of(new Step.Stopped(new Step.Trouble.Nothing(reason))) : List.of();
            return evaluation(sender.domain(), SpfResult.NONE, null, null, null, steps);
        }
        return check(domain);
    }

    Evaluation evaluation(
            String domain,
            SpfResult result,
            @Nullable SpfRecord record,
            Evaluation.@Nullable Match match,
            @Nullable String explanation,
            List<Step> steps) {
        return new Evaluation(
                asked,
                domain,
                result,
                record,
                match,
                permError,
                tempError,
                counters(),
                explanation,
                steps,
                List.of(),
                List.of());
    }

    /// `check_host()` at one domain, the first or one that an include or redirect leads to.
    private Evaluation check(DomainName domain) {
        way.add(domain);
        Evaluation evaluation = read(new RecordPass(this, domain, keepSteps));
        way.removeLast();
        return evaluation;
    }

    private Evaluation read(RecordPass reading) {
        DomainName domain = reading.at;
        if (domain.labelCount() < 2) {
            return reading.nothing(Step.NoRecord.SINGLE_LABEL);
        }
        Question question = new Question(domain, RecordType.TXT);
        // Section 4.6.4: the first question counts nowhere; that of an include or redirect may come back void.
        Answer answer = ask(reading, question, way.size() > 1);
        return switch (answer) {
            case Answer.Failed failed -> {
                tempError = new TempError(domain, Optional.empty(), question, failed);
                yield reading.stops();
            }
            case Answer.NoSuchName none -> reading.nothing(Step.NoRecord.NO_SUCH_NAME);
            case Answer.NoData none -> reading.nothing(Step.NoRecord.NO_RECORD);
            case Answer.Found found -> chosen(reading, found);
        };
    }

    private Evaluation chosen(RecordPass reading, Answer.Found found) {
        List<String> texts = RecordChoice.texts(found);
        if (texts.isEmpty() && accepts(Deviation.LOOSE_VERSION)) {
            texts = RecordChoice.loose(found);
        }
        if (texts.isEmpty()) {
            return reading.nothing(Step.NoRecord.NO_RECORD);
        }
        // Section 4.5: more than one record is a permerror.
        if (texts.size() > 1 && !accepts(Deviation.FIRST_OF_SEVERAL)) {
            permError = new PermError.SeveralRecords(reading.at, List.copyOf(texts));
            return reading.stops();
        }
        return switch (evaluator.source().read(texts.getFirst())) {
            case SpfRecord sound -> {
                reading.record = sound;
                yield terms(reading, sound);
            }
            case BrokenRecord broken -> broken(reading, broken);
        };
    }

    // Section 4.6: an error anywhere in the record is a permerror, whatever stands before it.
    private Evaluation broken(RecordPass reading, BrokenRecord broken) {
        if (accepts(Deviation.BROKEN_TERMS_SKIPPED)) {
            SpfRecord rest = new SpfRecord(broken.text(), broken.terms());
            reading.record = rest;
            return terms(reading, rest);
        }
        if (accepts(Deviation.READ_AS_FAR_AS_NEEDED)) {
            int error = broken.errors().getFirst().term().start();
            SpfRecord before = new SpfRecord(
                    broken.text(),
                    broken.terms().stream()
                            .filter(term -> term.span().start() < error && term instanceof Term.Directive)
                            .toList());
            reading.record = before;
            Evaluation evaluation = terms(reading, before);
            if (evaluation.match() != null || stopped()) {
                return evaluation;
            }
        }
        permError = new PermError.Syntax(reading.at, broken.text(), broken.errors());
        return reading.stops();
    }

    private Evaluation terms(RecordPass reading, SpfRecord record) {
        List<Term> terms = record.terms();
        Trial trial = new Trial(this, reading);
        for (int i = 0; i < terms.size(); i++) {
            if (!(terms.get(i) instanceof Term.Directive directive)) {
                continue;
            }
            boolean matched = trial.matches(directive);
            if (stopped()) {
                return reading.stops();
            }
            if (keepSteps) {
                reading.step(trial.step(matched));
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
        return redirect == null ? reading.ends(SpfResult.NEUTRAL) : redirected(reading, redirect, trial);
    }

    // Section 6.1
    private Evaluation redirected(RecordPass reading, Term.Redirect redirect, Trial trial) {
        DomainName domain = trial.leadsTo(redirect);
        if (stopped()) {
            return reading.stops();
        }
        if (domain == null && trial.neverMatches()) {
            reading.step(trial.step(false));
            return reading.ends(SpfResult.NEUTRAL);
        }
        SpfResult result = SpfResult.NONE;
        if (domain != null) {
            Evaluation other = check(domain);
            reading.step(new Step.Entered(redirect, other));
            if (stopped()) {
                return reading.stops();
            }
            result = other.result();
            reading.match = other.match();
            reading.explanation = other.explanation();
        }
        if (result == SpfResult.NONE) {
            if (accepts(Deviation.MISSING_RECORDS_SKIPPED)) {
                return reading.ends(SpfResult.NEUTRAL);
            }
            permError = new PermError.RedirectWithoutRecord(reading.at, reading.textOf(redirect), trial.target());
            return reading.stops();
        }
        reading.step(trial.redirected());
        return reading.ends(result);
    }

    // Section 5.2. The included record's own result, or null if that stopped the evaluation.
    @Nullable
    SpfResult include(RecordPass reading, Term.Directive directive, @Nullable DomainName domain, String shown) {
        SpfResult result = SpfResult.NONE;
        if (domain != null) {
            insideInclude++;
            Evaluation included = check(domain);
            insideInclude--;
            reading.step(new Step.Entered(directive, included));
            if (stopped()) {
                return null;
            }
            result = included.result();
        }
        if (result == SpfResult.NONE && !accepts(Deviation.MISSING_RECORDS_SKIPPED)) {
            permError = new PermError.IncludeWithoutRecord(reading.at, reading.textOf(directive), shown);
            return null;
        }
        return result;
    }

    // Section 6.2
    private @Nullable String explanation(RecordPass reading, SpfRecord record) {
        Term.Exp exp = record.exp().orElse(null);
        if (exp == null || dependsOnForeignLocalPart(exp.domain())) {
            return null;
        }
        MacroExpansion macros = macros(reading);
        DomainName name = macros.domain(exp.domain()).orElse(null);
        if (name == null) {
            return null;
        }
        Answer answer = ask(reading, new Question(name, RecordType.TXT), false);
        if (!(answer instanceof Answer.Found found)
                || found.records().size() != 1
                || !(found.records().getFirst() instanceof ResourceRecord.Txt txt)) {
            return null;
        }
        return MacroParser.explanation(txt.text()).map(macros::text).orElse(null);
    }

    MacroExpansion macros(RecordPass reading) {
        // At the top the domain is the sender's, and stands in macros as it was given.
        String current = way.size() == 1 ? sender.domain() : reading.at.toString();
        return new MacroExpansion(asked, sender, current, () -> reverseName.of(reading));
    }

    /// RFC 8616, section 4: with a local part outside ASCII, terms that depend on it never match.
    boolean dependsOnForeignLocalPart(MacroString domain) {
        return !domain.plain() && domain.uses("sl") && !sender.localPartIsAscii();
    }

    // Section 4.6.4: one counter for all terms that cause lookups, over the whole tree. False if this is one too many.
    boolean counts(RecordPass reading, Term term) {
        if (++lookups > limit(evaluator.limits().lookups(), SpfLimits.BEYOND.lookups(), Deviation.LOOKUPS_UNCOUNTED)) {
            permError = new PermError.TooManyLookups(
                    reading.at, reading.textOf(term), evaluator.limits().lookups(), loop());
            return false;
        }
        return true;
    }

    // Section 4.6.4 limits the terms whose lookups find nothing. False if this is one too many.
    boolean countsVoid(RecordPass reading, Term term) {
        if (++voidTerms > limit(evaluator.limits().voids(), SpfLimits.BEYOND.voids(), Deviation.VOIDS_UNCOUNTED)) {
            permError = new PermError.TooManyVoidLookups(
                    reading.at, reading.textOf(term), evaluator.limits().voids());
            return false;
        }
        return true;
    }

    // Section 4.6.4: an mx with more than ten names is a permerror. How many are looked at; -1 if that stopped it.
    int countsMailHosts(RecordPass reading, Term term, int hosts) {
        int most = evaluator.limits().mailHosts();
        if (hosts <= most || accepts(Deviation.FIRST_MAIL_HOSTS)) {
            return Math.min(hosts, most);
        }
        permError = new PermError.TooManyMailHosts(reading.at, reading.textOf(term), hosts, most);
        return -1;
    }

    private int limit(int strict, int beyond, Deviation deviation) {
        return accepts(deviation) ? Math.max(strict, beyond) : strict;
    }

    private boolean accepts(Deviation deviation) {
        return !evaluator.accepting().isEmpty() && evaluator.accepting().contains(deviation);
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

    /// Asks, and keeps the step; `counted` if an empty answer is one of those that receivers may count.
    Answer ask(RecordPass reading, Question question, boolean counted) {
        Answer answer = evaluator.resolver().ask(question);
        if (counted && answer.empty()) {
            voidQueries++;
        }
        if (keepSteps) {
            reading.step(new Step.Asked(question, answer, counters()));
        }
        return answer;
    }

    void stop(TempError error) {
        tempError = error;
    }

    boolean stopped() {
        return permError != null || tempError != null;
    }

    @Nullable
    PermError permError() {
        return permError;
    }

    @Nullable
    TempError tempError() {
        return tempError;
    }

    Counters counters() {
        return new Counters(lookups, voidTerms, voidQueries);
    }

    IpAddress ip() {
        return asked.ip();
    }

    RecordType addressType() {
        return asked.ip().v4() ? RecordType.A : RecordType.AAAA;
    }

    int ptrNames() {
        return evaluator.limits().ptrNames();
    }
}
