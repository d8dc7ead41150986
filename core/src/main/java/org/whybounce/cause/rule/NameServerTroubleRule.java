package org.whybounce.cause.rule;

import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Evidence;
import org.whybounce.dns.Answer;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;

/// `spf.dns-trouble`: the record could not be looked up (temperror). The record itself may be perfect.
///
/// - For it: the evaluation ends in temperror now; the receiver says so.
/// - Against it: the record evaluates now, and the receiver named another result.
/// - What decides: temperror now. Where the receiver said temperror and the address is authorised now, the trouble was
///   a passing one.
/// - What mends it: whoever runs the name servers of the name that did not answer.
final class NameServerTroubleRule {
    private static final String CODE = "spf.dns-trouble";

    private NameServerTroubleRule() {}

    static Weighed weigh(SpfCase c) {
        boolean said = c.reading().meaning() == Meaning.SPF_TEMPERROR;
        if (c.evaluated().isEmpty() || c.domain().isEmpty()) {
            return Weighed.SILENT;
        }
        Evaluation evaluation = c.evaluated().get();
        Cause cause = new Cause.DnsTrouble(c.domain().get());
        Optional<Answer.NoAnswer> failed = evaluation.serversFailed();
        if (failed.isEmpty() && evaluation.result() == SpfResult.TEMPERROR) {
            return Weighed.SILENT;
        }
        if (failed.isPresent() && evaluation.result() == SpfResult.TEMPERROR) {
            String what = evaluation
                    .temporary()
                    .map(error -> error.question() + " ends in " + failed.get().words())
                    .orElseThrow();
            return new Weighed.Decides(
                    cause,
                    "The name servers behind the SPF record of " + c.domainName()
                            + " do not answer properly, so receivers cannot evaluate it: " + what + ".",
                    List.of(Evidence.dns(what)),
                    List.of(new Candidate(
                            "spf.sender-not-listed",
                            List.of(),
                            List.of("the record could not be read, so whom it lists is not known"))));
        }
        if (said && evaluation.result() == SpfResult.PASS) {
            return new Weighed.Decides(
                    cause,
                    "The receiver could not look up the SPF record of " + c.domainName()
                            + " at that time. It answers now, and authorises " + evaluation.ip() + ".",
                    List.of(),
                    List.of());
        }
        return said ? Weighed.against(CODE, "the DNS answers now") : Weighed.SILENT;
    }
}
