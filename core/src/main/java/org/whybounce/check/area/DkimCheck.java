package org.whybounce.check.area;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.Notes;
import org.whybounce.check.look.Selectors;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.Standing;
import org.whybounce.dkim.DkimKeyRecord;
import org.whybounce.dkim.KeyAnswer;
import org.whybounce.dkim.KeyLookup;
import org.whybounce.dkim.KeyMaterial;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.spf.finding.ReadableTerm;

/// DKIM: the keys at the selectors given, or at those that the domain's services use and people choose. Which selectors
/// a domain has cannot be asked of the DNS, so a guess that finds nothing proves nothing.
public final class DkimCheck implements Check {
    /// A selector that nobody has: what answers here answers at any name.
    private static final String NOBODYS = "whybounce-no-such-selector";

    @Override
    public AreaReport of(DomainLookups look) {
        Notes notes = new Notes(Area.DKIM);
        boolean given = !look.options.selectors().isEmpty();
        List<DomainName> selectors = given
                ? DomainName.all(look.options.selectors()).stream()
                        .distinct()
                        .limit(look.limits.selectors())
                        .toList()
                : Selectors.guessed(look);
        Map<DomainName, KeyAnswer> answers = ask(look, selectors);
        KeyAnswer nobodys = new KeyLookup(look.dns).find(look.domain, DomainName.of(NOBODYS));
        boolean everywhere = nobodys instanceof KeyAnswer.Found || nobodys instanceof KeyAnswer.Unusable;
        if (everywhere) {
            notes.find(
                    CheckCode.DKIM_WILDCARD,
                    "*._domainkey." + look.domain,
                    "Every name below _domainkey." + look.domain
                            + " answers, by a wildcard: that a selector answers does not show that it is in use.");
        }
        List<String> good = new ArrayList<>();
        boolean any = answers.values().stream().anyMatch(answer -> sound(answer));
        answers.forEach((selector, answer) -> {
            if (!given && everywhere && same(answer, nobodys)) {
                return;
            }
            one(look, selector, answer, given, any, notes).ifPresent(good::add);
        });
        if (good.isEmpty() && !given && !look.sendsNothing() && !look.unresolved()) {
            notes.find(
                    CheckCode.DKIM_NONE_GUESSED,
                    look.domain,
                    "No key at the " + selectors.size() + " selectors that were guessed, which proves nothing.",
                    "Take s= from a DKIM-Signature of your mail and add --selector.");
        }
        return notes.report(fine(look, good, given), good.isEmpty() ? Standing.ABSENT : Standing.OK);
    }

    private static String fine(DomainLookups look, List<String> good, boolean given) {
        if (good.isEmpty()) {
            return given
                    ? "No key that is in use."
                    : look.sendsNothing()
                            ? "No key, and none is needed: nobody sends as " + look.domain + "."
                            : "No key was found by guessing selectors, which proves nothing.";
        }
        return (good.size() == 1 ? "Key at " : "Keys at ")
                + String.join(", ", good.subList(0, Math.min(4, good.size())))
                + (good.size() > 4 ? " and " + (good.size() - 4) + " more." : ".");
    }

    private static Map<DomainName, KeyAnswer> ask(DomainLookups look, List<DomainName> selectors) {
        List<Question> questions = new ArrayList<>();
        for (DomainName selector : selectors) {
            look.domain
                    .child(selector + "._domainkey")
                    .ifPresent(at -> questions.add(new Question(at, RecordType.TXT)));
        }
        look.domain.child(NOBODYS + "._domainkey").ifPresent(at -> questions.add(new Question(at, RecordType.TXT)));
        look.dns.all(questions);
        Map<DomainName, KeyAnswer> answers = new LinkedHashMap<>();
        KeyLookup keys = new KeyLookup(look.dns);
        selectors.forEach(selector -> answers.put(selector, keys.find(look.domain, selector)));
        return answers;
    }

    private static boolean sound(KeyAnswer answer) {
        return answer instanceof KeyAnswer.Found found
                && found.records().stream().anyMatch(key -> !key.revoked());
    }

    private static boolean same(KeyAnswer one, KeyAnswer other) {
        return texts(one).equals(texts(other));
    }

    private static List<String> texts(KeyAnswer answer) {
        return switch (answer) {
            case KeyAnswer.Found found ->
                found.records().stream().map(DkimKeyRecord::text).toList();
            case KeyAnswer.Unusable unusable ->
                unusable.records().stream().map(other -> other.text()).toList();
            case KeyAnswer.NoKey _, KeyAnswer.NoAnswer _ -> List.of();
        };
    }

