package org.whybounce.check.area;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.Notes;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.Standing;
import org.whybounce.dmarc.DmarcParser;
import org.whybounce.dmarc.DmarcPolicy;
import org.whybounce.dmarc.DmarcRecord;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dmarc.TreeWalk;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.finding.Severity;
import org.whybounce.message.field.TagList;
import org.whybounce.spf.finding.ReadableTerm;
import org.whybounce.text.Visible;

/// DMARC by RFC 9989: the record that applies, what it asks of receivers, and whether its reports arrive.
public final class DmarcCheck implements Check {
    @Override
    public AreaReport of(DomainLookups look) {
        Notes notes = new Notes(Area.DMARC);
        DmarcResult result = look.dmarc();
        for (TreeWalk.Visit visit : result.walk().visits()) {
            if (visit.domain().equals(look.domain) || visit.record().isPresent()) {
                notes.saw(visit.answer());
            }
        }
        if (result.outcome() == DmarcResult.Outcome.TEMPERROR) {
            result.walk().failure().ifPresent(visit -> {
                if (visit.answer() instanceof Answer.Failed failed) {
                    notes.unanswered(CheckCode.DMARC_DNS, visit.domain(), "TXT _dmarc." + visit.domain(), failed);
                }
            });
            return notes.report("The DNS did not answer.", Standing.UNKNOWN);
        }
        several(result, notes);
        if (result.record().isEmpty()) {
            none(look, result, notes);
            return notes.report("No DMARC record applies.", Standing.ABSENT);
        }
        DmarcRecord record = result.record().get();
        policy(look, result, record, notes);
        DmarcReports.find(look, result, record, notes);
        return notes.report(fine(look, result, record), Standing.OK);
    }

    private static String fine(DomainLookups look, DmarcResult result, DmarcRecord record) {
        String asks = result.requested().map(DmarcPolicy::code).orElse("nothing");
        String whose = record.at().equals(look.domain) ? "" : " (the record of " + record.at() + ")";
        String reports = record.rua().isEmpty()
                ? "no reports"
                : "reports to "
                        + String.join(
                                ", ",
                                record.rua().stream()
                                        .map(uri -> uri.destination().toString())
                                        .distinct()
                                        .limit(3)
                                        .toList());
        return "Receivers are asked to " + words(asks, result.tag()) + whose + "; " + reports + ".";
    }

    private static String words(String policy, String tag) {
        String end = ": " + tag + "=" + policy;
        return switch (policy) {
            case "reject" -> "reject what fails" + end;
            case "quarantine" -> "put what fails into spam" + end;
            default -> "do nothing with what fails" + end;
        };
    }

    private static void several(DmarcResult result, Notes notes) {
        for (TreeWalk.Visit visit : result.walk().visits()) {
            if (visit.found() > 1) {
                // RFC 9989, section 4.10: with more than one record at a name none of them counts.
                notes.find(
                        CheckCode.DMARC_SEVERAL,
                        "_dmarc." + visit.domain(),
                        "There are " + visit.found() + " DMARC records at _dmarc." + visit.domain()
                                + "; receivers then ignore all of them.",
                        "Delete all but one of the DMARC records at _dmarc." + visit.domain() + ".");
            }
        }
    }

    private static void none(DomainLookups look, DmarcResult result, Notes notes) {
        DomainName domain = look.domain;
        for (ResourceRecord record : result.walk().visits().stream()
                .filter(visit -> visit.domain().equals(domain) && visit.found() == 0)
                .flatMap(visit -> visit.answer().recordsOrNone().stream())
                .limit(20)
                .toList()) {
            if (record instanceof ResourceRecord.Txt txt) {
                text(domain, txt, notes);
            }
        }
        elsewhere(look, notes);
        dangling(look, notes);
        boolean exists = !(look.mail().answer() instanceof Answer.NoSuchName);
        if (exists && !notes.holds(Severity.ERROR) && !notes.holds(CheckCode.DMARC_VERSION)) {
            notes.find(
                    CheckCode.DMARC_NONE,
                    domain,
                    "No DMARC record applies to " + domain
                            + ". Anybody may write as it, and large receivers ask senders for one.",
                    look.sendsNothing()
                            ? "Publish at _dmarc." + domain + ", type TXT:\nv=DMARC1; p=reject"
                            : "Publish at _dmarc." + domain + ", type TXT, with a mailbox of yours:\n"
                                    + "v=DMARC1; p=none; rua=mailto:dmarc@" + domain);
        }
    }

