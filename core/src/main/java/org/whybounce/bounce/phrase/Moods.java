package org.whybounce.bounce.phrase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;
import org.whybounce.text.Stanza;

/// Which sentences of a refusal state something, and which only advise, ask, or speak of what may be: "If you
/// have not set up SPF, please do so" says nothing of SPF. `knowledge/moods.txt` holds how such sentences begin.
public final class Moods {
    private final Map<Character, List<String>> begins = new HashMap<>();
    private final List<String> states = new ArrayList<>();
    private final List<String> holds = new ArrayList<>();
    private final Map<Character, List<String>> persons = new HashMap<>();
    private final Map<Character, List<String>> questions = new HashMap<>();

    public Moods() {
        for (Stanza stanza : Stanza.parse("moods.txt", Knowledge.text("moods.txt"))) {
            stanza.allowing(List.of("Mood", "Begins", "Holds", "States"));
            Map<Character, List<String>> beginnings = switch (stanza.required("Mood")) {
                case "person" -> persons;
                case "question" -> questions;
                default -> begins;
            };
            stanza.value("Begins").ifPresent(words -> file(words, beginnings));
            stanza.value("States").ifPresent(words -> add(words, states));
            stanza.value("Holds").ifPresent(words -> add(words, holds));
        }
    }

    /// By the first letter, since each word of a text is compared.
    private static void file(String words, Map<Character, List<String>> to) {
        List<String> all = new ArrayList<>();
        add(words, all);
        all.forEach(word ->
                to.computeIfAbsent(word.charAt(0), _ -> new ArrayList<>()).add(word));
    }

    private static void add(String words, List<String> to) {
        for (String word : words.split("\\|")) {
            to.add(word.strip().toLowerCase(Locale.ROOT));
        }
    }

    /// A sentence, or what stands behind its colon, that states nothing.
    ///
    /// @param mayBe whether it lists what may be; then it does not even hint
    /// @param asked whether it is of the person who asks, and no word of the server's
    public record Unstated(Span place, boolean mayBe, boolean asked) {}

    /// The sentences that state nothing, in a folded text.
    public List<Unstated> unstated(String folded) {
        List<Unstated> found = new ArrayList<>();
        int start = 0;
        while (start < folded.length()) {
            int end = sentenceEnd(folded, start);
            if (mayBe(folded, start, end)) {
                found.add(new Unstated(new Span(start, end), true, false));
            } else if (question(folded, end)) {
                found.add(new Unstated(new Span(asked(folded, start, end), end), false, true));
            } else if (begins(folded, words(folded, start, end), persons)) {
                found.add(new Unstated(new Span(start, end), false, true));
            } else if (unstated(folded, start, end)) {
                found.add(new Unstated(new Span(start, end), false, false));
            } else {
                behindColon(folded, start, end, found);
            }
            start = end + 1;
        }
        return found;
    }

    /// "Tip: make sure ...".
    private void behindColon(String folded, int start, int end, List<Unstated> found) {
        for (int at = folded.indexOf(": ", start, end); at >= 0; at = folded.indexOf(": ", at + 1, end)) {
            if (at + 2 < end && begins(folded, words(folded, at + 2, end), begins)) {
                found.add(new Unstated(new Span(at + 1, end), false, false));
                return;
            }
        }
    }

    private boolean mayBe(String folded, int start, int end) {
        for (String word : holds) {
            if (folded.indexOf(word, start, end) >= 0) {
                return true;
            }
        }
        return false;
    }

    /// The text without what is only listed as possible.
    public String withoutMaybe(String folded) {
        return stated(folded, unstated(folded).stream().filter(Unstated::mayBe).toList());
    }

    /// Where the server's words end and those of who asks begin; the text's length where all are the server's.
    public static int ofServer(String text, List<Unstated> unstated) {
        return unstated.stream()
                .filter(Unstated::asked)
                .mapToInt(sentence -> sentence.place().start())
                .min()
                .orElse(text.length());
    }

    /// The text without those sentences; as long as the text, so that places hold.
    public static String stated(String folded, List<Unstated> unstated) {
        if (unstated.isEmpty()) {
            return folded;
        }
        StringBuilder stated = new StringBuilder(folded);
        for (Unstated sentence : unstated) {
            for (int i = sentence.place().start(); i < sentence.place().end(); i++) {
                stated.setCharAt(i, ' ');
            }
        }
        return stated.toString();
    }

    private boolean unstated(String folded, int start, int end) {
        if (begins(folded, words(folded, start, end), begins)) {
            return true;
        }
        return lists(folded, start, end);
    }

    private static boolean question(String folded, int end) {
        return end < folded.length() && folded.charAt(end) == '?';
    }

    private static final List<String> SET_OFF =
            List.of(" -- ", " - ", " \u2013 ", " \u2014 ", " <- ", " <-- ", " (", " => ");

    /// "451 try again later -- is our server blacklisted?": who asks hangs the question on the server's words.
    private int asked(String folded, int start, int end) {
        int mark = -1;
        for (String each : SET_OFF) {
            mark = Math.max(mark, folded.lastIndexOf(each, end));
        }
        mark = mark < start ? -1 : mark;
        int word = firstQuestion(folded, start, end);
        boolean beside = mark >= 0 && (word < 0 || word > mark && word - mark <= LONGEST_MARK);
        return beside ? mark : word >= 0 ? word : start;
    }

    private static final int LONGEST_MARK = 6;

    private int firstQuestion(String folded, int start, int end) {
        int first = -1;
        for (int at = start; at < end && first < 0; at = next(folded, at, end)) {
            first = begins(folded, at, questions) ? at : -1;
        }
        return first;
    }

    /// Where the next word begins.
    private static int next(String folded, int from, int end) {
        int space = folded.indexOf(' ', from);
        return space < 0 || space >= end ? end : space + 1;
    }

    private static boolean begins(String folded, int at, Map<Character, List<String>> beginnings) {
        if (at >= folded.length()) {
            return false;
        }
        for (String word : beginnings.getOrDefault(folded.charAt(at), List.of())) {
            if (folded.startsWith(word, at) && !letter(folded, at + word.length(), word)) {
                return true;
            }
        }
        return false;
    }

    private static final List<String> METHODS = List.of("spf", "dkim", "dmarc");

    /// "Sender best practices: valid PTR, SPF, DKIM and DMARC".
    private boolean lists(String folded, int start, int end) {
        int methods = 0;
        for (String method : METHODS) {
            methods += folded.indexOf(method, start, end) >= 0 ? 1 : 0;
        }
        if (methods < 2) {
            return false;
        }
        for (String word : states) {
            for (int at = folded.indexOf(word, start, end); at >= 0; at = folded.indexOf(word, at + 1, end)) {
                if (at == start || !Character.isLetterOrDigit(folded.charAt(at - 1)) || word.equals("n't")) {
                    return false;
                }
            }
        }
        return true;
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
            if (c == '\u3002' || stop && ends(text, i + 1) && !code(text, i)) {
                return i;
            }
        }
        return text.length();
    }

    /// "(is our server on a list?)".
    private static boolean ends(String text, int at) {
        return at == text.length() || " )".indexOf(text.charAt(at)) >= 0 || "?!".indexOf(text.charAt(at)) >= 0;
    }

    /// "no. 5", "550 5.7.1. ": what a stop behind a lone digit ends is a number.
    private static boolean code(String text, int at) {
        return at > 1 && Lexicon.digit(text.charAt(at - 1)) && text.charAt(at - 2) == ' ';
    }
}
