package org.whybounce.check.area;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.Mail;
import org.whybounce.check.look.Notes;
import org.whybounce.check.report.CheckCode;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;

/// DANE for SMTP (RFC 7672): TLSA records of the mail hosts. Whether a certificate fits them shows only who connects.
final class DaneCheck {
    private DaneCheck() {}

    static void find(DomainLookups look, Notes notes) {
        List<Mail.Host> hosts = look.mail().implicit() ? List.of() : look.mail().hosts();
        List<DomainName> names = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (Mail.Host host : hosts) {
            host.name().child("_25._tcp").ifPresent(at -> {
                names.add(host.name());
                questions.add(new Question(at, RecordType.TLSA));
            });
        }
        List<Answer> answers = look.dns.all(questions);
        List<DomainName> with = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof Answer.Found found) {
                notes.saw(found);
                with.add(names.get(i));
                host(look, names.get(i), questions.get(i).name(), found, notes);
            }
        }
        if (!with.isEmpty()) {
            notes.find(
                    CheckCode.DANE_PUBLISHED,
                    look.domain,
                    with.size() + " of " + names.size() + " mail hosts of " + look.domain
                            + " publish TLSA records (DANE); no certificate was compared with them.");
        }
        if (!with.isEmpty() && with.size() < names.size()) {
            notes.find(
                    CheckCode.DANE_SOME,
                    look.domain,
                    "Only " + with.size() + " of " + names.size() + " mail hosts of " + look.domain
                            + " have TLSA records: an attacker leads senders to one without.");
        }
    }

    private static void host(DomainLookups look, DomainName host, DomainName at, Answer.Found found, Notes notes) {
        // RFC 7672, section 3.1: usages 2 and 3; selector 0 or 1; matching 0 to 2.
        boolean usable = found.records().stream()
                .anyMatch(record -> record instanceof ResourceRecord.Other other
                        && other.data().length() > 3
                        && (other.data().charAt(0) == 2 || other.data().charAt(0) == 3)
                        && other.data().charAt(1) <= 1
                        && other.data().charAt(2) <= 2
                        && length(other.data().charAt(2), other.data().length() - 3));
        if (!usable) {
            notes.find(
                    CheckCode.DANE_UNUSABLE,
                    at,
                    "None of the TLSA records at " + at + " can be used for mail (RFC 7672, section 3.1): senders that"
                            + " use DANE encrypt without checking the certificate.",
                    "Publish at " + at + " a TLSA record of usage 3, selector 1, matching 1 (3 1 1).");
        }
        DomainName zone = PublicSuffixes.organisation(host);
        if (look.dns.ask(new Question(zone, RecordType.DS)).empty()) {
            notes.find(
                    CheckCode.DANE_UNSIGNED,
                    at,
                    "TLSA records stand at " + at + ", but " + zone
                            + " is not signed with DNSSEC, so senders ignore them.",
                    "Sign " + zone + " and have its DS record published, or delete the TLSA records.");
        }
    }

    /// Bytes of a hash: SHA-256 or SHA-512; a whole certificate or key has any length.
    private static boolean length(int matching, int bytes) {
        return matching == 0 ? bytes > 0 : bytes == (matching == 1 ? 32 : 64);
    }
}
