package org.whybounce.cause.rule;

import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.cause.BrokenKind;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Evidence;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.PermError;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.tree.SpfTree;

/// `spf.record-broken`: the record does not evaluate (permerror), whoever sends.
///
/// - For it: the evaluation ends in permerror now, for the address that sent or, where none is known, for any.
/// - Against it: it evaluates.
/// - What decides: permerror now. Where the receiver says permerror and this address gets through before the eleventh
///   lookup, the record still costs more than ten for others, and receivers that ask in another order meet that.
/// - What mends it: a repaired record, at the name where the fault lies.
final class BrokenRecordRule {
    private static final String CODE = "spf.record-broken";

    private BrokenRecordRule() {}

    static Weighed weigh(SpfCase c) {
        if (c.evaluated().isEmpty() || c.domain().isEmpty()) {
            return Weighed.SILENT;
        }
        Evaluation evaluation = c.evaluated().get();
        if (evaluation.result() == SpfResult.PERMERROR) {
            Optional<PermError> error = evaluation.permanent();
            String kind = error.map(PermError::kind).orElse("syntax");
            String at = error.map(e -> e.at().toString()).orElse(c.domainName());
            return new Weighed.Decides(
                    new Cause.RecordBroken(c.domain().get(), Optional.of(kind)),
                    "The SPF record of " + c.domainName() + " is broken: " + BrokenKind.words(kind)
                            + (at.equals(c.domainName()) ? "" : " (in the record of " + at + ")")
                            + ". Receivers answer permerror, whoever sends.",
                    error.flatMap(PermError::term)
                            .map(term -> List.of(Evidence.dns("the fault lies at " + term + " in the record of " + at)))
                            .orElse(List.of()),
                    List.of(new Candidate(
                            "spf.sender-not-listed",
                            List.of(),
                            List.of("a broken record lists nobody until it is mended"))));
        }
        boolean said = c.reading().meaning() == Meaning.SPF_PERMERROR;
        int worst = c.now().tree().map(SpfTree::worst).orElse(0);
        if (said && worst > SpfLimits.RFC7208.lookups()) {
            return new Weighed.Decides(
                    new Cause.RecordBroken(c.domain().get(), Optional.of("too-many-lookups")),
                    "The SPF record of " + c.domainName() + " is broken: it costs up to " + worst
                            + " DNS lookups where receivers stop at 10. " + evaluation.ip() + " comes to "
                            + evaluation.result().word() + " before that, but this receiver counts them all.",
                    List.of(),
                    List.of());
        }
        return Weighed.against(
                CODE,
                said ? List.of("the receiver says permerror") : List.of(),
                List.of("the record evaluates" + (said ? " now" : "") + ", to "
                        + evaluation.result().word()));
    }
}
