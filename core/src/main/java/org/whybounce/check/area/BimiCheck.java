package org.whybounce.check.area;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.Notes;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.Standing;
import org.whybounce.dmarc.DmarcPolicy;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.message.field.TagList;
import org.whybounce.spf.finding.ReadableTerm;

/// BIMI (draft-brand-indicators-for-message-identification): the record of the default selector, and whether DMARC is
/// strict enough for any mailbox provider to show the logo. The logo itself lies on a web server, which is not asked.
public final class BimiCheck implements Check {
    /// The draft has SVG only; of an address without an ending nothing can be said.
    private static final List<String> OTHER_PICTURES = List.of(".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico");

    @Override
    public AreaReport of(DomainLookups look) {
        Notes notes = new Notes(Area.BIMI);
        Optional<DomainName> name = look.domain.child("default._bimi");
        if (name.isEmpty()) {
            return notes.report("The name is too long for a record.", Standing.ABSENT);
        }
        DomainName at = name.get();
        Answer answer = look.dns.ask(new Question(at, RecordType.TXT));
        if (answer instanceof Answer.Failed failed) {
            notes.unanswered(CheckCode.BIMI_DNS, at, "TXT " + at, failed);
            return notes.report("The DNS did not answer.", Standing.UNKNOWN);
        }
        List<String> records = answer.recordsOrNone().stream()
                .flatMap(record -> record instanceof ResourceRecord.Txt txt ? Stream.of(txt.text()) : Stream.empty())
                .filter(text -> text.strip().toLowerCase(Locale.ROOT).startsWith("v=bimi1"))
                .toList();
        if (records.isEmpty()) {
            misplaced(look, at, notes);
            return notes.report("No logo is published.", Standing.ABSENT);
        }
        notes.saw(answer);
        if (records.size() > 1) {
            notes.find(
                    CheckCode.BIMI_SEVERAL,
                    at,
                    "There are " + records.size() + " BIMI records at " + at + "; none of them counts then.",
                    "Leave one TXT record at " + at + ".");
        }
        boolean declined = record(at, records.getFirst(), notes);
        if (!declined) {
            dmarc(look, at, notes);
        }
        return notes.report(
                declined ? "The domain declines to show a logo." : "A logo is published.",
                declined ? Standing.ABSENT : Standing.OK);
    }

    /// Without the selector, or at the domain itself, nobody looks for it.
    private static void misplaced(DomainLookups look, DomainName at, Notes notes) {
        for (DomainName place : Stream.concat(Stream.of(look.domain), look.domain.child("_bimi").stream())
                .toList()) {
            boolean there = look.dns.ask(new Question(place, RecordType.TXT)).recordsOrNone().stream()
                    .anyMatch(record -> record instanceof ResourceRecord.Txt txt
                            && txt.text().regionMatches(true, 0, "v=BIMI1", 0, "v=BIMI1".length()));
            if (there) {
                notes.find(
                        CheckCode.BIMI_BROKEN,
                        place,
                        "A BIMI record stands at " + place + ", where no mailbox provider looks; its name is " + at
                                + ".",
                        "Move the BIMI record from " + place + " to " + at + ".");
            }
        }
    }

    /// The tags by themselves: one that stands twice, and a list of local parts that is none.
    private static void tags(DomainName at, TagList tags, Notes notes) {
        tags.problem()
                .filter(problem -> problem.endsWith("= twice"))
                .ifPresent(problem -> notes.find(
                        CheckCode.BIMI_BROKEN,
                        at,
                        "The BIMI record at " + at + " holds " + problem + ", so mailbox providers may ignore it.",
                        "Leave one of the two at " + at + "."));
        String localParts = tags.compact("lps").orElse("");
        if (!localParts
                .chars()
                .allMatch(c -> c == ',' || c == '-' || c == '.' || Character.isLetterOrDigit(c) && c < 128)) {
            notes.find(
                    CheckCode.BIMI_BROKEN,
                    at,
                    "The BIMI record at " + at + " holds lps=" + ReadableTerm.term(localParts)
                            + ", which is no list of letters, digits and hyphens; mailbox providers may ignore it.",
                    "Correct lps= at " + at + ".");
        }
    }

    /// Whether the record says that there is no logo.
    private static boolean record(DomainName at, String text, Notes notes) {
        TagList tags = TagList.read(text);
        tags(at, tags, notes);
        String logo = tags.value("l").orElse("");
        String evidence = tags.value("a").orElse("");
        if (tags.tag("l").isPresent() && logo.isEmpty() && evidence.isEmpty()) {
            notes.find(CheckCode.BIMI_DECLINED, at, "The record at " + at + " declines to show a logo (empty l=).");
            return true;
        }
        if (logo.isEmpty() && evidence.isEmpty() || !logo.isEmpty() && !logo.startsWith("https://")) {
            notes.find(
                    CheckCode.BIMI_BROKEN,
                    at,
                    "The BIMI record at " + at + " names no https: address of a logo in l=.",
                    "Name an SVG file (Tiny PS) in l=, by https.");
        } else if (OTHER_PICTURES.stream().anyMatch(logo.toLowerCase(Locale.ROOT)::endsWith)) {
            notes.find(
                    CheckCode.BIMI_NOT_SVG,
                    at,
                    "The logo of the BIMI record at " + at + " is no SVG file by its name ("
                            + ReadableTerm.term(logo.substring(logo.lastIndexOf('.')))
                            + "); mailbox providers show SVG Tiny PS only.",
                    "Name an SVG file (Tiny PS) in l=, by https.");
        } else if (evidence.isEmpty()) {
            notes.find(
                    CheckCode.BIMI_NO_CERTIFICATE,
                    at,
                    "The BIMI record names no certificate (a=), which some mailbox providers ask for.");
        }
        return false;
    }

    private static void dmarc(DomainLookups look, DomainName at, Notes notes) {
        DmarcResult result = look.dmarc();
        if (result.outcome() == DmarcResult.Outcome.TEMPERROR) {
            notes.unknown();
            return;
        }
        boolean enforced =
                result.applies().filter(policy -> policy != DmarcPolicy.NONE).isPresent()
                        && result.record()
                                .filter(record ->
                                        record.sp().isEmpty() || record.sp().get() != DmarcPolicy.NONE)
                                .isPresent();
        if (!enforced) {
            notes.find(
                    CheckCode.BIMI_DMARC,
                    at,
                    "No logo is shown: BIMI asks for a DMARC policy of quarantine or reject, for subdomains too.",
                    "Set p=quarantine or p=reject (and no sp=none) at _dmarc."
                            + result.record().map(record -> record.at()).orElse(look.domain) + ".");
        }
    }
}
