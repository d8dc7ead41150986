package org.whybounce.spf.finding;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.finding.Finding;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.Term;
import org.whybounce.spf.tree.SpfTree;

/// The text that `exp=` refers to. Without one the refusal stands all the same, only without the explanation, and
/// nobody notices (RFC 7208, section 6.2).
final class SpfExpFindings {
    private SpfExpFindings() {}

    static void find(Resolver resolver, SpfTree tree, List<Finding> findings) {
        Optional<SpfRecord> record = tree.root().record();
        if (record.isEmpty()) {
            return;
        }
        for (Term term : record.get().terms()) {
            if (term instanceof Term.Exp exp && exp.domain().plain()) {
                DomainName.parse(exp.domain().plainText()).ifPresent(at -> text(resolver, tree, at, findings));
            }
        }
    }

    private static void text(Resolver resolver, SpfTree tree, DomainName at, List<Finding> findings) {
        Answer answer = resolver.ask(new Question(at, RecordType.TXT));
        long texts = answer.recordsOrNone().stream()
                .filter(record -> record instanceof ResourceRecord.Txt)
                .count();
        if (!(answer instanceof Answer.Failed) && texts != 1) {
            Finding unusable = SpfCode.EXP_UNUSABLE.about(tree.domain()).with("at", at);
            findings.add(texts == 0 ? unusable.as("none") : unusable.with("texts", texts));
        }
    }
}
