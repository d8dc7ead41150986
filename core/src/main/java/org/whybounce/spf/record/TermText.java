package org.whybounce.spf.record;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whybounce.spf.record.SyntaxError.Problem;
import org.whybounce.text.Span;

/// The text of a record that is being read, and the errors found in it so far. Those who read a term note its error
/// here and give the term up in one statement, since every `fail` gives null.
final class TermText {
    final String text;

    // The same once more: reading an array is several times as fast as asking the text for each character.
    final char[] chars;

    private final boolean repairs;
    private @Nullable List<SyntaxError> errors;

    /// @param repairs whether each error comes with the text that was probably meant
    TermText(String text, boolean repairs) {
        this.text = text;
        this.chars = text.toCharArray();
        this.repairs = repairs;
    }

    /// Null if there are none.
    @Nullable
    List<SyntaxError> errors() {
        return errors;
    }

    /// Whether a name stands between two places, in any case.
    boolean named(String name, int start, int end) {
        if (end - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = chars[start + i];
            if (c != name.charAt(i) && (c < 'A' || c > 'Z' || c + 32 != name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// What is wrong with a term that holds characters no term can hold, else `otherwise`.
    Problem badCharacter(int from, int to, Problem otherwise) {
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c > 0x7f) {
                return Problem.NOT_ASCII;
            }
            if (c < ' ' || c == 0x7f) {
                return Problem.CONTROL_CHARACTER;
            }
        }
        return otherwise;
    }

    // Always null, so that a caller notes the error and gives up its term in one statement.
    @SuppressWarnings("TypeParameterUnusedInFormals")
    <T> @Nullable T fail(MacroParser parser, int start, int end) {
        Problem problem = parser.problem == null ? Problem.BAD_DOMAIN : parser.problem;
        return fail(problem, start, end, Math.min(parser.problemAt, end), end);
    }

    // Always null, so that a caller notes the error and gives up its term in one statement.
    @SuppressWarnings("TypeParameterUnusedInFormals")
    <T> @Nullable T fail(Problem problem, int start, int end, int from, int to) {
        List<SyntaxError> list = errors;
        if (list == null) {
            list = new ArrayList<>();
            errors = list;
        }
        list.add(new SyntaxError(
                problem,
                new Span(start, end),
                new Span(from, to),
                repairs ? TermRepair.of(text.substring(start, end)) : null));
        return null;
    }
}
