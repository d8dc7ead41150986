package org.whybounce.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.intent.Names.Standing;
import org.whybounce.intent.WordReading.Alternative;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.Term;

/// Reads one word of a record. Readings are tried from the plainest to the boldest; the first that has an answer is it.
final class Word {
    private static final List<String> ADDRESS_NAMES = List.of(
            "ip4", "ip6", "ip", "ipv4", "ipv6", "ipv", "ip4v", "ip6v", "ip-4", "ip-6", "ip_4", "ip_6", "4ip", "1p4",
            "address", "addr", "host", "a", "mx", "include", "ptr", "exists");

    private final Names names;
    private final Targets targets;
    private final Pieces pieces;
    private final Lists lists;

    Word(Names names) {
        this.names = names;
        this.targets = new Targets(names);
        this.pieces = new Pieces(names, this);
        this.lists = new Lists(this);
    }

    /// @param was   the word as it stands, readable
    /// @param plain the same in plain characters
    WordReading read(String was, String plain) {
        return read(was, plain, 0);
    }

    /// @param depth words within words
    WordReading read(String was, String plain, int depth) {
        if (plain.length() > Syntax.LONGEST || depth > MOST_DEPTH) {
            return unreadable(was);
        }
        Optional<Term> term = Syntax.term(plain);
        if (term.isPresent()) {
            return parsed(was, plain, term.get(), depth);
        }
        if (punctuation(plain)) {
            return new WordReading.Meant(was, "", "it says nothing");
        }
        return End.read(was, plain)
                .or(() -> sign(was, plain))
                .or(() -> contrary(was, plain, depth))
                .or(() -> inner(was, plain, depth))
                .or(() -> lists.read(was, plain, depth, false))
                .or(() -> Slips.hostLength(was, plain))
                .or(() -> pieces.seams(was, plain, depth))
                .or(() -> lists.read(was, plain, depth, true))
                .or(() -> named(was, plain))
                .or(() -> Slips.macro(was, plain))
                .or(() -> bare(was, plain))
                .orElseGet(() -> unreadable(was));
    }

    private static final int MOST_DEPTH = 3;

    /// Nobody can tell what it was to be: whether it may go, its keeper has to say. A short word may be a mechanism
    /// misspelt, which stands for the domain's own hosts.
    private static WordReading unreadable(String was) {
        String bare = was.strip().toLowerCase(Locale.ROOT);
        List<Alternative> alternatives = new ArrayList<>();
        alternatives.add(new Alternative("it is not needed", ""));
        if (bare.length() <= LONGEST_SLIP && bare.chars().allMatch(Character::isLetterOrDigit)) {
            for (String name : List.of("mx", "a", "ptr")) {
                if (!bare.equals(name) && Spelling.near(bare, name, 1)) {
                    alternatives.add(new Alternative("‘" + name + "’ was meant", name));
                }
            }
        }
        return new WordReading.Unclear(was, alternatives);
    }

    /// Letters of a word that may be `a`, `mx` or `ptr` misspelt.
    private static final int LONGEST_SLIP = 4;

    /// `#include:...` and `exclude:...` say that somebody is not to send: that they do is never taken for granted.
    private Optional<WordReading> contrary(String was, String plain, int depth) {
        String lower = plain.toLowerCase(Locale.ROOT);
        String word = "";
        for (String each : CONTRARY) {
            if (lower.startsWith(each) && lower.length() > each.length()) {
                word = each;
            }
        }
        if (word.isEmpty()) {
            return Optional.empty();
        }
        String rest = plain.substring(word.length());
        String term = ":=".indexOf(rest.charAt(0)) >= 0 ? "include" + rest : rest;
        List<Alternative> alternatives = new ArrayList<>();
        alternatives.add(new Alternative("it is not to send", ""));
        certain(read(was, term, depth + 1))
                .filter(each -> !each.isEmpty() && Syntax.parses(each))
                .ifPresent(each -> alternatives.add(new Alternative("it is to send", each)));
        return Optional.of(new WordReading.Unclear(was, alternatives));
    }

    private static final List<String> CONTRARY =
            List.of("#", "!", "//", "exclude", "except", "disallow", "deny", "block", "not:", "no:");

