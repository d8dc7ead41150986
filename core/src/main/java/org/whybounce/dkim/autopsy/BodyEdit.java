package org.whybounce.dkim.autopsy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.whybounce.dkim.autopsy.Alteration.Kind;

/// Changes that go through a whole body, undone.
enum BodyEdit {
    LINKS(Kind.LINKS, "the links are made what they were before a filter rewrote them"),
    UNSTUFF(Kind.DOTS, "doubled dots at the beginning of lines are made single"),
    STUFF(Kind.DOTS, "dots at the beginning of lines are doubled"),
    UNQUOTE_FROM(Kind.FROM_QUOTED, "\">From \" is read as \"From \""),
    QUOTE_FROM(Kind.FROM_QUOTED, "\"From \" is read as \">From \""),
    TRIM(Kind.TRAILING_SPACE, "white space at the ends of lines is cut"),
    SIGNATURE_MARK(Kind.TRAILING_SPACE, "the line \"--\" gets its space back"),
    LEADING_BLANKS(Kind.BLANK_LINES, "blank lines at the beginning are taken out"),
    ONE_BLANK(Kind.BLANK_LINES, "a blank line is put at the beginning"),
    HALVE_BLANKS(Kind.BLANK_LINES, "every second line, which is blank, is taken out"),
    NO_BREAK_SPACE(Kind.SPACES, "no-break spaces are read as spaces"),
    TABS(Kind.SPACES, "eight spaces at the beginning of lines are read as a tab"),
    UNQUOTE(Kind.QUOTED, "quote marks are taken off the lines"),
    UNINDENT(Kind.QUOTED, "the indent is taken off the lines"),
    LATIN(Kind.CHARSET, "the characters are converted from UTF-8 to ISO 8859-1"),
    WINDOWS(Kind.CHARSET, "the characters are converted from UTF-8 to Windows-1252"),
    UTF8(Kind.CHARSET, "the characters are converted from ISO 8859-1 to UTF-8"),
    LONE_CR(Kind.LINE_ENDS, "lone carriage returns are read as line ends"),
    NO_CR(Kind.LINE_ENDS, "lone carriage returns are taken out");

    private final Kind kind;
    private final String undo;

    BodyEdit(Kind kind, String undo) {
        this.kind = kind;
        this.undo = undo;
    }

    Kind kind() {
        return kind;
    }

    String undo() {
        return undo;
    }

    /// The body with the change undone; empty if that makes no difference.
    Optional<byte[]> apply(byte[] body, List<String> lines) {
        return switch (this) {
            case LINKS -> each(lines, LinkEdit::undone);
            case UNSTUFF -> each(lines, line -> line.startsWith("..") ? line.substring(1) : line);
            case STUFF -> each(lines, line -> line.startsWith(".") ? "." + line : line);
            case UNQUOTE_FROM -> each(lines, BodyEdit::withoutMark);
            case QUOTE_FROM -> each(lines, line -> line.startsWith("From ") ? ">" + line : line);
            case TRIM -> each(lines, line -> line.equals("-- ") ? line : line.stripTrailing());
            case SIGNATURE_MARK -> each(lines, line -> line.equals("--") ? "-- " : line);
            case NO_BREAK_SPACE ->
                each(lines, line -> line.replace("\u00c2\u00a0", " ").replace('\u00a0', ' '));
            case TABS -> each(lines, BodyEdit::tabbed);
            case UNQUOTE -> all(lines, ">") ? each(lines, BodyEdit::unquoted) : Optional.empty();
            case UNINDENT -> all(lines, " ") ? each(lines, line -> unindented(line, indent(lines))) : Optional.empty();
            case LEADING_BLANKS -> {
                int first = 0;
                while (first < lines.size() && lines.get(first).isBlank()) {
                    first++;
                }
                yield first == 0 ? Optional.empty() : Optional.of(BodyLines.join(lines.subList(first, lines.size())));
            }
            case ONE_BLANK -> {
                List<String> more = new ArrayList<>(List.of(""));
                more.addAll(lines);
                yield Optional.of(BodyLines.join(more));
            }
            case HALVE_BLANKS -> halved(lines);
            case LATIN -> converted(body, StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);
            case WINDOWS -> converted(body, StandardCharsets.UTF_8, Charset.forName("windows-1252"));
            case UTF8 -> converted(body, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8);
            case LONE_CR -> loneReturns(body, "\r\n");
            case NO_CR -> loneReturns(body, "");
        };
    }

    private static Optional<byte[]> each(List<String> lines, UnaryOperator<String> change) {
        List<String> changed = new ArrayList<>(lines.size());
        boolean any = false;
        for (String line : lines) {
            String now = change.apply(line);
            any |= now.length() != line.length() || !now.equals(line);
            changed.add(now);
        }
        return any ? Optional.of(BodyLines.join(changed)) : Optional.empty();
    }

    /// `>From ` and, as some mailboxes nest them, `>>From `.
    private static String withoutMark(String line) {
        int marks = 0;
        while (marks < line.length() && line.charAt(marks) == '>') {
            marks++;
        }
        return marks > 0 && line.startsWith("From ", marks) ? line.substring(1) : line;
    }

    private static String tabbed(String line) {
        int spaces = 0;
        while (spaces < line.length() && line.charAt(spaces) == ' ') {
            spaces++;
        }
        return spaces < 8 ? line : "\t".repeat(spaces / 8) + line.substring(spaces / 8 * 8);
    }

    private static boolean all(List<String> lines, String mark) {
        boolean any = false;
        for (String line : lines) {
            if (!line.isBlank()) {
                any = true;
                if (!line.startsWith(mark)) {
                    return false;
                }
            }
        }
        return any;
    }

    private static String unquoted(String line) {
        return line.startsWith("> ") ? line.substring(2) : line.startsWith(">") ? line.substring(1) : line;
    }

    private static int indent(List<String> lines) {
        int least = Integer.MAX_VALUE;
        for (String line : lines) {
            if (!line.isBlank()) {
                int spaces = 0;
                while (line.charAt(spaces) == ' ') {
                    spaces++;
                }
                least = Math.min(least, spaces);
            }
        }
        return least == Integer.MAX_VALUE ? 0 : least;
    }

    private static String unindented(String line, int spaces) {
        return line.length() >= spaces ? line.substring(spaces) : line.stripLeading();
    }

    private static Optional<byte[]> halved(List<String> lines) {
        if (lines.size() < 4) {
            return Optional.empty();
        }
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (i % 2 == 0) {
                kept.add(lines.get(i));
            } else if (!lines.get(i).isBlank()) {
                return Optional.empty();
            }
        }
        return Optional.of(BodyLines.join(kept));
    }

    private static Optional<byte[]> converted(byte[] body, Charset from, Charset to) {
        boolean ascii = true;
        for (byte b : body) {
            ascii &= b >= 0;
        }
        if (ascii) {
            return Optional.empty();
        }
        try {
            String text = from.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            ByteBuffer bytes = to.newEncoder().encode(java.nio.CharBuffer.wrap(text));
            byte[] out = new byte[bytes.remaining()];
            bytes.get(out);
            return Optional.of(out);
        } catch (CharacterCodingException cannotBe) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> loneReturns(byte[] body, String instead) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String joined = text.replace("\r\n", "\n");
        return joined.indexOf('\r') < 0
                ? Optional.empty()
                : Optional.of(joined.replace("\r", instead.isEmpty() ? "" : "\n")
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
    }
}
