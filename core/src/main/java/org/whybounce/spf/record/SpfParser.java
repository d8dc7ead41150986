package org.whybounce.spf.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whybounce.spf.record.SyntaxError.Problem;
import org.whybounce.text.Span;

/// Reads the text of a record (RFC 7208, sections 4.6.1 and 12). The whole record is read, and every error in it is
/// found, since an error anywhere is a permerror whatever stands before it (section 4.6). Time is linear in the text.
public final class SpfParser {
    private static final int VERSION_LENGTH = 6;

    private final TermText record;
    private final MechanismParser mechanisms;
    private final String text;
    private final char[] chars;
    private final List<Term> terms;
    private boolean redirectSeen;
    private boolean expSeen;

    private SpfParser(String text, boolean repairs) {
        this.record = new TermText(text, repairs);
        this.mechanisms = new MechanismParser(record);
        this.text = text;
        this.chars = record.chars;
        // A term is seldom shorter than this, so the list seldom grows.
        this.terms = new ArrayList<>(2 + text.length() / 16);
    }

    /// Whether a TXT record with this text is an SPF record: `v=spf1`, in any case, then a space or the end
    /// (RFC 7208, section 4.5).
    public static boolean isRecord(String text) {
        return text.regionMatches(true, 0, "v=spf1", 0, VERSION_LENGTH)
                && (text.length() == VERSION_LENGTH || text.charAt(VERSION_LENGTH) == ' ');
    }

    /// Reads a text that [#isRecord] holds for; of any other text what stands behind its first six characters.
    public static SpfSyntax parse(String text) {
        SpfParser parser = new SpfParser(text, true);
        parser.readTerms();
        List<Term> terms = Collections.unmodifiableList(parser.terms);
        List<SyntaxError> errors = parser.record.errors();
        return errors == null
                ? new SpfRecord(text, terms)
                : new BrokenRecord(text, terms, Collections.unmodifiableList(errors));
    }

    /// Whether these terms could stand in a record.
    public static boolean sound(String terms) {
        SpfParser parser = new SpfParser("v=spf1 " + terms, false);
        parser.readTerms();
        return parser.record.errors() == null && !parser.terms.isEmpty();
    }

    private void readTerms() {
        int length = chars.length;
        int i = Math.min(VERSION_LENGTH, length);
        while (i < length) {
            // Only the space separates terms (section 4.6.1); a TAB or a line break is part of a term, and an error.
            if (chars[i] == ' ') {
                i++;
                continue;
            }
            int end = i + 1;
            while (end < length && chars[end] != ' ') {
                end++;
            }
            readTerm(i, end);
            i = end;
        }
    }

    private void readTerm(int start, int end) {
        char first = chars[start];
        Qualifier qualifier = switch (first) {
            case '+' -> Qualifier.PASS;
            case '-' -> Qualifier.FAIL;
            case '~' -> Qualifier.SOFTFAIL;
            case '?' -> Qualifier.NEUTRAL;
            default -> null;
        };
        int nameStart = qualifier == null ? start : start + 1;
        int nameEnd = nameStart;
        while (nameEnd < end) {
            char c = chars[nameEnd];
            if (c == ':' || c == '/' || c == '=') {
                break;
            }
            nameEnd++;
        }
        Term term;
        // Section 4.6.1: an "=" before any ":" or "/" makes it a modifier.
        if (nameEnd < end && chars[nameEnd] == '=') {
            term = qualifier == null
                    ? modifier(start, nameEnd, end)
                    : record.fail(Problem.QUALIFIER_ON_MODIFIER, start, end, start, nameStart);
        } else {
            Mechanism mechanism = mechanisms.mechanism(start, nameStart, nameEnd, end);
            term = mechanism == null
                    ? null
                    : new Term.Directive(
                            qualifier == null ? Qualifier.PASS : qualifier, mechanism, new Span(start, end));
        }
        if (term != null) {
            terms.add(term);
        }
    }

    private @Nullable Term modifier(int start, int nameEnd, int end) {
        for (int i = start; i < nameEnd; i++) {
            char c = chars[i];
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == start || !(c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.'))) {
                return record.fail(
                        record.badCharacter(start, nameEnd, Problem.BAD_MODIFIER_NAME), start, end, start, nameEnd);
            }
        }
        if (nameEnd == start) {
            return record.fail(Problem.BAD_MODIFIER_NAME, start, end, start, nameEnd);
        }
        boolean redirect = record.named("redirect", start, nameEnd);
        boolean exp = !redirect && record.named("exp", start, nameEnd);
        if (!redirect && !exp) {
            MacroParser parser = MacroParser.ofRecord(text, end, true);
            MacroString value = parser.macroString(nameEnd + 1);
            return value == null
                    ? record.fail(parser, start, end)
                    : new Term.UnknownModifier(text.substring(start, nameEnd), value, new Span(start, end));
        }
        MacroParser parser = MacroParser.ofRecord(text, end, false);
        MacroString domain = parser.domainSpec(nameEnd + 1);
        // Section 6: these two must not appear more than once each.
        boolean twice = redirect ? redirectSeen : expSeen;
        redirectSeen |= redirect;
        expSeen |= exp;
        if (domain == null) {
            return record.fail(parser, start, end);
        }
        if (twice) {
            return record.fail(Problem.MODIFIER_TWICE, start, end, start, nameEnd);
        }
        Span span = new Span(start, end);
        return redirect ? new Term.Redirect(domain, span) : new Term.Exp(domain, span);
    }
}
