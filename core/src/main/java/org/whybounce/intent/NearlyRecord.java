package org.whybounce.intent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.spf.record.SpfParser;

/// A TXT record that was meant to be an SPF record and that no receiver takes for one (RFC 7208, section 4.5).
///
/// @param was   the text as it stands
/// @param meant the text that was most likely meant
public record NearlyRecord(String was, String meant) {
    /// What stands at the beginning of such texts where `v=spf1` belongs, in lower case. What is longer comes first.
    private static final List<String> HEADS = List.of(
            "v = spf1",
            "v =spf1",
            "v= spf1",
            "v=spf 1",
            "v:spf1",
            "v-spf1",
            "v=spf1",
            "v=spfl",
            "v=spf2",
            "v=spf",
            "v=sfp1",
            "v=psf1",
            "=spf1",
            "spf1");

    /// Only so much of a text is looked at: no record that anybody mends by hand is longer.
    private static final int MOST = 4_096;

    public static Optional<NearlyRecord> of(String text) {
        if (SpfParser.isRecord(text) || text.length() > MOST) {
            return Optional.empty();
        }
        String plain = withoutZoneLine(plain(text));
        String lower = plain.toLowerCase(Locale.ROOT);
        for (String head : HEADS) {
            if (lower.startsWith(head)) {
                return meant(text, plain.substring(head.length()));
            }
        }
        int end = lower.indexOf(' ');
        for (int words = 0; end > 0 && end <= LONGEST_HEAD && words < MOST_WORDS; words++) {
            String head = lower.substring(0, end).replace(" ", "");
            if (Spelling.near(head, "v=spf1", 1) && !Character.isDigit(head.charAt(head.length() - 2))) {
                return meant(text, plain.substring(end));
            }
            end = lower.indexOf(' ', end + 1);
        }
        return Optional.empty();
    }

    /// A whole line of a zone file, or a row of a panel, put where only its value belongs: `@ TXT v=spf1 ...`,
    /// `example.org. 3600 IN TXT "v=spf1 ..."`, `SPF: v=spf1 ...`.
    private static String withoutZoneLine(String plain) {
        int version = plain.toLowerCase(Locale.ROOT).indexOf("v=spf1");
        if (version <= 0 || version > LONGEST_OWNER) {
            return plain;
        }
        boolean type = false;
        int unknown = 0;
        for (String word : plain.substring(0, version).toLowerCase(Locale.ROOT).split("[ :=\\t(]+")) {
            boolean kind = TYPES.contains(word);
            type |= kind;
            unknown += kind || word.isEmpty() || word.equals("in") || word.equals("@") || number(word) ? 0 : 1;
        }
        // One word more may be the owner's name.
        return type && unknown <= 1 ? plain.substring(version) : plain;
    }

    private static boolean number(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static final Set<String> TYPES =
            Set.of("txt", "spf", "text", "value", "record", "content", "data", "host", "name", "type");

    private static final int LONGEST_OWNER = 300;

    private static final int LONGEST_HEAD = 9;

    private static final int MOST_WORDS = 3;

    /// What follows has to read like terms: "v=spf10" or "spf1fan" are something else.
    private static Optional<NearlyRecord> meant(String text, String rest) {
        int start = 0;
        while (start < rest.length() && " :;,.|".indexOf(rest.charAt(start)) >= 0) {
            start++;
        }
        String terms = rest.substring(start);
        int end = 0;
        while (end < terms.length() && " ,;|".indexOf(terms.charAt(end)) < 0) {
            end++;
        }
        return Intent.begins(terms.substring(0, end))
                ? Optional.of(new NearlyRecord(text, "v=spf1 " + terms))
                : Optional.empty();
    }

    /// Without quotation marks and backslashes, with a space for every other white space. Texts lie here as the bytes
    /// of the DNS, one character each, so what is no ASCII stands as its UTF-8 bytes.
    static String plain(String text) {
        return Intent.plain(text);
    }
}
