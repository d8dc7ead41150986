package org.whybounce.spf.finding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.vendor.VendorDirectory;

/// One sender evaluated as a receiver does it: MAIL FROM and HELO each by itself (RFC 7208, section 2.3), each with the
/// tree of its domain for the worst case and with what lies close by where it did not pass.
///
/// @param mailFrom as it was given; null if only HELO was asked for
/// @param helo     as it was given; null if only MAIL FROM was asked for
public record SpfEval(
        IpAddress ip, @Nullable String mailFrom, @Nullable String helo, List<Identified> evaluations) {
    /// @param tree null where the domain evaluated is no name that can have one
    public record Identified(
            Evaluation evaluation, @Nullable SpfTree tree) {}

    public SpfEval {
        evaluations = List.copyOf(evaluations);
    }

    /// @param vendors     the sending services whose includes may be absent
    /// @param resolver    one look at the DNS, with one budget for both identities
    /// @param receiver    the checking host, for the macro `r`
    /// @param unixSeconds the moment of the check, for the macro `t`
    public static SpfEval run(
            VendorDirectory vendors,
            Resolver resolver,
            IpAddress ip,
            @Nullable String mailFrom,
            @Nullable String helo,
            String receiver,
            long unixSeconds) {
        String name = helo == null ? "" : helo.strip();
        List<SpfQuestion> questions = new ArrayList<>();
        if (mailFrom != null) {
            questions.add(SpfQuestion.mailFrom(ip, mailFrom.strip(), name).receivedBy(receiver, unixSeconds));
        }
        if (helo != null) {
            questions.add(SpfQuestion.helo(ip, name).receivedBy(receiver, unixSeconds));
        }
        List<Identified> evaluations = new ArrayList<>();
        Asker budget = new Asker(resolver);
        for (SpfQuestion question : questions) {
            Evaluation evaluation = new SpfEvaluator(budget).explain(question);
            SpfTree tree = tree(budget, evaluation);
            evaluations.add(new Identified(SpfNearMisses.beside(budget, vendors, evaluation, tree), tree));
        }
        return new SpfEval(ip, mailFrom, helo, evaluations);
    }

    private static @Nullable SpfTree tree(Resolver budget, Evaluation evaluation) {
        return DomainName.parse(evaluation.domain())
                .filter(name -> name.labelCount() > 1)
                .map(name -> SpfTree.of(budget, name))
                .orElse(null);
    }
}
