package org.whybounce.check.area;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.Notes;
import org.whybounce.check.report.CheckCode;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.spf.finding.ReadableTerm;

/// Which authorities may issue certificates for the domain (RFC 8659). Mail needs them for the policy host of MTA-STS
/// and for mail hosts: a certificate that cannot be renewed stops mail of senders that insist on it.
final class CaaCheck {
    /// Properties with a meaning: RFC 8659, RFC 9495, CA/Browser Forum, BIMI's certificates.
    private static final Set<String> KNOWN =
            Set.of("issue", "issuewild", "issuemail", "issuevmc", "iodef", "contactemail", "contactphone");

    private static final int CRITICAL = 128;

    /// Names asked on the way up; a name of a hundred labels is nobody's mail domain.
    private static final int CLIMB = 6;

    private record Property(boolean critical, String tag, String value) {}

    private CaaCheck() {}

    /// @param sts whether MTA-STS is announced, whose policy host needs a certificate that everybody trusts
    static void find(DomainLookups look, boolean sts, Notes notes) {
        DomainName from = sts ? look.domain.child("mta-sts").orElse(look.domain) : look.domain;
        DomainName at = from;
        for (int i = 0; i < CLIMB; i++) {
            Answer answer = look.dns.ask(new Question(at, RecordType.CAA));
            if (answer instanceof Answer.Found found) {
                notes.saw(found);
                set(from, at, found, sts, notes);
                return;
            }
            Optional<DomainName> up = at.parent();
            if (up.isEmpty() || at.equals(PublicSuffixes.organisation(at))) {
                return;
            }
            at = up.get();
        }
    }

    private static void set(DomainName from, DomainName at, Answer.Found found, boolean sts, Notes notes) {
        List<String> issuers = new ArrayList<>();
        boolean restricted = false;
        for (ResourceRecord record : found.records()) {
            Optional<Property> read = property(record);
            if (read.isEmpty()) {
                continue;
            }
            Property property = read.get();
            if (property.tag().equals("issue")) {
                restricted = true;
                String issuer = property.value().split(";", 2)[0].strip();
                if (!issuer.isEmpty() && !issuers.contains(issuer)) {
                    issuers.add(issuer);
                }
            } else if (!KNOWN.contains(property.tag())) {
                unknown(at, property, notes);
            }
        }
        if (restricted && issuers.isEmpty() && sts) {
            notes.find(
                    CheckCode.CAA_NOBODY,
                    at,
                    "The CAA record at " + at + " lets no authority issue certificates, and " + from
                            + " needs one: when it runs out, senders cannot fetch the MTA-STS policy.",
                    "Name your certificate authority in an issue property of CAA at " + at + ".");
        } else {
            notes.find(
                    CheckCode.CAA_ISSUERS,
                    at,
                    "CAA at " + at + ": "
                            + (!restricted
                                    ? "any authority may issue certificates."
                                    : issuers.isEmpty()
                                            ? "no authority may issue certificates."
                                            : "certificates come from "
                                                    + ReadableTerm.term(String.join(
                                                            ", ", issuers.subList(0, Math.min(5, issuers.size()))))
                                                    + (issuers.size() > 5
                                                            ? " and " + (issuers.size() - 5) + " more."
                                                            : ".")));
        }
    }

    /// RFC 8659, section 4.5: a property that an authority does not know and that is critical forbids to issue.
    private static void unknown(DomainName at, Property property, Notes notes) {
        String named = "The CAA record at " + at + " has a property " + ReadableTerm.term(property.tag())
                + ", which no authority knows";
        if (property.critical()) {
            notes.find(
                    CheckCode.CAA_CRITICAL,
                    at,
                    named + ", and marks it as critical: authorities must refuse every certificate.",
                    "Correct the property in CAA at " + at + "; issue is the one that names an authority.");
        } else {
            notes.find(CheckCode.CAA_UNKNOWN, at, named + ": it restricts nobody.");
        }
    }

    /// RFC 8659, section 4.1: flags, the length of the tag, the tag, the value.
    private static Optional<Property> property(ResourceRecord record) {
        if (!(record instanceof ResourceRecord.Other other) || other.data().length() < 2) {
            return Optional.empty();
        }
        String data = other.data();
        int end = 2 + data.charAt(1);
        return end > data.length()
                ? Optional.empty()
                : Optional.of(new Property(
                        (data.charAt(0) & CRITICAL) != 0,
                        data.substring(2, end).toLowerCase(Locale.ROOT),
                        data.substring(end)));
    }
}
