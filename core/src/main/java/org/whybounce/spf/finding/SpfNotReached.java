package org.whybounce.spf.finding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Overlay;
import org.whybounce.dns.Resolver;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.NearMiss;
import org.whybounce.spf.PermError;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.Step;
import org.whybounce.spf.record.BrokenRecord;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.Term;
import org.whybounce.text.Span;

/// Terms that list the address and that the evaluation did not come to, since something before them decided or stopped
/// it. Each untried term is evaluated as if it stood alone in its record.
final class SpfNotReached {
    /// Untried terms that are looked at; a record may hold thousands.
    private static final int MOST_TERMS = 30;

    /// Records of one name that are tried, where there are several.
    private static final int MOST_RECORDS = 10;

    private SpfNotReached() {}

    static List<NearMiss> of(Resolver resolver, Evaluation evaluation) {
        if (evaluation.permError() instanceof PermError.SeveralRecords several) {
            return oneOfSeveral(resolver, evaluation, several);
        }
        List<NearMiss> found = new ArrayList<>();
        // A redirect hands the whole question on, so that its target's terms are the domain's own.
        Evaluation at = evaluation;
        while (true) {
            Evaluation here = at;
            DomainName.parse(here.domain()).ifPresent(name -> found.addAll(untried(resolver, here, name)));
            Evaluation next = null;
            for (Step step : here.steps()) {
                if (step instanceof Step.Entered(Term.Redirect by, Evaluation below)) {
                    next = below;
                }
            }
            if (next == null || found.size() > 2) {
                return found.stream().limit(2).toList();
            }
            at = next;
        }
    }

    /// The first of several records that would pass the address if it stood alone.
    private static List<NearMiss> oneOfSeveral(
            Resolver resolver, Evaluation evaluation, PermError.SeveralRecords several) {
        for (String text : several.texts().stream().limit(MOST_RECORDS).toList()) {
            Evaluation alone =
                    new SpfEvaluator(Overlay.txt(resolver, several.at(), List.of(text))).evaluate(evaluation.asked());
            Evaluation.Match match = alone.match();
            if (alone.result() == SpfResult.PASS && match != null) {
                DomainName at = DomainName.parse(match.domain()).orElse(several.at());
                return List.of(new NearMiss.NotReached(evaluation.ip(), at, match.text(), why(several)));
            }
        }
        return List.of();
    }

    private static String why(PermError.SeveralRecords several) {
        return several.at() + " publishes " + several.texts().size()
                + " SPF records, and then none counts: merge them into one";
    }

    private static List<NearMiss> untried(Resolver resolver, Evaluation evaluation, DomainName at) {
        SpfRecord record = record(evaluation);
        if (record == null) {
            return List.of();
        }
        Set<Span> tried = new HashSet<>();
        for (Step step : evaluation.steps()) {
            if (step instanceof Step.Tried done) {
                tried.add(done.term().span());
            }
        }
        List<NearMiss> found = new ArrayList<>();
        int looked = 0;
        for (Term term : record.terms()) {
            if (tried.contains(term.span()) || !passes(term) || looked++ >= MOST_TERMS) {
                continue;
            }
            if (alone(resolver, evaluation, at, record, term)) {
                found.add(new NearMiss.NotReached(evaluation.ip(), at, record.textOf(term), why(evaluation, term)));
                return found;
            }
        }
        return found;
    }

    private static @Nullable SpfRecord record(Evaluation evaluation) {
        if (evaluation.record() != null) {
            return evaluation.record();
        }
        return evaluation.permError() instanceof PermError.Syntax syntax
                        && syntax.at().toString().equals(evaluation.domain())
                        && SpfParser.parse(syntax.text()) instanceof BrokenRecord broken
                ? new SpfRecord(broken.text(), broken.terms())
                : null;
    }

    private static boolean passes(Term term) {
        return switch (term) {
            case Term.Directive(var qualifier, var mechanism, var span) ->
                qualifier == Qualifier.PASS && !(mechanism instanceof Mechanism.All);
            case Term.Redirect redirect -> true;
            case Term.Exp exp -> false;
            case Term.UnknownModifier modifier -> false;
        };
    }

    /// Whether the term would pass the address if the record held nothing else.
    private static boolean alone(Resolver resolver, Evaluation evaluation, DomainName at, SpfRecord record, Term term) {
        SpfRecord single = new SpfRecord(record.text(), List.of(term));
        SpfEvaluator evaluator = new SpfEvaluator(
                resolver, SpfLimits.BEYOND, text -> text.equals(record.text()) ? single : SpfParser.parse(text));
        IpAddress ip = evaluation.ip();
        return at.toString().equals(evaluation.domain())
                && evaluator
                                .evaluate(SpfQuestion.mailFrom(
                                        ip,
                                        "postmaster@" + at,
                                        evaluation.asked().helo()))
                                .result()
                        == SpfResult.PASS;
    }

    private static String why(Evaluation evaluation, Term term) {
        if (evaluation.match() != null) {
            return term instanceof Term.Redirect
                    ? "a redirect beside " + evaluation.match().text() + " is never followed"
                    : evaluation.match().text() + " decides before it is reached";
        }
        PermError error = evaluation.permError();
        return error == null
                ? "it was not reached"
                : switch (error) {
                    case PermError.Syntax syntax -> "an error in the record makes receivers reject the whole of it";
                    case PermError.SeveralRecords several -> "there are several records, and then none counts";
                    case PermError.TooManyLookups lookups ->
                        "more than " + lookups.limit() + " lookups are needed to get there";
                    case PermError.TooManyVoidLookups voids ->
                        "more than " + voids.limit() + " terms before it find nothing";
                    case PermError.TooManyMailHosts hosts ->
                        hosts.by() + " before it leads to more than " + hosts.limit() + " mail hosts";
                    case PermError.IncludeWithoutRecord include ->
                        include.by() + " before it leads to no record, which stops every evaluation";
                    case PermError.RedirectWithoutRecord redirect -> redirect.by() + " leads to no record";
                };
    }
}
