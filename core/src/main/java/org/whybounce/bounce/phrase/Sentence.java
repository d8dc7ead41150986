package org.whybounce.bounce.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Phrase;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.raw.Contractions;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;

/// A text of the phrasebook, made ready for matching: literal pieces and the placeholders between them.
///
/// @param pieces   literal text, folded; always one more than there are slots
/// @param slots    the placeholders, in order
/// @param strength how much the words carry
/// @param unless   folded words whose presence anywhere in the refusal makes this text mean nothing
/// @param listName a block list that the text is the wording of
public record Sentence(
        Phrase phrase,
        List<String> pieces,
        List<Slot> slots,
        Reading.Strength strength,
        List<String> unless,
        Optional<String> listName) {

    /// What a placeholder stands for.
    public enum Slot {
        IP,
        CHECKED_DOMAIN,
        CHECKED_ADDRESS,
        FROM_DOMAIN,
        DOMAIN,
        ADDRESS,
        RECIPIENT,
        HELO,
        HOST,
        LIST,
        URL,
        CODE,
        NUMBER,
        RESULT,
        SENDER_TEXT,
        WORD,
        ANY;

        static Optional<Slot> of(String name) {
            for (Slot slot : values()) {
                if (slot.name().equalsIgnoreCase(name.replace('-', '_'))) {
                    return Optional.of(slot);
                }
            }
            return Optional.empty();
        }

        /// Whether white space may stand in the value.
        boolean words() {
            return this == ANY || this == SENDER_TEXT;
        }
    }

    /// A value found for a placeholder, with its place in the folded text.
    public record Value(Slot slot, Span place) {}

    public record Match(Sentence sentence, Span place, List<Value> values) {
        public int literal() {
            return sentence.literal();
        }
    }

    /// The text and its other spelling, "does not" and "doesn't".
    static List<Sentence> spellings(
            Phrase phrase, Reading.Strength strength, List<String> unless, Optional<String> listName) {
        String text = fold(phrase.text());
        List<Sentence> all = new ArrayList<>(List.of(of(phrase, text, strength, unless, listName)));
        for (String other : Contractions.otherSpellings(text)) {
            all.add(of(phrase, other, strength, unless, listName));
        }
        return all;
    }

    private static Sentence of(
            Phrase phrase, String text, Reading.Strength strength, List<String> unless, Optional<String> listName) {
        List<String> pieces = new ArrayList<>();
        List<Slot> slots = new ArrayList<>();
        int at = 0;
        while (true) {
            int open = text.indexOf('{', at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String name = text.substring(open + 1, close);
            slots.add(Slot.of(name)
                    .orElseThrow(() -> new IllegalArgumentException("unknown placeholder {" + name + "}: " + text)));
            pieces.add(text.substring(at, open));
            at = close + 1;
        }
        pieces.add(text.substring(at));
        return new Sentence(phrase, List.copyOf(pieces), List.copyOf(slots), strength, unless, listName);
    }

    static String fold(String text) {
        String one = text.strip();
        return FlatText.of(one, 0, one.length()).folded();
    }

    public int literal() {
        int sum = 0;
        for (String piece : pieces) {
            sum += piece.length();
        }
        return sum;
    }

    private static final int LONGEST_VALUE = 320;
    /// A first piece that stands in a text very often costs this many tries and no more.
    private static final int MOST_TRIES = 16;

    Optional<Match> match(String folded) {
        for (String word : unless) {
            if (folded.contains(word)) {
                return Optional.empty();
            }
        }
        if (pieces.getFirst().isEmpty() && !slots.isEmpty() && !slots.getFirst().words()) {
            return matchFromValue(folded);
        }
        int from = 0;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int first = find(folded, pieces.getFirst(), from, folded.length(), true, slots.isEmpty());
            if (first < 0) {
                return Optional.empty();
            }
            Optional<Match> match = matchAt(folded, first);
            if (match.isPresent() || pieces.getFirst().isEmpty()) {
                return match;
            }
            from = first + 1;
        }
        return Optional.empty();
    }

    /// A text that begins with a placeholder: the word before its first literal piece is the value.
    private Optional<Match> matchFromValue(String folded) {
        String piece = pieces.get(1);
        int from = 0;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int at = find(folded, piece, from, folded.length(), false, slots.size() == 1);
            if (at < 0) {
                return Optional.empty();
            }
            int start = at;
            while (start > 0 && at - start < LONGEST_VALUE && folded.charAt(start - 1) > ' ') {
                start--;
            }
            if (fits(folded, start, at, slots.getFirst())) {
                List<Value> values = new ArrayList<>(slots.size());
                values.add(new Value(slots.getFirst(), new Span(start, at)));
                Optional<Match> match = rest(folded, start, at + piece.length(), 1, values);
                if (match.isPresent()) {
                    return match;
                }
            }
            from = at + 1;
        }
        return Optional.empty();
    }

    private Optional<Match> matchAt(String folded, int first) {
        return rest(folded, first, first + pieces.getFirst().length(), 0, new ArrayList<>(slots.size()));
    }

    /// Behind the pieces and values found so far.
    private Optional<Match> rest(String folded, int first, int behind, int firstSlot, List<Value> values) {
        int at = behind;
        for (int i = firstSlot; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            String piece = pieces.get(i + 1);
            int limit = Math.min(folded.length(), at + LONGEST_VALUE + piece.length());
            int end;
            if (piece.isEmpty()) {
                end = lastValueEnd(folded, at, slot);
            } else {
                end = find(folded, piece, at, limit, false, i == slots.size() - 1);
            }
            if (end < 0 || !fits(folded, at, end, slot)) {
                return Optional.empty();
            }
            values.add(new Value(slot, new Span(at, end)));
            at = end + piece.length();
        }
        return Optional.of(new Match(this, new Span(first, at), values));
    }

    private static boolean fits(String folded, int start, int end, Slot slot) {
        if (slot.words()) {
            return true;
        }
        if (end == start) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (folded.charAt(i) == ' ' || folded.charAt(i) == '@' && bareDomain(slot)) {
                return false;
            }
        }
        if (slot == Slot.IP) {
            return address(folded, start, end);
        }
        return !bareDomain(slot) || folded.indexOf('.', start, end) >= 0;
    }

    /// An address, also a masked one, and whatever stands in its brackets; "from your host" names none.
    private static boolean address(String folded, int start, int end) {
        if (start > 0 && folded.charAt(start - 1) == '[') {
            return true;
        }
        for (int i = start; i < end; i++) {
            if (Lexicon.digit(folded.charAt(i)) || ".:*[<".indexOf(folded.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean bareDomain(Slot slot) {
        return slot == Slot.DOMAIN || slot == Slot.FROM_DOMAIN;
    }

    /// A placeholder at the end takes its word, or all that is left for text of the sender's.
    private static int lastValueEnd(String folded, int at, Slot slot) {
        if (slot.words()) {
            return Math.min(folded.length(), at + LONGEST_VALUE);
        }
        int end = at;
        while (end < folded.length() && end - at < LONGEST_VALUE && folded.charAt(end) > ' ') {
            end++;
        }
        while (end > at && ".,;:)]>\"'".indexOf(folded.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /// Where `piece` stands as whole words. At its edges towards a placeholder no boundary is asked for.
    private static int find(String folded, String piece, int from, int limit, boolean openLeft, boolean openRight) {
        int at = folded.indexOf(piece, from, limit);
        while (at >= 0) {
            int end = at + piece.length();
            boolean left = !openLeft
                    || piece.isEmpty()
                    || at == 0
                    || !Lexicon.alnum(piece.charAt(0))
                    || !Lexicon.alnum(folded.charAt(at - 1));
            boolean right = !openRight
                    || piece.isEmpty()
                    || end == folded.length()
                    || !Lexicon.alnum(piece.charAt(piece.length() - 1))
                    || !Lexicon.alnum(folded.charAt(end));
            if (left && right) {
                return at;
            }
            at = folded.indexOf(piece, at + 1, limit);
        }
        return -1;
    }

    /// The whole words of the literal pieces: any of them must stand in a text that matches.
    List<String> words() {
        List<String> words = new ArrayList<>();
        for (int p = 0; p < pieces.size(); p++) {
            String piece = pieces.get(p);
            int at = 0;
            while (at < piece.length()) {
                if (!Lexicon.alnum(piece.charAt(at))) {
                    at++;
                    continue;
                }
                int end = at;
                while (end < piece.length() && Lexicon.alnum(piece.charAt(end))) {
                    end++;
                }
                boolean touches = at == 0 && p > 0 || end == piece.length() && p < slots.size();
                if (!touches) {
                    words.add(piece.substring(at, end));
                }
                at = end;
            }
        }
        return words;
    }
}