    /// What is to be said of one selector; the key in few words if mail can be signed with it.
    private static Optional<String> one(
            DomainLookups look, DomainName selector, KeyAnswer answer, boolean given, boolean others, Notes notes) {
        DomainName at = answer.at();
        if (given || answer instanceof KeyAnswer.Found) {
            notes.saw(look.dns.ask(new Question(at, RecordType.TXT)));
        }
        return switch (answer) {
            case KeyAnswer.NoKey none -> {
                if (given) {
                    notes.find(
                            CheckCode.DKIM_MISSING,
                            at,
                            "There is no key at " + at + (none.noSuchName() ? ", which does not exist" : "")
                                    + ": signatures with the selector " + selector + " cannot be verified.",
                            "Publish the key of your sending service at " + at + ".");
                }
                yield Optional.empty();
            }
            case KeyAnswer.NoAnswer silent -> {
                if (given) {
                    notes.unanswered(CheckCode.DKIM_DNS, at, "TXT " + at, silent.answer());
                }
                yield Optional.empty();
            }
            case KeyAnswer.Unusable unusable -> {
                var first = unusable.records().getFirst();
                // A guess that meets some other text has found no mistake.
                if (given || first.text().contains("p=")) {
                    notes.find(
                            CheckCode.DKIM_NOT_A_KEY,
                            at,
                            "The record at " + at + " is no key: it " + first.why() + ". It reads: "
                                    + ReadableTerm.term(first.text()),
                            "Publish the key again as your sending service gives it.");
                }
                yield Optional.empty();
            }
            case KeyAnswer.Found found -> {
                if (found.records().size() > 1) {
                    notes.find(
                            CheckCode.DKIM_SEVERAL,
                            at,
                            found.records().size() + " keys stand at " + at
                                    + "; receivers may try any one of them (RFC 6376, section 3.6.2.2).",
                            "Leave one key at " + at + "; a new key gets a new selector.");
                }
                if (!found.others().isEmpty()) {
                    notes.find(CheckCode.DKIM_BESIDE, at, "Beside the key at " + at + " stands a text that is no key.");
                }
                yield key(at, selector, found.records().getFirst(), given, others, notes);
            }
        };
    }

    private static Optional<String> key(
            DomainName at, DomainName selector, DkimKeyRecord key, boolean given, boolean others, Notes notes) {
        for (String remark : key.remarks()) {
            notes.find(CheckCode.DKIM_REMARK, at, "In the key at " + at + ": " + ReadableTerm.term(remark) + ".");
        }
        switch (key.material()) {
            case KeyMaterial.Revoked _ -> {
                if (given || !others) {
                    notes.find(
                            CheckCode.DKIM_REVOKED,
                            at,
                            "The key at " + at + " is revoked (empty p=): signatures with it fail.",
                            "Sign with another selector, or publish the key again.");
                } else {
                    notes.find(CheckCode.DKIM_RETIRED, at, "The key at " + at + " is revoked; others are in use.");
                }
                return Optional.empty();
            }
            case KeyMaterial.Unreadable(String why) -> {
                notes.find(
                        CheckCode.DKIM_UNREADABLE,
                        at,
                        "The key at " + at + " cannot be used: it " + why + ".",
                        "Publish the key again, whole and unchanged.");
                return Optional.empty();
            }
            case KeyMaterial.Rsa _, KeyMaterial.Ed25519 _ -> strength(at, key, notes);
        }
        String length = key.material() instanceof KeyMaterial.Ed25519
                ? "Ed25519"
                : key.bits().isPresent() ? key.bits().getAsInt() + " bits" : "?";
        return Optional.of(selector + " (" + length + ")");
    }

    private static void strength(DomainName at, DkimKeyRecord key, Notes notes) {
        int bits = key.bits().orElse(0);
        if (key.tooShort()) {
            notes.find(
                    CheckCode.DKIM_TOO_SHORT,
                    at,
                    "The key at " + at + " has " + bits + " bits; receivers take none below "
                            + DkimKeyRecord.LEAST_RSA_BITS + " (RFC 8301, section 3.2).",
                    "Make a new key of " + DkimKeyRecord.GOOD_RSA_BITS + " bits at a new selector.");
        } else if (key.weak()) {
            notes.find(
                    CheckCode.DKIM_SHORT,
                    at,
                    "The key at " + at + " has " + bits + " bits; it is taken today, but " + DkimKeyRecord.GOOD_RSA_BITS
                            + " is what signers should use.",
                    "Make a new key of " + DkimKeyRecord.GOOD_RSA_BITS + " bits at a new selector.");
        }
        if (!key.allowsEmail()) {
            notes.find(CheckCode.DKIM_NOT_FOR_MAIL, at, "The key at " + at + " says s= and does not name email.");
        }
        if (!key.allowsHash("sha256")) {
            notes.find(
                    CheckCode.DKIM_SHA1,
                    at,
                    "The key at " + at + " does not allow SHA-256 (h=), and nobody takes SHA-1 any more (RFC 8301).",
                    "Take h= out of the record at " + at + ".");
        }
        if (key.testing()) {
            notes.find(
                    CheckCode.DKIM_TESTING,
                    at,
                    "The key at " + at + " says t=y, testing: some receivers then disregard its signatures.",
                    "Take t=y out of the record at " + at + " once signing works.");
        }
    }
}