    private static Optional<String> certain(WordReading reading) {
        return switch (reading) {
            case WordReading.Sound(String term) -> Optional.of(term);
            case WordReading.Meant meant -> Optional.of(meant.terms());
            case WordReading.LeftOut _ -> Optional.empty();
            case WordReading.Unclear _ -> Optional.empty();
        };
    }

    /// A term by the grammar, which may be none by its meaning: a modifier that nobody reads, or a target without a
    /// record.
    private WordReading parsed(String was, String plain, Term term, int depth) {
        WordReading sound = was.equals(plain)
                ? new WordReading.Sound(was)
                : new WordReading.Meant(was, plain, "characters that only look like those of SPF, or marks around it");
        return switch (term) {
            case Term.UnknownModifier modifier -> {
                String name = modifier.name().toLowerCase(Locale.ROOT);
                boolean meant = Syntax.NAMED.contains(name)
                        || ADDRESS_NAMES.contains(name)
                        || Spelling.near(name, "include", 2)
                        || Spelling.near(name, "redirect", 2)
                        || name.equals("v");
                boolean exact = Syntax.NAMED.contains(name) || ADDRESS_NAMES.contains(name);
                yield name.equals("v")
                        ? new WordReading.Meant(was, "", "the version stands at the beginning, once")
                        : !meant
                                ? sound
                                : named(was, plain)
                                        .filter(each -> !left(each))
                                        // A record with a modifier that nobody knows evaluates: it may be switched off
                                        // so.
                                        .map(each -> exact ? each : asked(was, plain, each))
                                        .orElse(sound);
            }
            case Term.Directive(var q, Mechanism.Ip4(IpPrefix range), var span) -> sound;
            case Term.Directive(var q, Mechanism.Ip6(IpPrefix range), var span) -> sound;
            case Term.Directive directive -> living(was, plain, directive, sound, depth);
            case Term.Redirect redirect -> living(was, plain, redirect, sound, depth);
            case Term.Exp exp -> sound;
        };
    }

    /// Whether a prefix length stands in it, which may belong to a term that ran into this one.
    private static boolean length(String target) {
        int slash = target.lastIndexOf('/');
        return slash > 0 && slash + 1 < target.length() && Character.isDigit(target.charAt(slash + 1));
    }

    private static boolean left(WordReading reading) {
        return reading instanceof WordReading.LeftOut
                || reading instanceof WordReading.Unclear unclear
                        && unclear.alternatives().size() == 1
                        && unclear.alternatives().getFirst().terms().isEmpty();
    }

    /// Whether a target without a record ends the evaluation.
    private static boolean fatal(Term term) {
        return term instanceof Term.Redirect
                || term instanceof Term.Directive directive && directive.mechanism() instanceof Mechanism.Include;
    }

    /// A term that evaluates as it is and lists nobody: whoever it would list otherwise, its keeper has to say.
    private static WordReading asked(String was, String plain, WordReading reading) {
        List<Alternative> alternatives = new ArrayList<>();
        boolean stays = Syntax.term(plain).filter(each -> !fatal(each)).isPresent();
        alternatives.add(
                stays
                        ? new Alternative("it is to stay as it is, and lists nobody", plain)
                        : new Alternative("it is not needed", ""));
        switch (reading) {
            case WordReading.Sound _ -> {}
            case WordReading.Meant meant ->
                alternatives.add(new Alternative("‘" + meant.terms() + "’ was meant", meant.terms()));
            case WordReading.LeftOut _ -> {}
            case WordReading.Unclear unclear ->
                unclear.alternatives().stream()
                        .filter(each -> !each.terms().isEmpty())
                        .forEach(alternatives::add);
        }
        return new WordReading.Unclear(was, alternatives);
    }

