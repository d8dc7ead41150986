package org.whybounce.intent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.intent.Names.Standing;
import org.whybounce.net.IpPrefix;
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
        String number = tokens.get(from + 1).plain();
        Optional<Joined> stray = StrayNumber.read(
                        tokens.get(from).was() + " " + tokens.get(from + 1).was(),
                        tokens.get(from).plain(),
                        number)
                .map(reading -> new Joined(reading, 2));
        if (stray.isPresent()) {
            return stray;
        }
        Optional<Joined> sign = sign(tokens.get(from), tokens.get(from + 1));
        if (sign.isPresent()) {
            return sign;
        }
        Optional<Joined> weak = Optional.empty();
        StringBuilder plain = new StringBuilder(tokens.get(from).plain());
        StringBuilder was = new StringBuilder(tokens.get(from).was());
        boolean broken = !Syntax.sound(plain.toString());
        boolean open = broken && open(plain.toString());
        boolean bare = bare(plain.toString());
        boolean colon = false;
        for (int n = 2; n <= MOST_WORDS && from + n <= tokens.size(); n++) {
            String next = tokens.get(from + n - 1).plain();
            boolean sound = Syntax.sound(next);
            boolean all = next.toLowerCase(Locale.ROOT).equals("all") && signs(plain.toString());
            if (sound && !all || next.isEmpty() || begins(next) || "+-~?".indexOf(next.charAt(0)) >= 0 || name(next)) {
                break;
            }
            if (!broken
                    && from + n < tokens.size()
                    && ofItsOwn(next + tokens.get(from + n).plain())) {
                break;
            }
            plain.append(next);
            was.append(' ').append(tokens.get(from + n - 1).was());
            colon |= next.equals(":") || next.equals("=");
            Optional<WordReading> read = read(was.toString(), plain.toString(), bare || open);
            if (read.isEmpty() && n == 2 && broken) {
                read = unmarked(was.toString(), tokens.get(from).plain(), next);
            }
            if (read.isEmpty()) {
                continue;
            }
            Joined joined = new Joined(read.get(), n);
            Standing standing = standing(read.get());
            // Behind a whole term a letter begins something else, whatever address both would make.
            boolean goesOn =
                    broken || !Character.isLetter(tokens.get(from + 1).plain().charAt(0));
            if (standing == Standing.YES || standing == Standing.UNKNOWN && goesOn && plain(read.get())) {
                return Optional.of(joined);
            }
            // `mx : h`: the mark shows that the words are one term, whatever the DNS says of it.
            boolean marked = bare && (":=".indexOf(next.charAt(0)) >= 0 || colon);
            if (weak.isEmpty()
                    && (open
                            || marked
                            || standing == Standing.UNKNOWN
                                    && (broken || macro(tokens.get(from).plain()) && restOfMacro(read.get(), next)))) {
                weak = Optional.of(joined);
            }
        }
        return weak;
    }

    /// `- ip4:192.0.2.7`: the sign of the term behind it, which says the contrary of the term alone, or a mark of a
    /// list.
    private static Optional<Joined> sign(IntentReader.Token mark, IntentReader.Token next) {
        boolean term = Syntax.term(next.plain())
                .filter(each -> each instanceof Term.Directive && !Syntax.isAll(each))
                .isPresent();
        if (!term || !signs(mark.plain()) || !Character.isLetter(next.plain().charAt(0))) {
            return Optional.empty();
        }
        String was = mark.was() + " " + next.was();
        return Optional.of(new Joined(
                mark.plain().equals("+")
                        ? new WordReading.Meant(was, next.plain(), "a term passes without a sign too")
                        : new WordReading.Unclear(
                                was,
                                List.of(
                                        new WordReading.Alternative(
                                                "‘" + mark.plain() + next.plain() + "’ was meant",
                                                mark.plain() + next.plain()),
                                        new WordReading.Alternative("it is to send", next.plain()))),
                2));
    }

    /// `exists:%{i}.example re direct=h`: what stands behind a whole term is another one, with the space in it.
    private static boolean ofItsOwn(String joined) {
        return begins(joined) && Syntax.sound(joined);
    }

    private static boolean nameless(Term term) {
        return switch (term) {
            case Term.Directive(var q, Mechanism.All _, var s) -> true;
            case Term.Directive(var q, Mechanism.Ip4 _, var s) -> true;
            case Term.Directive(var q, Mechanism.Ip6 _, var s) -> true;
            case Term.Directive(var q, Mechanism.A(var domain, int l4, int l6), var s) -> domain == null;
            case Term.Directive(var q, Mechanism.Mx(var domain, int l4, int l6), var s) -> domain == null;
            case Term.Directive _ -> false;
            case Term.Redirect _ -> false;
            case Term.Exp _ -> false;
            case Term.UnknownModifier _ -> false;
        };
    }

    /// `exists:%{i}.example .org`: no name that the DNS could speak of; what follows has no mechanism and names
    /// nothing.
    private boolean restOfMacro(WordReading read, String next) {
        return read instanceof WordReading.Meant
                && next.indexOf('.') >= 0
                && next.chars().noneMatch(c -> ":=/%".indexOf(c) >= 0)
                && (next.startsWith(".") || word.read(next, next) instanceof WordReading.Unclear);
    }

    private static boolean macro(String text) {
        return text.indexOf('%') >= 0;
    }

    private static boolean name(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Syntax.NAMED.contains(lower) || lower.equals("ip4") || lower.equals("ip6");
    }

    private static boolean bare(String text) {
        return text.chars().allMatch(Character::isLetterOrDigit);
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

    /// @param loose whether the first word is a name alone or ends in its mark, so that the value may be damaged too
    private Optional<WordReading> read(String was, String plain, boolean loose) {
        Optional<Term> term = Syntax.term(plain);
        if (term.isPresent() && !(term.get() instanceof Term.UnknownModifier)) {
            return Optional.of(wide(was, plain, term.get()));
        }
        int mark = mark(plain);
        return loose
                        && mark > 0
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

    /// A length that was apart widens what stood: of an address that is no network's, or of hosts, it is asked for.
    private static WordReading wide(String was, String plain, Term term) {
        Optional<IpPrefix> range = IntentReader.range(term);
        if (range.filter(AddressReading::wide).isPresent()) {
            return AddressReading.wideQuestion(was);
        }
        int slash = was.indexOf(" /");
        String alone = slash > 0 ? was.substring(0, slash) : "";
        boolean network =
                range.filter(each -> alone.endsWith(each.address().toString())).isPresent();
        return slash > 0 && Syntax.sound(alone) && !network
                ? new WordReading.Unclear(
                        was,
                        List.of(
                                new WordReading.Alternative("the length is not needed", alone),
                                new WordReading.Alternative("the length belongs to it", plain)))
                : new WordReading.Meant(was, plain, "there is a space in it");
    }

    private Standing standing(WordReading reading) {
        return reading instanceof WordReading.Meant meant
                ? Syntax.term(meant.terms())
                        .map(term -> Syntax.standing(term, names))
                        .orElse(Standing.UNKNOWN)
                : Standing.UNKNOWN;
    }

    /// Whether it is an address, an end, or the domain's own hosts: nothing that the DNS could speak of.
    private static boolean plain(WordReading reading) {
        return reading instanceof WordReading.Unclear
                || reading instanceof WordReading.Meant meant
                        && Syntax.term(meant.terms()).filter(Joins::nameless).isPresent();
    }
}
