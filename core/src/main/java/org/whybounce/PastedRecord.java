package org.whybounce;

import java.util.List;
import org.whybounce.cause.Diagnosis;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Overlay;
import org.whybounce.dns.Resolver;
import org.whybounce.finding.Finding;
import org.whybounce.intake.Pasted;

/// A record that was pasted, evaluated as if it were published: at the name in front of it, or at one that cannot
/// exist.
final class PastedRecord {
    /// Where a record without a name is thought to stand. The name cannot exist (RFC 2606, section 2), so `a` and `mx`
    /// without a name find nothing.
    static final DomainName NOWHERE = DomainName.of("pasted-record.invalid");

    private PastedRecord() {}

    static DomainName name(Pasted.SpfRecord record) {
        return record.owner().orElse(NOWHERE);
    }

    static Resolver published(Pasted.SpfRecord record, Resolver beneath) {
        return Overlay.txt(beneath, name(record), List.of(record.record()));
    }

    static Explanation plain(Pasted.SpfRecord record, Explanation explanation) {
        return record.owner().isPresent() ? explanation : plain(explanation);
    }

    /// The answer without the name that only we made up.
    static Explanation plain(Explanation explanation) {
        if (!(explanation.diagnosis() instanceof Diagnosis.NoRefusal nothing)) {
            return explanation;
        }
        List<Finding> findings = explanation.findings().stream()
                .map(one -> new Finding(one.code(), one.level(), plain(one.subject()), plain(one.text())))
                .toList();
        return new Explanation(
                explanation.pasted(),
                explanation.file(),
                explanation.shown(),
                explanation.checks(),
                findings,
                new Diagnosis.NoRefusal(plain(nothing.summary())),
                explanation.fixes(),
                explanation.others(),
                explanation.setup(),
                explanation.limits());
    }

    private static String plain(String words) {
        return words.replace("The SPF record of " + NOWHERE, "This SPF record")
                .replace("At " + NOWHERE + ", ", "At ")
                .replace(" in the record of " + NOWHERE, "")
                .replace(NOWHERE.toString(), "the pasted record");
    }
}
