package org.whybounce.spf.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.finding.Finding;
import org.whybounce.intent.NearlyRecord;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.spf.tree.SpfTree.State;

/// What stands around a record: TXT records that are nearly one, records at the wrong name or of the obsolete type, and
/// how large the answer is.
final class SpfPlaceFindings {
    /// RFC 7208, section 3.4: name and texts together should stay below this many characters.
    private static final int LONGEST_TEXT = 450;

    /// RFC 1035, section 4.2.1: larger answers do not fit into a plain datagram (RFC 7208, section 3.4).
    private static final int LARGEST_ANSWER = 512;

    private static final List<String> WRONG_NAMES = List.of("_spf", "spf", "www");

    private SpfPlaceFindings() {}

    static void find(Resolver resolver, SpfTree tree, Answer texts, List<Finding> findings) {
        DomainName domain = tree.domain();
        List<ResourceRecord.Txt> records = new ArrayList<>();
        for (ResourceRecord record : texts.recordsOrNone()) {
            if (record instanceof ResourceRecord.Txt txt) {
                records.add(txt);
            }
        }
        for (ResourceRecord.Txt txt : records) {
            nearly(domain, txt, findings);
            if (SpfParser.isRecord(txt.text())) {
                strings(domain, txt, findings);
            }
        }
        if (texts instanceof Answer.Found found && !found.aliases().isEmpty()) {
            findings.add(SpfCode.RECORD_ALIAS.finding(
                    domain,
                    domain + " is a CNAME of " + found.aliases().getLast().target()
                            + ": its TXT records, and so its SPF record, are that name's."));
        }
        SpfExpFindings.find(resolver, tree, findings);
        if (tree.root().state() instanceof State.Missing) {
            elsewhere(resolver, domain, findings);
        }
        Answer obsolete = resolver.ask(new Question(domain, RecordType.SPF));
        if (obsolete instanceof Answer.Found) {
            findings.add(SpfCode.RECORD_TYPE_SPF.finding(
                    domain,
                    "There is a record of type SPF (99) at " + domain
                            + ". Nobody reads it any more; only the TXT record counts (RFC 7208, section 3.1)."));
        }
        size(domain, records, findings);
    }

    private static void nearly(DomainName domain, ResourceRecord.Txt txt, List<Finding> findings) {
        String text = txt.text();
        if (text.length() > 1000) {
            text = text.substring(0, 1000);
        }
        if (SpfParser.isRecord(text)) {
            return;
        }
        String bare = text.toLowerCase(Locale.ROOT).strip();
        if (bare.startsWith("spf2.0/") || bare.startsWith("v=spf2.0/")) {
            findings.add(SpfCode.RECORD_SENDER_ID.finding(
                    domain,
                    "A Sender ID record (spf2.0) stands at " + domain
                            + ". Nobody reads it any more: Sender ID was given up (RFC 6686). It can be deleted."));
            return;
        }
        String why;
        if (SpfParser.isRecord(bare) || bare.startsWith("v=spf1\t")) {
            why = text.charAt(0) == 'v' || text.charAt(0) == 'V'
                    ? "a tab or another character stands where a space belongs"
                    : "white space stands before it";
        } else if (bare.startsWith("\"v=spf1")
                || bare.startsWith("'v=spf1")
                || bare.startsWith("\u00e2\u0080\u009cv=spf1")) {
            why = "it begins with a quotation mark";
        } else if (bare.startsWith("v=spf1")) {
            why = "behind v=spf1 stands no space";
        } else if (bare.startsWith("v = spf1") || bare.startsWith("v=spf 1") || bare.startsWith("v= spf1")) {
            why = "the version is written v=spf1, without spaces";
        } else if (bare.startsWith("spf1 ") || bare.startsWith("=spf1 ")) {
            why = "it does not begin with v=spf1";
        } else if (bare.startsWith("v=spf ") || bare.startsWith("v=spf2 ") || bare.startsWith("v=spf3 ")) {
            why = "the only version there is is v=spf1";
        } else if (bare.startsWith("v=spfl") || bare.startsWith("v=sfp1") || bare.startsWith("v=psf1")) {
            why = "the version is misspelt";
        } else if (NearlyRecord.of(txt.text()).isPresent()) {
            why = "it begins otherwise than with v=spf1 and a space";
        } else {
            return;
        }
        findings.add(SpfCode.RECORD_NEARLY.finding(
                domain, "A TXT record at " + domain + " is no SPF record, though it looks like one: " + why + "."));
    }

    private static void strings(DomainName domain, ResourceRecord.Txt txt, List<Finding> findings) {
        List<String> strings = txt.strings();
        for (int i = 1; i < strings.size(); i++) {
            String before = strings.get(i - 1);
            String behind = strings.get(i);
            if (before.length() < 255
                    && !before.endsWith(" ")
                    && !behind.startsWith(" ")
                    && (SpfParser.isRecord(behind) || startsTerm(behind))
                    && !before.endsWith(":")
                    && !before.endsWith(".")) {
                findings.add(SpfCode.SYNTAX_STRINGS.finding(
                        domain,
                        "The record is cut into strings that are joined without a space: \""
                                + ReadableTerm.term(before.substring(Math.max(0, before.length() - 20))) + "\" and \""
                                + ReadableTerm.term(behind.substring(0, Math.min(20, behind.length())))
                                + "\" become one word."));
            }
        }
    }

    private static boolean startsTerm(String text) {
        String lower = text.substring(0, Math.min(12, text.length())).toLowerCase(Locale.ROOT);
        return List.of("include:", "ip4:", "ip6:", "redirect=", "exists:", "-all", "~all", "?all", "+all", "a:", "mx:")
                .stream()
                .anyMatch(lower::startsWith);
    }

    private static void elsewhere(Resolver resolver, DomainName domain, List<Finding> findings) {
        for (String label : WRONG_NAMES) {
            domain.child(label).ifPresent(name -> {
                boolean record = resolver.ask(new Question(name, RecordType.TXT)).recordsOrNone().stream()
                        .anyMatch(one -> one instanceof ResourceRecord.Txt txt && SpfParser.isRecord(txt.text()));
                if (record) {
                    // In front: where a record stands at the wrong name, that is why there is none at the right one.
                    findings.addFirst(SpfCode.RECORD_WRONG_NAME.finding(
                            name,
                            "There is an SPF record at " + name + ", where no receiver looks for mail from " + domain
                                    + "; it belongs at " + domain + " itself."));
                }
            });
        }
    }

    private static void size(DomainName domain, List<ResourceRecord.Txt> records, List<Finding> findings) {
        // A header of 12 bytes, the question, then for each record a pointer, type, class, TTL and length.
        int answer = 12 + domain.toString().length() + 2 + 4;
        for (ResourceRecord.Txt txt : records) {
            answer += 12 + txt.text().length() + txt.strings().size();
            int length = txt.text().length() + domain.toString().length();
            if (SpfParser.isRecord(txt.text()) && length > LONGEST_TEXT) {
                findings.add(SpfCode.SIZE_TEXT.finding(
                        domain,
                        "Name and record have " + length + " characters; with more than " + LONGEST_TEXT
                                + " the answer may not fit into one datagram (RFC 7208, section 3.4)."));
            }
        }
        if (answer > LARGEST_ANSWER) {
            findings.add(SpfCode.SIZE_ANSWER.finding(
                    domain,
                    "The answer with all TXT records of " + domain + " has about " + answer + " bytes; above "
                            + LARGEST_ANSWER + " it needs EDNS or TCP, which some receivers' networks block."));
        }
    }
}