    private WordReading living(String was, String plain, Term term, WordReading sound, int depth) {
        Optional<String> written = Syntax.targetText(term);
        boolean name = written.flatMap(DomainName::parse).isPresent();
        if (written.isEmpty() || name && Syntax.standing(term, names) != Standing.NO) {
            return sound;
        }
        Optional<WordReading> several = lists.read(was, plain, depth, false)
                .or(() -> pieces.seams(was, plain, depth).filter(each -> each instanceof WordReading.Meant))
                .or(() -> lists.read(was, plain, depth, true));
        if (several.isPresent()) {
            return fatal(term) ? several.get() : asked(was, plain, several.get());
        }
        Optional<WordReading> cleaned = Targets.name(written.get())
                .filter(each -> !each.toString().equalsIgnoreCase(written.get()) && !length(written.get()))
                .map(each -> plain.substring(0, plain.indexOf(written.get())) + each)
                .filter(each -> Syntax.term(each)
                        .filter(clean -> Syntax.standing(clean, names) == Standing.YES)
                        .isPresent())
                .map(each -> new WordReading.Meant(was, each, "only a name belongs there"))
                .map(each -> fatal(term) && !Targets.mailbox(written.get()) ? each : asked(was, plain, each));
        if (cleaned.isPresent()) {
            return cleaned.get();
        }
        if (!name || written.get().indexOf(':') > 0) {
            // `include:a:mail.example.org`, `a:mail`: a term inside of another, or a name without its domain.
            Optional<String> inner = Optional.of(written.get())
                    .filter(each -> each.indexOf(':') > 0)
                    .flatMap(each -> certain(read(was, each, depth + 1)));
            List<Alternative> alternatives = new ArrayList<>();
            alternatives.add(new Alternative("it is not needed", ""));
            inner.filter(Syntax::parses)
                    .ifPresent(each -> alternatives.add(new Alternative("‘" + each + "’ was meant", each)));
            return new WordReading.Unclear(was, alternatives);
        }
        DomainName target = Syntax.target(term).orElseThrow();
        if (!fatal(term)) {
            return targets.ownNear(target)
                    .filter(near -> names.host(near) == Standing.YES)
                    .<WordReading>map(near -> new WordReading.Meant(
                            was,
                            plain.toLowerCase(Locale.ROOT).replace(target.toString(), near.toString()),
                            "nothing stands at " + target + ", and a host stands at " + near))
                    .orElse(sound);
        }
        String qualifier = qualifier(plain);
        if (length(written.get())) {
            return new WordReading.Unclear(was, List.of(new Alternative("it is not needed", "")));
        }
        return targets.instead(was, qualifier, term instanceof Term.Redirect ? "redirect" : "include", target)
                .orElseGet(() -> targets.without(was, target));
    }

    static String qualifier(String word) {
        return !word.isEmpty() && "+-~?".indexOf(word.charAt(0)) >= 0 ? word.substring(0, 1) : "";
    }

