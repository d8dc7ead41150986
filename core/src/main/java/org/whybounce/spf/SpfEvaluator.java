package org.whybounce.spf;

import java.util.Set;
import org.whybounce.dns.Resolver;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfSyntax;

/// `check_host()` of RFC 7208: may this address send with this identity?
///
/// One code path: [#explain] keeps the steps, [#evaluate] leaves them out. Nothing is kept between two calls, and an
/// evaluator may be used from several threads at once. It never throws for anything that the question, the records or
/// the DNS hold. How long it takes is the resolver's affair: it asks at most about 130 questions, and a resolver that
/// is
/// out of time answers [org.whybounce.dns.Answer.NotAsked], which ends in a temperror.
///
/// @param limits    normally [SpfLimits#RFC7208]
/// @param source    how the text of a record becomes terms; normally [SpfParser#parse]
/// @param accepting where it deviates from the RFC; normally nowhere
public record SpfEvaluator(Resolver resolver, SpfLimits limits, RecordSource source, Set<Deviation> accepting) {
    /// Reads the text of a record.
    @FunctionalInterface
    public interface RecordSource {
        SpfSyntax read(String text);
    }

    public SpfEvaluator(Resolver resolver) {
        this(resolver, SpfLimits.RFC7208, SpfParser::parse);
    }

    public SpfEvaluator(Resolver resolver, SpfLimits limits, RecordSource source) {
        this(resolver, limits, source, Set.of());
    }

    /// The same with other deviations; those that are stricter than the RFC change nothing here.
    public SpfEvaluator accepting(Set<Deviation> deviations) {
        return new SpfEvaluator(resolver, limits, source, deviations);
    }

    /// The evaluation with every step, and with what receivers may answer that are not strict: see
    /// [Evaluation#otherReadings]. Where the strict answer is an error that takes up to fifty more questions.
    public Evaluation explain(SpfQuestion asked) {
        Evaluation strict = new Walk(this, asked, true).run();
        return accepting.isEmpty() ? strict.withOtherReadings(OtherReadings.of(this, asked, strict)) : strict;
    }

    /// The evaluation without its steps.
    public Evaluation evaluate(SpfQuestion asked) {
        return new Walk(this, asked, false).run();
    }
}
