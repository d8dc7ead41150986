package org.whybounce.fix.term;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfSyntax;
import org.whybounce.spf.record.Term;

/// The text of a record as a list of its terms, to be changed term by term. What is not changed stays as its
/// owner wrote it, but for doubled spaces.
///
/// @param terms the terms behind `v=spf1`, as they are written
public record RecordText(List<String> terms) {
    public RecordText {
        terms = List.copyOf(terms);
    }

    /// The terms of a record's text; the version, in whatever case, is left out.
    public static RecordText of(String text) {
        List<String> terms = new ArrayList<>();
        for (String word : text.split(" ")) {
            if (!word.isEmpty()) {
                terms.add(word);
            }
        }
        if (!terms.isEmpty() && terms.getFirst().toLowerCase(Locale.ROOT).equals("v=spf1")) {
            terms.removeFirst();
        }
        return new RecordText(terms);
    }

    /// With further terms before `all`; without `all` before the modifiers, and so before `redirect`.
    public RecordText adding(List<String> more) {
        List<String> changed = new ArrayList<>(terms);
        changed.addAll(end(), more);
        return new RecordText(changed);
    }

    /// With further terms before all others.
    public RecordText addingFirst(List<String> more) {
        List<String> changed = new ArrayList<>(more);
        changed.addAll(terms);
        return new RecordText(changed);
    }

    /// Without the copies of these terms that stand behind `all`, where no evaluation gets (RFC 7208, section 5.1).
    public RecordText withoutUnreached(String those) {
        List<String> kept = new ArrayList<>();
        List<String> words = List.of(those.split(" "));
        boolean ended = false;
        for (String term : terms) {
            if (!ended || words.stream().noneMatch(word -> bare(word).equals(bare(term)))) {
                kept.add(term);
            }
            ended |= isAll(term);
        }
        return new RecordText(kept);
    }

    public RecordText without(String term) {
        List<String> changed = new ArrayList<>(terms);
        changed.remove(term);
        return new RecordText(changed);
    }

    /// With other terms in the place of one.
    public RecordText replacing(String term, String others) {
        List<String> changed = new ArrayList<>(terms);
        int at = changed.indexOf(term);
        if (at >= 0) {
            changed.remove(at);
            changed.addAll(at, List.of(others.split(" ")));
        }
        return new RecordText(changed);
    }

    public boolean has(String term) {
        return terms.stream().anyMatch(each -> bare(each).equals(bare(term)));
    }

    private static String bare(String term) {
        String lower = term.toLowerCase(Locale.ROOT);
        return lower.startsWith("+") ? lower.substring(1) : lower;
    }

    /// The place of `all`, else of the first modifier, else the end.
    private int end() {
        for (int i = 0; i < terms.size(); i++) {
            if (isAll(terms.get(i))) {
                return i;
            }
        }
        int end = terms.size();
        while (end > 0 && isModifier(terms.get(end - 1))) {
            end--;
        }
        return end;
    }

    static boolean isAll(String term) {
        return parsed(term) instanceof Term.Directive directive && directive.mechanism() instanceof Mechanism.All;
    }

    public static boolean isModifier(String term) {
        Term parsed = parsed(term);
        return parsed != null && !(parsed instanceof Term.Directive);
    }

    static boolean isRedirect(String term) {
        return parsed(term) instanceof Term.Redirect;
    }

    private static @org.jspecify.annotations.Nullable Term parsed(String term) {
        SpfSyntax syntax = SpfParser.parse("v=spf1 " + term);
        return syntax.terms().isEmpty() ? null : syntax.terms().getFirst();
    }

    /// The record's text.
    @Override
    public String toString() {
        return terms.isEmpty() ? "v=spf1" : "v=spf1 " + String.join(" ", terms);
    }
}
