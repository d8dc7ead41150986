package org.whybounce.check.area;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.Notes;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.Standing;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.message.field.TagList;
import org.whybounce.spf.finding.ReadableTerm;

/// The DNS side of encrypted delivery: MTA-STS (RFC 8461) and TLS reports (RFC 8460). The policy itself lies on a web
/// server, which is not asked.
public final class TransportCheck implements Check {
    private static final int LONGEST_ID = 32;

    @Override
    public AreaReport of(DomainLookups look) {
        Notes notes = new Notes(Area.TRANSPORT);
        Optional<DomainName> stsName = look.domain.child("_mta-sts");
        Optional<DomainName> rptName = look.domain.child("_smtp._tls");
        if (stsName.isEmpty() || rptName.isEmpty()) {
            return notes.report("The name is too long for either record.", Standing.ABSENT);
        }
        List<Answer> answers = look.dns.all(
                List.of(new Question(stsName.get(), RecordType.TXT), new Question(rptName.get(), RecordType.TXT)));
        others(look, List.of(stsName.get(), rptName.get()), answers, notes);
        DaneCheck.find(look, notes);
        boolean sts = sts(look, stsName.get(), answers.getFirst(), notes);
        boolean rpt = reports(rptName.get(), answers.getLast(), notes);
        CaaCheck.find(look, sts, notes);
        if (sts && !rpt && answers.getLast().empty()) {
            notes.find(
                    CheckCode.TLSRPT_MISSING,
                    look.domain,
                    "MTA-STS without TLS reports: nobody tells you when mail cannot be delivered because of it.",
                    "Publish at " + rptName.get() + ", type TXT, with a mailbox of yours:\n"
                            + "v=TLSRPTv1; rua=mailto:tls@" + look.domain);
        }
        return notes.report(
                sts
                        ? "MTA-STS is announced" + (rpt ? ", TLS reports are asked for." : ".")
                        : rpt ? "TLS reports are asked for, MTA-STS is not announced." : "Neither is published.",
                sts || rpt ? Standing.OK : Standing.ABSENT);
    }

    /// A text that is neither record: at one of the names it was put there by mistake, at both it is a wildcard's. And
    /// either record at the domain itself, where nobody looks for it.
    private static void others(DomainLookups look, List<DomainName> names, List<Answer> answers, Notes notes) {
        List<CheckCode> codes = List.of(CheckCode.STS_OTHER, CheckCode.TLSRPT_OTHER);
        List<String> versions = List.of("STSv1", "TLSRPTv1");
        List<String> words = List.of("MTA-STS", "TLS report");
        for (int i = 0; i < names.size(); i++) {
            String version = versions.get(i);
            List<String> here = all(answers.get(i));
            List<String> there = all(answers.get(1 - i));
            for (String text : here) {
                if (!there.contains(text) && !mentions(text, version)) {
                    notes.find(
                            codes.get(i),
                            names.get(i),
                            "At " + names.get(i) + " stands a text that is no " + words.get(i)
                                    + " record, and senders pass over it: " + ReadableTerm.term(text),
                            "Delete it at " + names.get(i) + ".");
                }
            }
            misplaced(look, version, here, i == 0 ? "mta-sts" : "_tls")
                    .ifPresent(place -> notes.find(
                            version.equals("STSv1") ? CheckCode.STS_BROKEN : CheckCode.TLSRPT_BROKEN,
                            place,
                            "A " + words.get(versions.indexOf(version)) + " record stands at " + place
                                    + ", where no sender looks for it.",
                            "Move it from " + place + " to " + names.get(versions.indexOf(version)) + "."));
        }
    }

    /// Where the record stands in place of its own name: at the domain itself, or at a name that looks like it.
    private static Optional<DomainName> misplaced(DomainLookups look, String version, List<String> here, String like) {
        List<DomainName> places = new ArrayList<>(List.of(look.domain));
        if (here.isEmpty()) {
            look.domain.child(like).ifPresent(places::add);
        }
        return places.stream()
                .filter(place -> all(look.dns.ask(new Question(place, RecordType.TXT))).stream()
                        .anyMatch(text -> text.regionMatches(true, 0, "v=" + version, 0, version.length() + 2)))
                .findFirst();
    }

    private static List<String> all(Answer answer) {
        return answer.recordsOrNone().stream()
                .flatMap(record -> record instanceof ResourceRecord.Txt txt ? Stream.of(txt.text()) : Stream.empty())
                .limit(20)
                .toList();
    }

    private static boolean mentions(String text, String version) {
        return text.toLowerCase(java.util.Locale.ROOT).contains(version.toLowerCase(java.util.Locale.ROOT));
    }

