package org.whybounce.bounce.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;
import org.whybounce.text.Stanza;

/// Which sentences of a refusal state something, and which only advise, ask, or speak of what may be: "If you
/// have not set up SPF, please do so" says nothing of SPF. `knowledge/moods.txt` holds how such sentences begin.
public final class Moods {
    private final List<String> begins = new ArrayList<>();
    private final List<String> holds = new ArrayList<>();

    public Moods() {
        for (Stanza stanza : Stanza.parse("moods.txt", Knowledge.text("moods.txt"))) {
            stanza.allowing(List.of("Mood", "Begins", "Holds"));
            stanza.required("Mood");
            stanza.value("Begins").ifPresent(words -> add(words, begins));
            stanza.value("Holds").ifPresent(words -> add(words, holds));
        }
    }

    private static void add(String words, List<String> to) {
        for (String word : words.split("\\|")) {
            to.add(word.strip().toLowerCase(Locale.ROOT));
        }
    }

    /// The sentences that state nothing, in a folded text.
    public List<Span> unstated(String folded) {
        List<Span> found = new ArrayList<>();
        int start = 0;
        while (start < folded.length()) {
            int end = sentenceEnd(folded, start);
            if (unstated(folded, start, end)) {
                found.add(new Span(start, end));
            }
            start = end + 1;
        }
        return found;
    }

    /// The text without those sentences; as long as the text, so that places hold.
    public static String stated(String folded, List<Span> unstated) {
        if (unstated.isEmpty()) {
            return folded;
        }
        StringBuilder stated = new StringBuilder(folded);
        for (Span sentence : unstated) {
            for (int i = sentence.start(); i < sentence.end(); i++) {
                stated.setCharAt(i, ' ');
            }
        }
        return stated.toString();
    }

    private boolean unstated(String folded, int start, int end) {
        if (end < folded.length() && folded.charAt(end) == '?') {
            return true;
        }
        int at = words(folded, start, end);
        for (String word : begins) {
            if (folded.startsWith(word, at) && !letter(folded, at + word.length(), word)) {
                return true;
            }
        }
        for (String word : holds) {
            if (folded.indexOf(word, start, end) >= 0) {
                return true;
            }
        }
        return false;
    }

    /// A word of a script without blanks ends where the next begins.
    private static boolean letter(String folded, int at, String word) {
        return word.charAt(word.length() - 1) < 0x2e80
                && at < folded.length()
                && Character.isLetterOrDigit(folded.charAt(at));
    }

    /// Behind codes, brackets and stops.
    private static int words(String folded, int start, int end) {
        int at = start;
        while (at < end && !Character.isLetter(folded.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int sentenceEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean stop = c == '.' || c == '!' || c == '?' || c == ';';
            if (c == '\u3002' || stop && (i + 1 == text.length() || text.charAt(i + 1) == ' ') && !code(text, i)) {
                return i;
            }
        }
        return text.length();
    }

    /// "no. 5", "550 5.7.1. ": what a stop behind a lone digit ends is a number.
    private static boolean code(String text, int at) {
        return at > 1 && Lexicon.digit(text.charAt(at - 1)) && text.charAt(at - 2) == ' ';
    }
}
