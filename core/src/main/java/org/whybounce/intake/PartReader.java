package org.whybounce.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// Divides a paste into its parts, line by line: each line is of one kind, a record inside a sentence is a part
/// of its own, and neighbours of the same kind are one part.
final class PartReader {
    private static final int MOST_PARTS = 400;

    private static final Set<String> REPORT_FIELDS = Set.copyOf(WordList.of("intake", "part reader: report fields"));

    private static final List<String> FILTER_MARKS = WordList.of("intake", "part reader: filter marks");

    private static final List<String> TOOL_MARKS = WordList.of("intake", "part reader: tool marks");

    private PartReader() {}

    /// @param records places of records and look-ups' lines, in order
    static List<PastedPart> of(String text, List<Span> lookups, List<PastedAnswer> records) {
        List<PastedPart> parts = new ArrayList<>();
        int at = 0;
        PartKind last = PartKind.PROSE;
        while (at < text.length() && parts.size() < MOST_PARTS) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end);
            if (!line.isBlank()) {
                int start = at;
                boolean lookup = lookups.stream()
                        .anyMatch(span -> span.start() <= start && start < Math.max(span.end(), span.start() + 1));
                PartKind kind = lookup ? PartKind.DNS_ANSWER : kind(text, at, end, line, last);
                if (kind == PartKind.PROSE) {
                    divided(parts, at, end, records);
                } else {
                    add(parts, kind, new Span(at, end));
                }
                last = kind;
            }
            at = end + 1;
        }
        return List.copyOf(parts);
    }

    /// A sentence, with the records in it as parts of their own.
    private static void divided(List<PastedPart> parts, int start, int end, List<PastedAnswer> records) {
        int at = start;
        for (PastedAnswer record : records) {
            Span span = record.span();
            if (span.end() <= at || span.start() >= end || record.what() != PastedAnswer.What.RECORD) {
                continue;
            }
            if (span.start() > at) {
                add(parts, PartKind.PROSE, new Span(at, span.start()));
            }
            add(parts, record.spf() ? PartKind.SPF_RECORD : PartKind.DMARC_RECORD, span);
            at = span.end();
        }
        if (at < end) {
            add(parts, PartKind.PROSE, new Span(at, end));
        }
    }

    private static void add(List<PastedPart> parts, PartKind kind, Span span) {
        if (!parts.isEmpty() && parts.getLast().kind() == kind && kind != PartKind.SPF_RECORD) {
            PastedPart before = parts.removeLast();
            parts.add(new PastedPart(kind, new Span(before.span().start(), span.end())));
        } else {
            parts.add(new PastedPart(kind, span));
        }
    }

    private static PartKind kind(String text, int start, int end, String line, PartKind last) {
        int from = start;
        while (from < end && (text.charAt(from) == '>' || text.charAt(from) == '|' || text.charAt(from) <= ' ')) {
            from++;
        }
        if (from < end && LogMark.in(text, from, end)) {
            return PartKind.LOG_LINE;
        }
        if (LineShapes.replyLine(text, from, end)) {
            return PartKind.SMTP_REPLY;
        }
        String lower = line.strip().toLowerCase(Locale.ROOT);
        boolean continued = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        if (continued
                && (last == PartKind.HEADERS || last == PartKind.DELIVERY_REPORT || last == PartKind.SMTP_REPLY)) {
            return last;
        }
        int colon = lower.indexOf(':');
        String name = colon > 0 && colon < LONGEST_NAME ? lower.substring(0, colon) : "";
        if (REPORT_FIELDS.contains(name)) {
            return PartKind.DELIVERY_REPORT;
        }
        if (filter(lower) && !Codes.stand(line)) {
            return PartKind.FILTER_REPORT;
        }
        if (!name.isEmpty() && Shape.mailField(name)) {
            return PartKind.HEADERS;
        }
        if (lower.contains("v=dkim1")) {
            return PartKind.DKIM_KEY;
        }
        if (lower.contains("/why?") && lower.contains("ip=")) {
            return PartKind.SPF_LINK;
        }
        for (String mark : TOOL_MARKS) {
            if (lower.contains(mark)) {
                return PartKind.TOOL_REPORT;
            }
        }
        char c = lower.isEmpty() ? ' ' : lower.charAt(0);
        if (last == PartKind.EVENT && (c == '"' || c == '}' || c == ']' || c == '{')
                || (c == '{' || c == '[') && lower.indexOf('"') >= 0) {
            return PartKind.EVENT;
        }
        return PartKind.PROSE;
    }

    private static final int LONGEST_NAME = 60;

    static boolean filter(String lower) {
        for (String mark : FILTER_MARKS) {
            if (lower.contains(mark)) {
                return true;
            }
        }
        return false;
    }

    static boolean tool(String lower) {
        for (String mark : TOOL_MARKS) {
            if (lower.contains(mark)) {
                return true;
            }
        }
        return false;
    }

    /// The text with blanks for what is no refusal's: answers of look-ups, records, filters' reports.
    static String without(String text, List<PastedPart> parts) {
        StringBuilder words = new StringBuilder(text);
        boolean any = false;
        for (PastedPart part : parts) {
            boolean blank = switch (part.kind()) {
                case DNS_ANSWER, SPF_RECORD, DMARC_RECORD, DKIM_KEY, FILTER_REPORT -> true;
                case MAIL,
                        DELIVERY_REPORT,
                        SMTP_REPLY,
                        LOG_LINE,
                        EVENT,
                        HEADERS,
                        SPF_LINK,
                        TOOL_REPORT,
                        CODE,
                        DOMAINS,
                        ADDRESS,
                        PROSE -> false;
            };
            any |= blank;
            for (int i = part.span().start(); blank && i < part.span().end(); i++) {
                if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                    words.setCharAt(i, ' ');
                }
            }
        }
        return any ? words.toString() : text;
    }
}
