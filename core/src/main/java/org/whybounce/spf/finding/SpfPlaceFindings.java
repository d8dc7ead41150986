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
            findings.add(SpfCode.RECORD_ALIAS
                    .about(domain)
                    .with("domain", domain)
                    .with("target", found.aliases().getLast().target()));
        }
        SpfExpFindings.find(resolver, tree, findings);
        if (tree.root().state() instanceof State.Missing) {
            elsewhere(resolver, domain, findings);
        }
        Answer obsolete = resolver.ask(new Question(domain, RecordType.SPF));
        if (obsolete instanceof Answer.Found) {
            findings.add(SpfCode.RECORD_TYPE_SPF.about(domain).with("domain", domain));
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
            findings.add(SpfCode.RECORD_SENDER_ID.about(domain).with("domain", domain));
            return;
        }
        String why;
        if (SpfParser.isRecord(bare) || bare.startsWith("v=spf1\t")) {
            why = text.charAt(0) == 'v' || text.charAt(0) == 'V' ? "tab" : "space-before";
        } else if (bare.startsWith("\"v=spf1")
                || bare.startsWith("'v=spf1")
                || bare.startsWith("\u00e2\u0080\u009cv=spf1")) {
            why = "quotation-mark";
        } else if (bare.startsWith("v=spf1")) {
            why = "no-space";
        } else if (bare.startsWith("v = spf1") || bare.startsWith("v=spf 1") || bare.startsWith("v= spf1")) {
            why = "spaces";
        } else if (bare.startsWith("spf1 ") || bare.startsWith("=spf1 ")) {
            why = "beginning";
        } else if (bare.startsWith("v=spf ") || bare.startsWith("v=spf2 ") || bare.startsWith("v=spf3 ")) {
            why = "version";
        } else if (bare.startsWith("v=spfl") || bare.startsWith("v=sfp1") || bare.startsWith("v=psf1")) {
            why = "misspelt";
        } else if (NearlyRecord.of(txt.text()).isPresent()) {
            why = "otherwise";
        } else {
            return;
        }
        findings.add(SpfCode.RECORD_NEARLY.about(domain).as(why).with("domain", domain));
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
                findings.add(SpfCode.SYNTAX_STRINGS
                        .about(domain)
                        .with("before", ReadableTerm.term(before.substring(Math.max(0, before.length() - 20))))
                        .with("behind", ReadableTerm.term(behind.substring(0, Math.min(20, behind.length())))));
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
                    findings.addFirst(SpfCode.RECORD_WRONG_NAME
                            .about(name)
                            .with("name", name)
                            .with("domain", domain));
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
                findings.add(
                        SpfCode.SIZE_TEXT.about(domain).with("length", length).with("most", LONGEST_TEXT));
            }
        }
        if (answer > LARGEST_ANSWER) {
            findings.add(SpfCode.SIZE_ANSWER
                    .about(domain)
                    .with("domain", domain)
                    .with("bytes", answer)
                    .with("most", LARGEST_ANSWER));
        }
    }
}
