package org.whybounce.intent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.intent.Names.Standing;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.Term;

/// Puts a term together again that a space came into: `include: s.example.net`, `ip4:192.0.2.0/2 4`, `- all`.
///
/// Words are joined only where at least one of them is no term alone, the others would be lost otherwise, and what
/// comes out is a term; where it names something, something has to stand there.
final class Joins {
    /// Spaces in one term: more are no slip.
    private static final int MOST_WORDS = 3;

    private final Names names;
    private final Word word;

    Joins(Names names, Word word) {
        this.names = names;
        this.word = word;
    }

    /// A reading of several words as one.
    ///
    /// @param words how many
    record Joined(WordReading reading, int words) {}

    Optional<Joined> at(List<IntentReader.Token> tokens, int from) {
        Optional<Joined> weak = Optional.empty();
        StringBuilder plain = new StringBuilder(tokens.get(from).plain());
        StringBuilder was = new StringBuilder(tokens.get(from).was());
        boolean broken = !Syntax.sound(plain.toString());
        boolean open = broken && open(plain.toString());
        boolean colon = false;
        for (int n = 2; n <= MOST_WORDS && from + n <= tokens.size(); n++) {
            String next = tokens.get(from + n - 1).plain();
            boolean sound = Syntax.sound(next);
            boolean all = next.toLowerCase(Locale.ROOT).equals("all") && signs(plain.toString());
            if (sound && !all || next.isEmpty() || begins(next)) {
                break;
            }
            plain.append(next);
            was.append(' ').append(tokens.get(from + n - 1).was());
            colon |= next.equals(":") || next.equals("=");
            Optional<WordReading> read = read(was.toString(), plain.toString());
            if (read.isEmpty() && n == 2 && broken) {
                read = unmarked(was.toString(), tokens.get(from).plain(), next);
            }
            if (read.isEmpty()) {
                continue;
            }
            Joined joined = new Joined(read.get(), n);
            Standing standing = standing(read.get());
            if (standing == Standing.YES || standing == Standing.UNKNOWN && !names(read.get())) {
                return Optional.of(joined);
            }
            // `mx : h`: the mark shows that the words are one term, whatever the DNS says of it.
            boolean marked = ":=/".indexOf(next.charAt(0)) >= 0 || colon;
            if (weak.isEmpty() && (open || marked || standing == Standing.UNKNOWN && broken)) {
                weak = Optional.of(joined);
            }
        }
        return weak;
    }

    private static boolean signs(String text) {
        return text.length() == 1 && "+-~?".contains(text);
    }

    private static boolean open(String text) {
        return text.endsWith(":") || text.endsWith("=") || text.endsWith("/");
    }

    /// A damaged word that begins as a term of its own: it is no rest of the one before.
    private static boolean begins(String word) {
        return Syntax.begins(word) && word.length() > 2 && !word.startsWith("a/");
    }

    private Optional<WordReading> read(String was, String plain) {
        Optional<Term> term = Syntax.term(plain);
        if (term.isPresent() && !(term.get() instanceof Term.UnknownModifier)) {
            return Optional.of(wide(was, plain, term.get()));
        }
        int mark = mark(plain);
        return mark > 0
                        && mark + 1 < plain.length()
                        && Syntax.NAMED.contains(plain.substring(0, mark).toLowerCase(Locale.ROOT))
                ? Optional.of(word.read(was, plain))
                        .filter(each -> each instanceof WordReading.Meant meant && Syntax.sound(meant.terms()))
                : Optional.empty();
    }

    /// `include s.example.net`: the mark behind the name is missing.
    private Optional<WordReading> unmarked(String was, String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean known = Syntax.NAMED.contains(lower) || lower.equals("ip4") || lower.equals("ip6");
        return known && !value.isEmpty() && Character.isLetterOrDigit(value.charAt(0))
                ? Optional.of(word.read(was, Syntax.with(lower, value)))
                        .filter(each -> each instanceof WordReading.Meant meant && Syntax.parses(meant.terms()))
                : Optional.empty();
    }

    private static int mark(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (":=".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static WordReading wide(String was, String plain, Term term) {
        boolean wide = switch (term) {
            case Term.Directive(var q, Mechanism.Ip4(var range), var span) -> AddressReading.wide(range);
            case Term.Directive(var q, Mechanism.Ip6(var range), var span) -> AddressReading.wide(range);
            case Term.Directive directive -> false;
            case Term.Redirect redirect -> false;
            case Term.Exp exp -> false;
            case Term.UnknownModifier modifier -> false;
        };
        return wide ? AddressReading.wideQuestion(was) : new WordReading.Meant(was, plain, "there is a space in it");
    }

    private Standing standing(WordReading reading) {
        return reading instanceof WordReading.Meant meant
                ? Syntax.term(meant.terms())
                        .map(term -> Syntax.standing(term, names))
                        .orElse(Standing.UNKNOWN)
                : Standing.UNKNOWN;
    }

    private static boolean names(WordReading reading) {
        return reading instanceof WordReading.Meant meant
                && Syntax.term(meant.terms()).flatMap(Syntax::target).isPresent();
    }
}