    /// The tags whose policy is misspelt, as they stand.
    private static String misspelt(DmarcRecord record) {
        TagList tags = TagList.read(record.text());
        return String.join(
                ", ",
                record.invalid().stream()
                        .map(name ->
                                name + "=" + ReadableTerm.term(tags.value(name).orElse("")))
                        .toList());
    }

    /// An alias at `_dmarc` whose target holds nothing: often that of a service that was cancelled.
    private static void dangling(DomainLookups look, Notes notes) {
        Optional<DomainName> at = look.domain.child("_dmarc");
        if (at.isEmpty()) {
            return;
        }
        for (ResourceRecord record :
                look.dns.ask(new Question(at.get(), RecordType.CNAME)).recordsOrNone()) {
            if (record instanceof ResourceRecord.Cname alias) {
                notes.find(
                        CheckCode.DMARC_DANGLING,
                        at.get(),
                        at.get() + " is a CNAME of " + alias.target()
                                + ", where no DMARC record stands, so receivers find no policy.",
                        "Let the service behind " + alias.target()
                                + " publish the record, or replace the CNAME by a TXT" + " record of your own.");
            }
        }
    }

    private static void text(DomainName domain, ResourceRecord.Txt txt, Notes notes) {
        String text = txt.text().length() > 1000 ? txt.text().substring(0, 1000) : txt.text();
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[\\s\"'\\\\]", "");
        if (text.startsWith("V=DMARC1")
                && DmarcParser.parse(domain, "v=DMARC1" + text.substring(8)).isPresent()) {
            // RFC 9989, section 4.7, has the version case-sensitive; implementations are known that are not.
            notes.find(
                    CheckCode.DMARC_VERSION,
                    "_dmarc." + domain,
                    "The record at _dmarc." + domain + " begins with V=DMARC1"
                            + " instead of v=DMARC1. Receivers differ: those that keep to RFC 9989 ignore it, others"
                            + " apply it.",
                    "Publish it again, beginning with exactly v=DMARC1;");
        } else if (plain.contains("v=dmarc") || plain.startsWith("dmarc1") || plain.startsWith("p=")) {
            notes.find(
                    CheckCode.DMARC_NEARLY,
                    "_dmarc." + domain,
                    "The TXT record at _dmarc." + domain + " is nearly a DMARC record, but receivers ignore it: "
                            + why(text, plain) + " It reads: " + ReadableTerm.term(text),
                    "Publish it again, beginning with exactly v=DMARC1;");
        } else {
            notes.find(
                    CheckCode.DMARC_WILDCARD,
                    "_dmarc." + domain,
                    "At _dmarc." + domain + " stands a text that is no DMARC record, perhaps by a wildcard: "
                            + ReadableTerm.term(text));
        }
    }

    private static String why(String text, String plain) {
        if (text.indexOf('"') >= 0) {
            return "it holds quotation marks.";
        }
        if (!plain.startsWith("v=dmarc1")) {
            return "it must begin with v=DMARC1.";
        }
        return text.startsWith("v=DMARC1") ? "the first tag must end in a semicolon." : "v=DMARC1 must be written so.";
    }