    private static boolean sts(DomainLookups look, DomainName at, Answer answer, Notes notes) {
        if (answer instanceof Answer.Failed failed) {
            notes.unanswered(CheckCode.TRANSPORT_DNS, at, "TXT " + at, failed);
            return false;
        }
        List<String> records = texts(answer, "v=STSv1");
        if (records.isEmpty()) {
            nearly(answer, at, "STSv1", CheckCode.STS_BROKEN, notes);
            return false;
        }
        notes.saw(answer);
        if (records.size() > 1) {
            notes.find(
                    CheckCode.STS_SEVERAL,
                    at,
                    "There are " + records.size() + " MTA-STS records at " + at + "; senders then do without.",
                    "Leave one TXT record at " + at + ".");
            return true;
        }
        String id = TagList.read(records.getFirst()).value("id").orElse("");
        if (id.isEmpty() || id.length() > LONGEST_ID || !id.chars().allMatch(TransportCheck::alphanumeric)) {
            notes.find(
                    CheckCode.STS_BROKEN,
                    at,
                    "The MTA-STS record at " + at + " has no id= of 1 to 32 letters and digits, so senders ignore it.",
                    "Publish at " + at + ", type TXT, with a new id at each change of the policy:\n"
                            + "v=STSv1; id=20260101000000");
        }
        Optional<DomainName> host = look.domain.child("mta-sts");
        if (host.isPresent()) {
            List<Answer> addresses = look.dns.all(
                    List.of(new Question(host.get(), RecordType.A), new Question(host.get(), RecordType.AAAA)));
            addresses.forEach(notes::saw);
            if (addresses.stream().allMatch(Answer::empty)) {
                notes.find(
                        CheckCode.STS_NO_HOST,
                        host.get(),
                        "The host " + host.get() + ", from which senders fetch the policy, has no address.",
                        "Publish the policy at https://" + host.get() + "/.well-known/mta-sts.txt.");
            } else {
                notes.find(
                        CheckCode.STS_NOT_READ,
                        host.get(),
                        "The policy at https://" + host.get() + "/.well-known/mta-sts.txt was not fetched: only the DNS"
                                + " is asked.");
            }
        }
        return true;
    }

    private static boolean reports(DomainName at, Answer answer, Notes notes) {
        if (answer instanceof Answer.Failed failed) {
            notes.unanswered(CheckCode.TRANSPORT_DNS, at, "TXT " + at, failed);
            return false;
        }
        List<String> records = texts(answer, "v=TLSRPTv1");
        if (records.isEmpty()) {
            nearly(answer, at, "TLSRPTv1", CheckCode.TLSRPT_BROKEN, notes);
            return false;
        }
        notes.saw(answer);
        if (records.size() > 1) {
            notes.find(
                    CheckCode.TLSRPT_SEVERAL,
                    at,
                    "There are " + records.size() + " TLS report records at " + at + "; senders then send none.",
                    "Leave one TXT record at " + at + ".");
            return true;
        }
        String rua = TagList.read(records.getFirst()).value("rua").orElse("");
        boolean usable = Stream.of(rua.split(",", 20)).map(String::strip).anyMatch(TransportCheck::reportUri);
        if (!usable) {
            notes.find(
                    CheckCode.TLSRPT_BROKEN,
                    at,
                    "The TLS report record at " + at + " names no mailto: or https: address in rua=.",
                    "Publish at " + at + ", type TXT, with a mailbox of yours:\nv=TLSRPTv1; rua=mailto:tls@"
                            + at.toString().substring("_smtp._tls.".length()));
        }
        return true;
    }

    private static boolean reportUri(String uri) {
        return uri.startsWith("mailto:") && uri.indexOf('@') > "mailto:".length()
                || uri.startsWith("https://") && uri.length() > "https://".length();
    }

    /// A text that was meant as the record and does not begin as it must.
    private static void nearly(Answer answer, DomainName at, String version, CheckCode code, Notes notes) {
        for (ResourceRecord record : answer.recordsOrNone()) {
            if (record instanceof ResourceRecord.Txt txt
                    && txt.text()
                            .toLowerCase(java.util.Locale.ROOT)
                            .contains(version.toLowerCase(java.util.Locale.ROOT))) {
                notes.saw(answer);
                notes.find(
                        code,
                        at,
                        "The record at " + at + " must begin with v=" + version + "; and reads: "
                                + ReadableTerm.term(txt.text()),
                        "Publish it again, beginning with exactly v=" + version + ";");
            }
        }
    }

    private static List<String> texts(Answer answer, String version) {
        return answer.recordsOrNone().stream()
                .flatMap(record -> record instanceof ResourceRecord.Txt txt ? Stream.of(txt.text()) : Stream.empty())
                .filter(text -> text.startsWith(version)
                        && (text.length() == version.length() || "; \t".indexOf(text.charAt(version.length())) >= 0))
                .toList();
    }

    private static boolean alphanumeric(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
