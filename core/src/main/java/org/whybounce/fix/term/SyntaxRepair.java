package org.whybounce.fix.term;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.spf.record.BrokenRecord;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.SyntaxError;

/// A record that the grammar refuses, mended: a term whose meaning is plain is written as it was meant, any other is
/// taken out and named.
///
/// @param text    the record without an error
/// @param changes what was changed, one sentence each
/// @param dropped the terms whose meaning could not be told, as they stand; a person has to say what they were for
public record SyntaxRepair(String text, List<String> changes, List<String> dropped) {
    public static SyntaxRepair of(BrokenRecord record) {
        String text = record.text();
        List<String> changes = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        StringBuilder mended = new StringBuilder();
        int from = 0;
        List<SyntaxError> errors = record.errors();
        for (int i = 0; i < errors.size(); i++) {
            SyntaxError error = errors.get(i);
            if (error.term().start() < from) {
                continue;
            }
            String term = error.term().of(text);
            int end = error.term().end();
            Optional<String> meant =
                    joined(text, error.term().start(), error.term().end());
            Optional<String> alone = Optional.ofNullable(error.repair())
                    .filter(TermMeaning::parses)
                    .or(() -> TermMeaning.of(term));
            if (meant.isPresent()) {
                end = nextWordEnd(text, end);
                changes.add("‘" + text.substring(error.term().start(), end) + "’ holds a space and became ‘"
                        + meant.get() + "’");
            } else if (alone.isPresent()) {
                meant = alone;
                changes.add(
                        meant.get().isEmpty()
                                ? "‘" + term + "’ was taken out: it says nothing"
                                : "‘" + term + "’ became ‘" + meant.get() + "’: "
                                        + error.problem().words());
            } else {
                dropped.add(term);
                changes.add("‘" + term + "’ was taken out: " + error.problem().words());
            }
            mended.append(text, from, error.term().start()).append(meant.orElse(""));
            from = end;
        }
        mended.append(text, from, text.length());
        String plain = RecordText.of(mended.toString()).toString();
        // Two repairs may be right alone and wrong together (a modifier twice); then the rest of the record counts.
        if (SpfParser.parse(plain) instanceof SpfRecord) {
            return new SyntaxRepair(plain, changes, dropped);
        }
        StringBuilder readable = new StringBuilder("v=spf1");
        record.terms().forEach(term -> readable.append(' ').append(term.span().of(text)));
        return new SyntaxRepair(
                readable.toString(),
                List.of("every term that could not be read was taken out"),
                errors.stream().map(each -> each.term().of(text)).toList());
    }

    /// `include: example.com` or `- all`: a term and its value, or its sign, with a space between.
    private static Optional<String> joined(String text, int start, int end) {
        String term = text.substring(start, end);
        boolean sign = term.length() == 1 && "+-~?".contains(term);
        int next = nextWordEnd(text, end);
        if (next == end || !sign && !term.endsWith(":") && !term.endsWith("=")) {
            return Optional.empty();
        }
        String second = text.substring(end, next).strip();
        if (!sign && TermMeaning.startsTerm(second)) {
            return Optional.empty();
        }
        String joined = term + second;
        return TermMeaning.parses(joined)
                ? Optional.of(joined)
                : TermMeaning.of(joined).filter(meant -> !meant.isEmpty());
    }

    private static int nextWordEnd(String text, int from) {
        int start = from;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        int end = start;
        while (end < text.length() && text.charAt(end) != ' ') {
            end++;
        }
        return end == start ? from : end;
    }
}
