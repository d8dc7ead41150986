package org.whybounce.dmarc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whybounce.dmarc.DmarcRecord.ReportUri;
import org.whybounce.dmarc.ReportDestination.Permission;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;

/// Asks destinations outside the organisation whether they take the reports (RFC 9990, section 4): else anyone could
/// have a stranger flooded.
final class ReportDestinations {
    /// Different destinations that are asked, each with up to nine questions.
    private static final int MOST = 5;

    private final Resolver resolver;

    ReportDestinations(Resolver resolver) {
        this.resolver = resolver;
    }

    List<ReportDestination> of(DmarcRecord record) {
        Map<DomainName, Permission> known = new HashMap<>();
        DomainName own = TreeWalk.from(record.at(), resolver).organisation();
        List<ReportDestination> destinations = new ArrayList<>();
        add(destinations, known, record, own, record.rua(), true);
        add(destinations, known, record, own, record.ruf(), false);
        return destinations;
    }

    private void add(
            List<ReportDestination> destinations,
            Map<DomainName, Permission> known,
            DmarcRecord record,
            DomainName own,
            List<ReportUri> uris,
            boolean aggregate) {
        for (ReportUri uri : uris) {
            DomainName to = uri.destination();
            if (known.size() < MOST || known.containsKey(to)) {
                Permission permission = known.computeIfAbsent(to, domain -> permission(record, own, domain));
                destinations.add(new ReportDestination(uri, aggregate, permission));
            }
        }
    }

    private Permission permission(DmarcRecord record, DomainName own, DomainName to) {
        if (to.equals(record.at())
                || to.equals(own)
                || TreeWalk.from(to, resolver).organisation().equals(own)) {
            return new Permission.Own();
        }
        DomainName at = to.child(record.at() + "._report._dmarc").orElse(null);
        if (at == null) {
            // Too long for the DNS, so that it cannot say so.
            return new Permission.Missing(to);
        }
        Answer answer = resolver.ask(new Question(at, RecordType.TXT));
        if (answer instanceof Answer.Failed failed) {
            return new Permission.NoAnswer(at, failed);
        }
        boolean given = answer.recordsOrNone().stream()
                .anyMatch(each -> each instanceof ResourceRecord.Txt txt
                        && DmarcParser.parse(record.at(), txt.text()).isPresent());
        return given ? new Permission.Given(at) : new Permission.Missing(at);
    }
}