    private static boolean punctuation(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (",;.:|/=<>()[]{}_#!&%^$".indexOf(word.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /// A sign that has lost its term.
    private static Optional<WordReading> sign(String was, String word) {
        boolean signs = word.chars().allMatch(c -> "+-~?*@".indexOf(c) >= 0);
        return signs
                ? Optional.of(new WordReading.Unclear(
                        was,
                        List.of(
                                new Alternative("it is not needed", ""),
                                new Alternative("senders that are not listed are to be refused", "-all"),
                                new Alternative("senders that are not listed are to be suspected", "~all"))))
                : Optional.empty();
    }

    /// Marks around the term.
    private Optional<WordReading> inner(String was, String word, int depth) {
        int from = 0;
        int to = word.length();
        while (from < to && "<([{,;.:|=!*#".indexOf(word.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && ">)]},;.:|/=!#-~+?".indexOf(word.charAt(to - 1)) >= 0) {
            to--;
        }
        String doubled = word.substring(from, to);
        while (doubled.length() > 1
                && "+-~?".indexOf(doubled.charAt(0)) >= 0
                && doubled.charAt(1) == doubled.charAt(0)) {
            doubled = doubled.substring(1);
        }
        // Behind a name alone the mark may have been its colon, and something may have been lost behind it.
        return doubled.equals(word) || doubled.isEmpty() || !Syntax.sound(doubled)
                ? Optional.empty()
                : Optional.of(read(was, doubled, depth + 1))
                        .map(each -> each instanceof WordReading.Sound
                                ? new WordReading.Meant(was, each.was(), "the marks around it say nothing")
                                : each);
    }

    /// A mechanism's or modifier's name, misspelt or not, with some mark or none, and its value.
    private Optional<WordReading> named(String was, String word) {
        String qualifier = qualifier(word);
        String rest = word.substring(qualifier.length());
        while (!rest.isEmpty() && "+-~?".indexOf(rest.charAt(0)) >= 0) {
            rest = rest.substring(1);
        }
        int end = 0;
        while (end < rest.length()
                && (Character.isLetterOrDigit(rest.charAt(end))
                        || end > 0
                                && end < 4
                                && "-_".indexOf(rest.charAt(end)) >= 0
                                && rest.length() > end + 1
                                && Character.isDigit(rest.charAt(end + 1))
                                && rest.substring(0, end).equalsIgnoreCase("ip"))) {
            end++;
        }
        String name = rest.substring(0, end).toLowerCase(Locale.ROOT);
        String value = rest.substring(end);
        String marked = value;
        while (!marked.isEmpty()
                && (":;=.,/-|#!*@<>([\"".indexOf(marked.charAt(0)) >= 0)
                && !marked.equals("::")
                && !(marked.startsWith("::") && value.length() - marked.length() > 0)) {
            marked = marked.substring(1);
        }
        boolean dotted = value.startsWith(".") && !Syntax.NAMED.contains(name) && !ADDRESS_NAMES.contains(name);
        if (!value.isEmpty() && !marked.isEmpty() && !dotted) {
            Optional<WordReading> read = marked(was, qualifier, name, marked);
            if (read.isPresent()) {
                return read;
            }
        }
        return unmarked(was, qualifier, rest);
    }

    private Optional<WordReading> marked(String was, String qualifier, String name, String value) {
        boolean address = ADDRESS_NAMES.contains(name)
                || name.length() <= 5
                        && (Spelling.near(name, "ip4", 1)
                                || Spelling.near(name, "ip6", 1)
                                || Spelling.near(name, "ipv4", 1)
                                || Spelling.near(name, "ipv6", 1));
        if (address) {
            int scheme = value.indexOf("//");
            Optional<WordReading> range = AddressReading.read(
                    was, qualifier, scheme >= 0 && scheme < 8 ? value.substring(scheme + 2) : value);
            if (range.isPresent()) {
                return range;
            }
        }
        boolean addressOnly = address && !Syntax.NAMED.contains(name);
        if (addressOnly) {
            return Targets.name(value).map(target -> targets.bare(was, qualifier, target));
        }
        Optional<String> mechanism = mechanism(name);
        if (value.indexOf('%') >= 0) {
            return mechanism
                    .map(known -> modifierless(known, qualifier) + Syntax.with(known, value))
                    .filter(Syntax::sound)
                    .map(term -> new WordReading.Meant(was, term, "‘" + name + "’ is written so"));
        }
        Optional<DomainName> target = Targets.name(value);
        if (target.isEmpty() && name.equals("include") && names.called(value).isPresent()) {
            Names.Service service = names.called(value).get();
            return Optional.of(new WordReading.Meant(
                    was,
                    qualifier + "include:" + service.include(),
                    service.service() + " documents " + service.include()));
        }
        if (target.isEmpty()) {
            return lengths(was, qualifier, mechanism, value);
        }
        if (mechanism.isPresent()) {
            String length = length(value, mechanism.get());
            WordReading known = targets.known(
                    was,
                    modifierless(mechanism.get(), qualifier),
                    mechanism.get(),
                    target.get(),
                    mechanism.get().equals(name)
                            ? "so ‘" + name + "’ is written"
                            : "‘" + mechanism.get() + "’ is what is nearly written");
            return Optional.of(
                    length.isEmpty() || !(known instanceof WordReading.Meant meant)
                            ? known
                            : new WordReading.Meant(was, meant.terms() + length, meant.because()));
        }
        WordReading bare = targets.bare(was, qualifier, target.get());
        return Optional.of(name.length() <= 3 ? bare : asked(was, "", bare));
    }

    private static String length(String value, String mechanism) {
        int slash = value.indexOf('/');
        String length = slash > 0 ? value.substring(slash) : "";
        return (mechanism.equals("a") || mechanism.equals("mx")) && Syntax.sound("a" + length) ? length : "";
    }

    /// A modifier takes no qualifier.
    private static String modifierless(String mechanism, String qualifier) {
        return mechanism.equals("redirect") || mechanism.equals("exp") ? "" : qualifier;
    }

    /// `a:/24`, `mx/33`: hosts with a length that is none.
    private static Optional<WordReading> lengths(
            String was, String qualifier, Optional<String> mechanism, String value) {
        if (mechanism.filter(name -> name.equals("a") || name.equals("mx")).isEmpty()) {
            return Optional.empty();
        }
        String digits = value.startsWith("/") ? value.substring(1) : value;
        boolean number =
                !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(Character::isDigit);
        String term = qualifier + mechanism.get();
        if (!number) {
            return Optional.empty();
        }
        int length = Integer.parseInt(digits);
        return length >= AddressReading.WIDEST4 && length <= 32
                ? Optional.of(new WordReading.Meant(was, term + "/" + length, "so a length is written"))
                : Optional.of(new WordReading.Unclear(
                        was,
                        List.of(
                                new Alternative("the hosts alone send", term),
                                new Alternative("it is not needed", ""))));
    }

    private static Optional<String> mechanism(String name) {
        if (Syntax.NAMED.contains(name)) {
            return Optional.of(name);
        }
        for (String known : List.of("include", "redirect", "exists")) {
            if (name.length() >= 4 && Spelling.near(name, known, known.length() >= 7 ? 2 : 1)) {
                return Optional.of(known);
            }
        }
        return name.equals("includes") || name.equals("incl") || name.equals("inc")
                ? Optional.of("include")
                : Optional.empty();
    }

    /// `ip4192.0.2.1`, `includes.example.net`: a name and its value with nothing between, and no other name there.
    private Optional<WordReading> unmarked(String was, String qualifier, String rest) {
        String lower = rest.toLowerCase(Locale.ROOT);
        if (lower.startsWith("ip4") || lower.startsWith("ip6")) {
            Optional<WordReading> range = AddressReading.read(was, qualifier, rest.substring(3));
            if (range.filter(each -> each instanceof WordReading.Meant).isPresent()) {
                return range;
            }
        }
        boolean other = Targets.name(rest)
                .filter(name -> names.record(name) == Standing.YES || names.host(name) == Standing.YES)
                .isPresent();
        if (other || names.at().isEmpty()) {
            return Optional.empty();
        }
        List<WordReading> live = new ArrayList<>();
        for (String name : List.of("include", "redirect", "mx", "a")) {
            if (lower.startsWith(name)) {
                Targets.name(rest.substring(name.length()))
                        .map(target -> modifierless(name, qualifier) + Syntax.with(name, target.toString()))
                        .filter(term -> Syntax.term(term)
                                .filter(each -> Syntax.standing(each, names) == Standing.YES)
                                .isPresent())
                        .ifPresent(term ->
                                live.add(new WordReading.Meant(was, term, "a mark is missing behind ‘" + name + "’")));
            }
        }
        return live.size() == 1 ? Optional.of(live.getFirst()) : Optional.empty();
    }

    /// A name or an address alone, or the name by which people call a service.
    private Optional<WordReading> bare(String was, String word) {
        String qualifier = qualifier(word);
        String rest = word.substring(qualifier.length());
        Optional<WordReading> range = rest.isEmpty() ? Optional.empty() : AddressReading.read(was, qualifier, rest);
        if (range.isPresent()) {
            return range;
        }
        Optional<DomainName> target = Targets.name(rest);
        if (target.isPresent()) {
            return Optional.of(targets.bare(was, qualifier, target.get()));
        }
        if (rest.equalsIgnoreCase("xm") || rest.equalsIgnoreCase("mxx") || rest.equalsIgnoreCase("mmx")) {
            return Optional.of(new WordReading.Meant(was, qualifier + "mx", "it is ‘mx’ misspelt"));
        }
        return names.called(rest)
                .map(service -> new WordReading.Unclear(
                        was,
                        List.of(
                                new Alternative("it is not needed", ""),
                                new Alternative(
                                        service.service() + " sends", qualifier + "include:" + service.include()))));
    }
}
