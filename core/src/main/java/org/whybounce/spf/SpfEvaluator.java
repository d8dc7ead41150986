package org.whybounce.spf;

import org.whybounce.dns.Resolver;

/// `check_host()` of RFC 7208: may this address send with this identity?
///
/// One code path: [#explain] keeps the steps, [#evaluate] leaves them out. Nothing is
/// kept between two calls, and an evaluator may be used from several threads at once. It never throws for anything that
/// the question, the records or the DNS hold. How long it takes is the resolver's affair: it asks at most about 130
/// questions, and a resolver that is out of time answers [org.whybounce.dns.Answer.Failure#BUDGET], which ends in a
/// temperror.
///
/// @param limits normally [SpfLimits#RFC7208]
/// @param source how the text of a record becomes terms; normally [SpfParser#parse]
public record SpfEvaluator(Resolver resolver, SpfLimits limits, RecordSource source) {
    /// Reads the text of a record.
    @FunctionalInterface
    public interface RecordSource {
        SpfSyntax read(String text);
    }

    public SpfEvaluator(Resolver resolver) {
        this(resolver, SpfLimits.RFC7208, SpfParser::parse);
    }

    /// The evaluation with every step.
    public Evaluation explain(SpfQuestion asked) {
        return new Walk(this, asked, true).run();
    }

    /// The evaluation without its steps.
    public Evaluation evaluate(SpfQuestion asked) {
        return new Walk(this, asked, false).run();
    }
}
