package org.whybounce.intent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.intent.WordReading.Alternative;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.Term;
import org.whybounce.text.Visible;

/// Reads a record word by word for what it was meant to say. Linear in the record: each word is looked at on its own
/// and with at most two behind it.
///
/// Guards that no reading gets past: an `all` that passes is asked for, wherever it comes from, and so is a range wider
/// than what any sender has in a record that is damaged or that lets everybody send.
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
            boolean comment = token.plain().startsWith("#") || token.plain().startsWith("//");
            if (comment && readings.stream().anyMatch(IntentReader::ends)) {
                String rest = String.join(
                        " ",
                        tokens.subList(i, tokens.size()).stream()
                                .map(Token::was)
                                .toList());
                readings.add(new WordReading.Meant(rest, "", "a comment has no place in a record"));
                break;
            }
            int others = OtherRecord.words(tokens, i);
            if (others > 0) {
                String rest = String.join(
                        " ",
                        tokens.subList(i, i + others).stream().map(Token::was).toList());
                readings.add(new WordReading.Meant(rest, "", "it is a record of another kind, for another name"));
                i += others;
                continue;
            }
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
        return cut(redirected(oneEnd(ended(guarded)), damaged));
    }

    private static WordReading sound(String was, boolean damaged) {
        Optional<Term> term = Syntax.term(was);
        if (term.filter(IntentReader::passesAll).isPresent()) {
            return End.question(was, "");
        }
        Optional<IpPrefix> range = term.flatMap(IntentReader::range);
        boolean wide = range.filter(each -> damaged ? AddressReading.wide(each) : each.length() == 0)
                .isPresent();
        int colon = was.indexOf(':');
        return wide
                ? AddressReading.wideQuestion(was, Word.qualifier(was), was.substring(colon + 1))
                : new WordReading.Sound(was);
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
        if (question) {
            kept.removeIf(term -> Syntax.term(term).filter(Syntax::isAll).isPresent());
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
            boolean behind = ended.stream().anyMatch(IntentReader::ends)
                    && reading instanceof WordReading.Unclear(String _, List<Alternative> ways)
                    && ways.stream().allMatch(each -> each.terms().endsWith("all"));
            ended.add(
                    end && lostSign || behind
                            ? new WordReading.Meant(
                                    reading.was(), "", lostSign ? "it says nothing" : "the record has an end before it")
                            : reading);
        }
        return ended;
    }

    /// Where a damaged word holds an end that speaks against another, which of them was meant has to be said.
    private static List<WordReading> oneEnd(List<WordReading> readings) {
        Set<String> ends = new LinkedHashSet<>();
        boolean damaged = false;
        for (WordReading reading : readings) {
            List<String> own = terms(reading).stream()
                    .filter(term -> Syntax.term(term).filter(Syntax::isAll).isPresent())
                    .toList();
            ends.addAll(own);
            damaged |= !own.isEmpty() && reading instanceof WordReading.Meant;
        }
        if (!damaged || ends.size() < 2) {
            return readings;
        }
        List<WordReading> arranged = new ArrayList<>();
        boolean asked = false;
        for (WordReading reading : readings) {
            List<String> others =
                    terms(reading).stream().filter(term -> !ends.contains(term)).toList();
            if (others.size() == terms(reading).size()) {
                arranged.add(reading);
                continue;
            }
            if (!others.isEmpty()) {
                arranged.add(
                        new WordReading.Meant(reading.was(), String.join(" ", others), "a space is missing in it"));
            }
            if (!asked) {
                String signs = String.join(
                        "", ends.stream().map(end -> end.substring(0, 1)).toList());
                arranged.add(End.question(reading.was(), signs));
                asked = true;
            }
        }
        return arranged;
    }

    private static List<String> terms(WordReading reading) {
        return switch (reading) {
            case WordReading.Sound(String was) -> List.of(was);
            case WordReading.Meant meant ->
                meant.terms().isEmpty() ? List.of() : List.of(meant.terms().split(" "));
            case WordReading.LeftOut _ -> List.of();
            case WordReading.Unclear _ -> List.of();
        };
    }

    /// Where the record has no end, its last word may be the rest of one that was cut off: it is not given up unasked.
    private static List<WordReading> cut(List<WordReading> readings) {
        boolean end = readings.stream()
                .anyMatch(each -> ends(each)
                        || redirect(each).isPresent()
                        || each instanceof WordReading.Unclear(String _, List<Alternative> ways)
                                && ways.stream().anyMatch(way -> way.terms().endsWith("all")));
        if (end
                || readings.isEmpty()
                || !(readings.getLast() instanceof WordReading.LeftOut last)
                || last.was().toLowerCase(Locale.ROOT).startsWith("redirect")) {
            return readings;
        }
        List<WordReading> asked = new ArrayList<>(readings.subList(0, readings.size() - 1));
        asked.add(new WordReading.Unclear(last.was(), List.of(new Alternative("it is not needed", ""))));
        return asked;
    }

    /// A word that holds a redirect beside other terms, as several.
    private static List<WordReading> apart(List<WordReading> readings) {
        List<WordReading> apart = new ArrayList<>();
        for (WordReading reading : readings) {
            boolean redirects = reading instanceof WordReading.Meant
                    && terms(reading).size() > 1
                    && terms(reading).stream().anyMatch(term -> term.startsWith("redirect="));
            if (reading instanceof WordReading.Meant meant && redirects) {
                terms(reading).forEach(term -> apart.add(new WordReading.Meant(meant.was(), term, meant.because())));
            } else {
                apart.add(reading);
            }
        }
        return apart;
    }

    /// A redirect counts where no `all` stands, and once (RFC 7208, sections 5.1 and 6.1). Where a damaged record has
    /// more,
    /// each was meant to let somebody send: which of them counts has to be said.
    private static List<WordReading> redirected(List<WordReading> read, boolean damaged) {
        List<WordReading> readings = apart(read);
        List<WordReading> redirects =
                readings.stream().filter(each -> redirect(each).isPresent()).toList();
        Set<String> targets = new LinkedHashSet<>();
        redirects.forEach(each -> targets.add(redirect(each).orElseThrow()));
        boolean end = readings.stream().anyMatch(IntentReader::ends);
        if (targets.isEmpty() || !(targets.size() > 1 || damaged && end)) {
            return readings;
        }
        String was = String.join(" ", redirects.stream().map(WordReading::was).toList());
        List<Alternative> alternatives = new ArrayList<>();
        String includes =
                String.join(" ", targets.stream().map(each -> "include:" + each).toList());
        if (end) {
            alternatives.add(new Alternative("those whom the record there lists send", includes));
            alternatives.add(new Alternative("it is not needed", ""));
        } else {
            targets.forEach(each ->
                    alternatives.add(new Alternative("the record of " + each + " counts alone", "redirect=" + each)));
            alternatives.add(new Alternative("those whom all of them list send, and nobody else", includes + " -all"));
        }
        List<WordReading> arranged = new ArrayList<>();
        boolean asked = false;
        for (WordReading reading : readings) {
            if (redirect(reading).isEmpty()) {
                arranged.add(reading);
            } else if (!asked) {
                arranged.add(new WordReading.Unclear(was, alternatives));
                asked = true;
            }
        }
        return arranged;
    }

    /// Where a word redirects to, if that is sure and plain.
    private static Optional<String> redirect(WordReading reading) {
        String terms = switch (reading) {
            case WordReading.Sound(String was) -> was;
            case WordReading.Meant meant -> meant.terms();
            case WordReading.LeftOut _ -> "";
            case WordReading.Unclear _ -> "";
        };
        return terms.indexOf(' ') < 0
                        && Syntax.term(terms)
                                .filter(each -> each instanceof Term.Redirect)
                                .isPresent()
                ? Optional.of(terms.substring(terms.indexOf('=') + 1))
                : Optional.empty();
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
