package org.whybounce.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.intent.WordReading.Alternative;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.Term;
import org.whybounce.text.Visible;

/// Reads a record word by word for what it was meant to say. Linear in the record: each word is looked at on
/// its own and with at most two behind it.
///
/// Guards that no reading gets past: an `all` that passes is asked for, wherever it comes from, and so is a
/// range wider than what any sender has in a record that is damaged or that lets everybody send.
public final class IntentReader {
    private final Word word;
    private final Joins joins;

    public IntentReader(Names names) {
        this.word = new Word(names);
        this.joins = new Joins(names, word);
    }

    /// A word as it stands, and in plain characters.
    record Token(String was, String plain) {}

    /// @param text a record, or what is meant as one, beginning with `v=spf1`
    public Intent read(String text) {
        List<Token> tokens = tokens(text);
        List<WordReading> readings = new ArrayList<>();
        int i = 0;
        while (i < tokens.size()) {
            Token token = tokens.get(i);
            Optional<Joins.Joined> joined = joinable(tokens, i) ? joins.at(tokens, i) : Optional.empty();
            readings.add(joined.map(Joins.Joined::reading).orElseGet(() -> word.read(token.was(), token.plain())));
            i += joined.map(Joins.Joined::words).orElse(1);
        }
        return new Intent(text, guarded(readings));
    }

    private static boolean joinable(List<Token> tokens, int at) {
        return at + 1 < tokens.size()
                && (!Syntax.sound(tokens.get(at).plain())
                        || !Syntax.sound(tokens.get(at + 1).plain()));
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        for (String raw : text.split(" ")) {
            String was = Visible.bytes(raw);
            String[] words = Plain.of(raw).strip().split(" +");
            if (words.length == 1) {
                if (!words[0].isEmpty()) {
                    tokens.add(new Token(was, words[0]));
                }
                continue;
            }
            for (String each : words) {
                if (!each.isEmpty()) {
                    tokens.add(new Token(each + " ", each));
                }
            }
        }
        if (!tokens.isEmpty()
                && tokens.getFirst().plain().toLowerCase(Locale.ROOT).equals("v=spf1")) {
            tokens.removeFirst();
        }
        return tokens;
    }

    private static List<WordReading> guarded(List<WordReading> readings) {
        boolean damaged = readings.stream().anyMatch(each -> !(each instanceof WordReading.Sound));
        List<WordReading> guarded = new ArrayList<>();
        for (WordReading reading : readings) {
            switch (reading) {
                case WordReading.Sound(String was) -> guarded.add(sound(was, damaged));
                case WordReading.Meant meant -> meant(meant, guarded);
                case WordReading.LeftOut left -> guarded.add(left);
                case WordReading.Unclear unclear -> guarded.add(unclear);
            }
        }
        return ended(guarded);
    }

    private static WordReading sound(String was, boolean damaged) {
        Optional<Term> term = Syntax.term(was);
        if (term.filter(IntentReader::passesAll).isPresent()) {
            return End.question(was, "");
        }
        Optional<IpPrefix> range = term.flatMap(IntentReader::range);
        boolean wide = range.filter(each -> damaged ? AddressReading.wide(each) : each.length() == 0)
                .isPresent();
        return wide ? AddressReading.wideQuestion(was) : new WordReading.Sound(was);
    }

    private static void meant(WordReading.Meant meant, List<WordReading> guarded) {
        List<String> kept = new ArrayList<>();
        boolean question = false;
        for (String term : meant.terms().split(" ")) {
            Optional<Term> parsed = Syntax.term(term);
            if (parsed.filter(IntentReader::passesAll).isPresent()) {
                question = true;
            } else if (parsed.flatMap(IntentReader::range)
                    .filter(AddressReading::wide)
                    .isPresent()) {
                guarded.add(AddressReading.wideQuestion(term));
            } else if (!term.isEmpty()) {
                kept.add(term);
            }
        }
        guarded.add(new WordReading.Meant(meant.was(), String.join(" ", kept), meant.because()));
        if (question) {
            guarded.add(End.question(meant.was(), ""));
        }
    }

    private static boolean passesAll(Term term) {
        return term instanceof Term.Directive(Qualifier qualifier, Mechanism.All all, var span)
                && qualifier == Qualifier.PASS;
    }

    static Optional<IpPrefix> range(Term term) {
        return switch (term) {
            case Term.Directive(Qualifier q, Mechanism.Ip4(IpPrefix range), var span) -> Optional.of(range);
            case Term.Directive(Qualifier q, Mechanism.Ip6(IpPrefix range), var span) -> Optional.of(range);
            case Term.Directive directive -> Optional.empty();
            case Term.Redirect redirect -> Optional.empty();
            case Term.Exp exp -> Optional.empty();
            case Term.UnknownModifier modifier -> Optional.empty();
        };
    }

    /// Where the record has an end that is plain, a damaged one beside it says nothing more; a lost sign, too.
    private static List<WordReading> ended(List<WordReading> readings) {
        List<WordReading> ended = new ArrayList<>();
        boolean end = readings.stream().anyMatch(IntentReader::ends);
        for (WordReading reading : readings) {
            boolean lostSign = reading instanceof WordReading.Unclear(String was, List<Alternative> alternatives)
                    && was.length() == 1
                    && alternatives.stream().anyMatch(each -> each.terms().endsWith("all"));
            ended.add(end && lostSign ? new WordReading.Meant(reading.was(), "", "it says nothing") : reading);
        }
        return ended;
    }

    static boolean ends(WordReading reading) {
        String terms = switch (reading) {
            case WordReading.Sound(String was) -> was;
            case WordReading.Meant meant -> meant.terms();
            case WordReading.LeftOut _ -> "";
            case WordReading.Unclear _ -> "";
        };
        for (String term : terms.split(" ")) {
            if (Syntax.term(term).filter(Syntax::isAll).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
