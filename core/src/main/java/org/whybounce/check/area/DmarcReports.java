package org.whybounce.check.area;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.Mail;
import org.whybounce.check.look.Notes;
import org.whybounce.check.report.CheckCode;
import org.whybounce.dmarc.DmarcEvaluator;
import org.whybounce.dmarc.DmarcRecord;
import org.whybounce.dmarc.DmarcRecord.ReportUri;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dmarc.ReportDestination;
import org.whybounce.dmarc.ReportDestination.Permission;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.spf.finding.AskAhead;

/// Whether the reports that a DMARC record asks for can arrive.
final class DmarcReports {
    private DmarcReports() {}

    static void find(DomainLookups look, DmarcResult result, DmarcRecord record, Notes notes) {
        String at = "_dmarc." + record.at();
        boolean blind = result.requested()
                .filter(policy -> policy == org.whybounce.dmarc.DmarcPolicy.NONE)
                .isPresent();
        if (record.rua().isEmpty() && !blind && !look.sendsNothing()) {
            notes.find(
                    CheckCode.DMARC_NO_REPORTS,
                    at,
                    "The record has no rua=, so nobody tells you whose mail fails.",
                    "Add rua=mailto: with an address of yours at " + at + ".");
        }
        Set<DomainName> destinations = new LinkedHashSet<>();
        Stream.concat(record.rua().stream(), record.ruf().stream())
                .map(ReportUri::destination)
                .limit(look.limits.reports())
                .forEach(destinations::add);
        ahead(look, record, destinations);
        Set<DomainName> said = new HashSet<>();
        for (ReportDestination each : new DmarcEvaluator(look.dns).destinations(record)) {
            if (said.add(each.uri().destination())) {
                permission(look, each, record, notes);
            }
        }
        for (DomainName to : destinations) {
            host(look, to, notes);
        }
    }

    /// All that is asked of the destinations, at once; the looks below find the answers there.
    private static void ahead(DomainLookups look, DmarcRecord record, Set<DomainName> destinations) {
        List<Question> questions = new ArrayList<>();
        for (DomainName to : destinations) {
            questions.add(new Question(to, RecordType.MX));
            if (!to.equals(record.at())) {
                questions.addAll(AskAhead.walk(to));
                to.child(record.at() + "._report._dmarc")
                        .ifPresent(permit -> questions.add(new Question(permit, RecordType.TXT)));
            }
        }
        look.dns.all(questions);
    }

    /// RFC 9990, section 4: a destination outside the organisation must say that it wants these reports.
    private static void permission(DomainLookups look, ReportDestination each, DmarcRecord record, Notes notes) {
        DomainName to = each.uri().destination();
        switch (each.permission()) {
            case Permission.Own _ -> {}
            case Permission.Given(DomainName at) -> notes.saw(look.dns.ask(new Question(at, RecordType.TXT)));
            case Permission.NoAnswer(DomainName at, Answer.Failed failed) -> {
                notes.find(
                        CheckCode.DMARC_DNS,
                        to,
                        "The DNS did not answer TXT " + at + ": " + failed.words() + "; whether " + to
                                + " takes the reports cannot be told.");
            }
            case Permission.Missing(DomainName at) ->
                notes.find(
                        CheckCode.DMARC_NOT_AUTHORISED,
                        to,
                        "Reports are not sent to " + to + ": it does not say that it takes those of " + record.at()
                                + ".",
                        "Ask " + to + " to publish TXT \"v=DMARC1;\" at " + at + ", or name an address of your own.");
        }
    }

    private static void host(DomainLookups look, DomainName to, Notes notes) {
        Mail mail = Mail.of(look.dns, to, look.limits);
        boolean nothing = mail.nullMx()
                || mail.answer().empty()
                        && mail.hosts().stream()
                                .allMatch(host -> host.addresses().isEmpty() && !host.unanswered());
        if (nothing) {
            notes.find(
                    CheckCode.DMARC_REPORTS_NO_MAIL,
                    to,
                    "Reports are to go to " + to + ", which takes no mail.",
                    "Change the rua= or ruf= address at " + to + " to one that takes mail.");
        }
    }

    /// The addresses that want reports, for people.
    static List<String> destinations(DmarcRecord record) {
        return record.rua().stream().map(ReportUri::uri).toList();
    }
}
