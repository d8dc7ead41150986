package org.whybounce.bounce.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.whybounce.bounce.Hint;
import org.whybounce.text.WordList;

/// Reads what a person tells of a refusal without showing it: that mail came back, and what they take for the
/// reason. A name without trouble beside it is a question ("do I need SPF?"), and hints at nothing.
final class OwnWordsReader {
    private static final List<String> TROUBLE = WordList.of("form", "own words reader: trouble");

    private static final List<String> SPF = WordList.of("form", "own words reader: spf");
    private static final List<String> DMARC = List.of("dmarc");
    private static final List<String> SENT_ON = WordList.of("form", "own words reader: sent on");

    private OwnWordsReader() {}

    static List<Hint> read(String text) {
        String lower = text.substring(0, Math.min(text.length(), LOOKED_AT)).toLowerCase(Locale.ROOT);
        List<Hint> hints = new ArrayList<>();
        if (!troubled(lower)) {
            return hints;
        }
        boolean sentOn = holds(lower, SENT_ON);
        if (holds(lower, SPF)) {
            if (sentOn) {
                hints.add(new Hint("spf.forwarded", "the words speak of SPF and of mail that is sent on"));
            }
            hints.add(new Hint("spf.unspecified", "the words speak of SPF and of mail that was refused"));
        }
        if (holds(lower, DMARC)) {
            hints.add(new Hint("dmarc.policy", "the words speak of DMARC and of mail that was refused"));
        }
        return hints;
    }

    private static final int LOOKED_AT = 64 * 1024;

    private static final List<String> NOTHING = WordList.of("form", "own words reader: nothing");
    private static final List<String> WHETHER = WordList.of("form", "own words reader: whether");

    /// Whether a sentence tells of trouble: not one that denies it ("nothing bounces yet") or asks whether it
    /// may come ("does a long record get mails rejected?").
    private static boolean troubled(String lower) {
        int start = 0;
        while (start < lower.length()) {
            int end = start;
            while (end < lower.length() && ".?!\n".indexOf(lower.charAt(end)) < 0) {
                end++;
            }
            String sentence = lower.substring(start, end).strip();
            boolean asks = end < lower.length() && lower.charAt(end) == '?';
            boolean whether = asks && WHETHER.stream().anyMatch(sentence::startsWith);
            if (!whether && holds(sentence, TROUBLE) && !holds(sentence, NOTHING)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean holds(String lower, List<String> words) {
        for (String word : words) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
