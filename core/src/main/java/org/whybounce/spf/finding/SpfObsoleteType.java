package org.whybounce.spf.finding;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Overlay;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.NearMiss;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfResult;

/// A record of the obsolete type SPF (RFC 7208, section 3.1) that lists the address, while the TXT record does not.
final class SpfObsoleteType {
    private SpfObsoleteType() {}

    static Optional<NearMiss> passing(Resolver resolver, Evaluation evaluation, DomainName domain) {
        List<ResourceRecord> records =
                resolver.ask(new Question(domain, RecordType.SPF)).recordsOrNone();
        Optional<ResourceRecord.Txt> record = records.stream()
                .filter(ResourceRecord.Txt.class::isInstance)
                .map(ResourceRecord.Txt.class::cast)
                .filter(txt -> SpfParser.isRecord(txt.text()))
                .findFirst();
        if (record.isEmpty()) {
            return Optional.empty();
        }
        Overlay asText = Overlay.txt(resolver, domain, List.of(record.get().text()));
        return new SpfEvaluator(asText).evaluate(evaluation.asked()).result() == SpfResult.PASS
                ? Optional.of(new NearMiss.RecordElsewhere(
                        evaluation.ip(),
                        domain,
                        "as type SPF, which receivers do not ask for any more; they ask for TXT"))
                : Optional.empty();
    }
}