    /// Where people put the record by mistake: at the domain itself, without the underscore, and where a zone editor
    /// adds
    /// the domain or `_dmarc` again.
    private static void elsewhere(DomainLookups look, Notes notes) {
        DomainName domain = look.domain;
        List<DomainName> places = new ArrayList<>(List.of(domain));
        for (String below : List.of("_dmarc." + domain, "dmarc", "_dmarc._dmarc")) {
            domain.child(below).ifPresent(places::add);
        }
        look.dns.all(
                places.stream().map(name -> new Question(name, RecordType.TXT)).toList());
        for (DomainName name : places) {
            Answer answer = look.dns.ask(new Question(name, RecordType.TXT));
            for (ResourceRecord record : answer.recordsOrNone()) {
                if (record instanceof ResourceRecord.Txt txt
                        && DmarcParser.parse(domain, txt.text()).isPresent()) {
                    notes.find(
                            CheckCode.DMARC_WRONG_NAME,
                            name,
                            "A DMARC record stands at " + name + ", where nobody reads it.",
                            "Move the DMARC record from " + name + " to _dmarc." + domain + ".");
                }
            }
        }
    }

    private static void policy(DomainLookups look, DmarcResult result, DmarcRecord record, Notes notes) {
        String at = "_dmarc." + record.at();
        for (String fault : record.faults()) {
            notes.find(
                    CheckCode.DMARC_MISSPELT,
                    at,
                    "In the record at " + at + ": " + Visible.line(fault, 300) + ".",
                    "Correct it in the record at " + at + ".");
        }
        for (String remark : record.remarks()) {
            notes.find(CheckCode.DMARC_REMARK, at, "In the record at " + at + ": " + Visible.line(remark, 300) + ".");
        }
        if (result.requested().isEmpty()) {
            notes.find(
                    CheckCode.DMARC_VOID,
                    at,
                    "The policy in the record at " + at + " is none that exists, so receivers ignore the record.",
                    "Write p=none, p=quarantine or p=reject at " + at + ".");
            return;
        }
        boolean misspelt = !record.invalid().isEmpty();
        if (misspelt) {
            // RFC 9989, section 4.10.1: with reports asked for it counts as p=none.
            notes.find(
                    CheckCode.DMARC_POLICY_MISSPELT,
                    at,
                    "A policy in the record at " + at + " is none that exists (" + misspelt(record)
                            + "). Receivers that follow RFC 9989 treat the record as p=none: mail that fails is"
                            + " delivered.",
                    "Write p=none, p=quarantine or p=reject at " + at + ".");
        }
        if (!record.at().equals(look.domain)) {
            notes.find(
                    CheckCode.DMARC_INHERITED,
                    look.domain,
                    look.domain + " has no record of its own; that of " + record.at() + " applies, with its tag "
                            + result.tag() + ".");
        }
        if (result.requested().get() == DmarcPolicy.NONE && !misspelt) {
            if (record.rua().isEmpty()) {
                notes.find(
                        CheckCode.DMARC_POLICY_BLIND,
                        at,
                        result.tag() + "=none without reports protects nobody and tells you nothing.",
                        "Add rua=mailto: with your address at " + at
                                + "; once your own mail passes, set p=quarantine, then p=reject.");
            } else {
                notes.find(
                        CheckCode.DMARC_POLICY_NONE,
                        at,
                        "With " + result.tag() + "=none, mail that fails is delivered as ever.",
                        look.sendsNothing()
                                ? "Set p=reject at " + at + ": the SPF record says that nobody sends as " + look.domain
                                        + ", so there is nothing to wait for."
                                : "Once the reports show that your own mail passes, set p=quarantine, then p=reject.");
            }
        }
        if (record.testing()) {
            notes.find(CheckCode.DMARC_TESTING, at, "t=y asks receivers to be one step milder than the policy says.");
        }
        if (result.tag().equals("p")
                && record.sp()
                        .filter(sp -> sp.compareTo(result.requested().get()) < 0)
                        .isPresent()) {
            notes.find(
                    CheckCode.DMARC_SUBDOMAINS,
                    at,
                    "sp=" + record.sp().get().code() + " leaves subdomains less protected than " + record.at() + ".");
        }
        result.bySuffixList()
                .differs()
                .ifPresent(differs ->
                        notes.find(CheckCode.DMARC_DIFFER, look.domain, "Receivers may differ: " + differs + "."));
    }
}
