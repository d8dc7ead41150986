package org.whybounce.cause.rule;

import java.util.List;
import java.util.Optional;
import org.whybounce.cause.BrokenKind;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Missing;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.dns.Answer;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.PermError;
import org.whybounce.spf.tree.SpfTree;

/// Headers, a mail, a domain or a record without a refusal: nothing was refused, but what was given can still be wrong.
final class WithoutRefusal {
    private WithoutRefusal() {}

    static Diagnosis decide(CaseFile file, DnsEvidence now) {
        if (file.claims().setAside().isPresent()) {
            return new Diagnosis.NoRefusal("This is " + file.claims().setAside().get() + ", not a refusal.");
        }
        Optional<Diagnosis> told = ReceivedMail.decide(file, now).or(() -> OwnWordsRule.decide(file, now));
        if (told.isPresent()) {
            return told.get();
        }
        if (now.noDns()) {
            return new Diagnosis.Open(
                    "Nothing was refused in this text, and no name server could be asked about "
                            + file.checkedDomain()
                                    .map(fact -> fact.value().toString())
                                    .orElse("the domain") + ".",
                    List.of(),
                    List.of(Missing.dns(List.of())));
        }
        return now.checked()
                .map(checked -> evaluated(checked, now))
                .or(() -> now.anyAddress().map(any -> record(any, now)))
                .orElseGet(() -> new Diagnosis.NoRefusal("No refusal stands in this text."));
    }

    private static Diagnosis evaluated(Evaluation checked, DnsEvidence now) {
        String who = checked.domain() + " and " + checked.ip();
        return switch (checked.result()) {
            case PASS -> new Diagnosis.NoRefusal("Nothing was refused here, and SPF for " + who + " passes.");
            case TEMPERROR -> unanswered(checked);
            case PERMERROR, NONE -> record(checked, now);
            case FAIL, SOFTFAIL, NEUTRAL ->
                new Diagnosis.NoRefusal("Nothing was refused here, but SPF for " + who + " comes to "
                        + checked.result().word() + ": a receiver may refuse such mail.");
        };
    }

    /// About the record alone, whoever sends.
    private static Diagnosis record(Evaluation any, DnsEvidence now) {
        String domain = any.domain();
        return switch (any.result()) {
            case TEMPERROR -> unanswered(any);
            case NONE ->
                new Diagnosis.NoRefusal("Nothing was refused here. " + domain
                        + " publishes no SPF record, which large receivers ask senders for.");
            case PERMERROR ->
                new Diagnosis.NoRefusal("The SPF record of " + domain + " is broken: "
                        + any.permanent()
                                .map(PermError::kind)
                                .map(BrokenKind::words)
                                .orElse("it does not evaluate")
                        + ". Receivers answer permerror, whoever sends.");
            case PASS ->
                new Diagnosis.NoRefusal(
                        "The SPF record of " + domain + " lets every address on the Internet send as it.");
            case FAIL, SOFTFAIL, NEUTRAL ->
                new Diagnosis.NoRefusal("The SPF record of " + domain + " evaluates: "
                        + lookups(now.tree().map(SpfTree::worst)) + "an address that it does not list gets "
                        + any.result().word() + ".");
        };
    }

    private static String lookups(Optional<Integer> worst) {
        return worst.map(lookups -> lookups + " of 10 lookups at worst, and ").orElse("");
    }

    private static Diagnosis unanswered(Evaluation evaluation) {
        Optional<Answer.NotAsked> unasked = evaluation.unasked();
        if (unasked.isPresent()) {
            return new Diagnosis.Open(
                    "Nothing was refused here, and this check reached its own limit before the SPF record of "
                            + evaluation.domain() + " was read to its end ("
                            + unasked.get().detail() + "). That is no fault of anybody's name servers.",
                    List.of(),
                    List.of(Missing.limit(List.of())));
        }
        String what = evaluation
                .temporary()
                .map(error -> " (" + error.question() + ": " + error.answer().words() + ")")
                .orElse("");
        return new Diagnosis.Open(
                "The name servers behind the SPF record of " + evaluation.domain() + " do not answer properly" + what
                        + ". Receivers cannot evaluate it either.",
                List.of(),
                List.of(new Missing(
                        Missing.Fact.DNS,
                        "try again in a while. If it stays so, tell whoever runs these name servers.",
                        List.of("spf.dns-trouble"))));
    }
}
