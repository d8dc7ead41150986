package org.whybounce.spf.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads macro-strings and domain-specs (RFC 7208, section 7.1). One pass, linear in the text.
public final class MacroParser {
    private static final String LETTERS = "slodipvh";
    private static final String LETTERS_OF_EXP = "slodipvhcrt";
    private static final String DELIMITERS = ".-+,/_=";

    /// Labels of a name are 127 at most, so more need not be told apart.
    private static final int MOST_KEPT = 1000;

    private final String text;
    private final int end;
    private final String letters;
    private final boolean spaces;

    SyntaxError.@Nullable Problem problem;
    int problemAt;

    private MacroParser(String text, int end, String letters, boolean spaces) {
        this.text = text;
        this.end = end;
        this.letters = letters;
        this.spaces = spaces;
    }

    /// A parser for a domain-spec or a modifier's value in the text of a record.
    static MacroParser ofRecord(String text, int end, boolean unknownModifier) {
        return new MacroParser(text, end, unknownModifier ? LETTERS_OF_EXP : LETTERS, false);
    }

    /// The explanation text that an `exp` leads to; empty if it breaks the grammar.
    public static Optional<MacroString> explanation(String text) {
        return Optional.ofNullable(new MacroParser(text, text.length(), LETTERS_OF_EXP, true).macroString(0));
    }

    /// A domain-spec from `start` to the end; null after setting [#problem].
    @Nullable
    MacroString domainSpec(int start) {
        if (start >= end) {
            return fail(SyntaxError.Problem.EMPTY_DOMAIN, start);
        }
        int literalFrom = start;
        boolean plain = true;
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == '%') {
                plain = false;
                break;
            }
        }
        MacroString parsed = macroString(start);
        if (parsed == null) {
            return null;
        }
        if (!plain) {
            literalFrom = behindLastMacro(start);
            if (literalFrom == end) {
                return parsed;
            }
        }
        return endsInTopLabel(literalFrom) ? parsed : fail(SyntaxError.Problem.BAD_DOMAIN, start);
    }

    /// Where the plain characters at the end begin, behind the last `%{...}`, `%%`, `%_` or `%-`. The text is known to
    /// be sound.
    private int behindLastMacro(int start) {
        int behind = start;
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == '%') {
                i = text.charAt(i + 1) == '{' ? text.indexOf('}', i) : i + 1;
                behind = i + 1;
            }
        }
        return behind;
    }

    // RFC 7208, section 7.1: domain-end = ( "." toplabel [ "." ] ) / macro-expand
    private boolean endsInTopLabel(int from) {
        int last = end;
        if (text.charAt(last - 1) == '.') {
            last--;
        }
        int dot = last - 1;
        boolean letterOrDash = false;
        while (dot >= from && text.charAt(dot) != '.') {
            char c = text.charAt(dot);
            if (c == '-' || letter(c)) {
                letterOrDash = true;
            } else if (c < '0' || c > '9') {
                return false;
            }
            dot--;
        }
        return dot >= from
                && dot + 1 < last
                && letterOrDash
                && text.charAt(dot + 1) != '-'
                && text.charAt(last - 1) != '-';
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /// A macro-string from `start` to the end; null after setting [#problem].
    @Nullable
    MacroString macroString(int start) {
        List<MacroString.Part> parts = null;
        StringBuilder literal = null;
        int from = start;
        int i = start;
        while (i < end) {
            char c = text.charAt(i);
            if (c != '%') {
                if (c > '~' || c < (spaces ? ' ' : '!')) {
                    return fail(
                            c > '~' && c != 0x7f
                                    ? SyntaxError.Problem.NOT_ASCII
                                    : SyntaxError.Problem.CONTROL_CHARACTER,
                            i);
                }
                i++;
                continue;
            }
            if (parts == null) {
                parts = new ArrayList<>();
                literal = new StringBuilder();
            }
            StringBuilder pending = literal == null ? new StringBuilder() : literal;
            literal = pending;
            pending.append(text, from, i);
            char next = i + 1 < end ? text.charAt(i + 1) : 0;
            switch (next) {
                case '%' -> pending.append('%');
                case '_' -> pending.append(' ');
                case '-' -> pending.append("%20");
                case '{' -> {
                    int close = macro(i, parts, pending);
                    if (close < 0) {
                        return null;
                    }
                    i = close - 1;
                }
                default -> {
                    return fail(SyntaxError.Problem.MACRO_SYNTAX, i);
                }
            }
            i += 2;
            from = i;
        }
        String whole = text.substring(start, end);
        if (parts == null) {
            return MacroString.literal(whole);
        }
        if (literal != null) {
            literal.append(text, from, end);
            if (!literal.isEmpty()) {
                parts.add(new MacroString.Part.Literal(literal.toString()));
            }
        }
        return new MacroString(whole, List.copyOf(parts));
    }

    /// The macro whose `%` stands at `at`; adds what stood before it and itself. The place of its `}`, or -1.
    private int macro(int at, List<MacroString.Part> parts, StringBuilder pending) {
        int i = at + 2;
        if (i >= end) {
            fail(SyntaxError.Problem.MACRO_SYNTAX, at);
            return -1;
        }
        char letter = text.charAt(i);
        char lower = letter >= 'A' && letter <= 'Z' ? (char) (letter + 32) : letter;
        if (letters.indexOf(lower) < 0) {
            fail(
                    LETTERS_OF_EXP.indexOf(lower) >= 0
                            ? SyntaxError.Problem.MACRO_ONLY_IN_EXP
                            : SyntaxError.Problem.MACRO_LETTER,
                    i);
            return -1;
        }
        i++;
        int digitsFrom = i;
        int keep = 0;
        while (i < end && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            keep = Math.min(MOST_KEPT, keep * 10 + text.charAt(i) - '0');
            i++;
        }
        // RFC 7208, section 7.3: the number of right-hand parts must not be zero.
        if (i > digitsFrom && keep == 0) {
            fail(SyntaxError.Problem.MACRO_DIGITS, digitsFrom);
            return -1;
        }
        boolean reversed = i < end && (text.charAt(i) == 'r' || text.charAt(i) == 'R');
        if (reversed) {
            i++;
        }
        int delimitersFrom = i;
        while (i < end && DELIMITERS.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        if (i >= end || text.charAt(i) != '}') {
            fail(SyntaxError.Problem.MACRO_SYNTAX, at);
            return -1;
        }
        if (!pending.isEmpty()) {
            parts.add(new MacroString.Part.Literal(pending.toString()));
            pending.setLength(0);
        }
        String delimiters = i == delimitersFrom ? "." : text.substring(delimitersFrom, i);
        parts.add(new MacroString.Part.Macro(lower, lower != letter, keep, reversed, delimiters));
        return i;
    }

    private @Nullable MacroString fail(SyntaxError.Problem why, int at) {
        problem = why;
        problemAt = at;
        return null;
    }
}
