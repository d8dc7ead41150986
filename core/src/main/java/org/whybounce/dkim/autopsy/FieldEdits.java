package org.whybounce.dkim.autopsy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.whybounce.dkim.Canonicalization;
import org.whybounce.dkim.DkimKeyParser;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.autopsy.Alteration.Kind;
import org.whybounce.message.RawMessage;
import org.whybounce.message.field.RawField;

/// What one signed field may have been before it was changed, likelier guesses first.
final class FieldEdits {
    /// Where software that replaces a field keeps the old value; `*` stands for its name.
    private static final List<String> KEPT_IN = List.of(
            "X-Original-*",
            "X-Google-Original-*",
            "X-Microsoft-Original-*",
            "Original-*",
            "X-*-Original",
            "Old-*",
            "X-Old-*",
            "Resent-*");

    private static final Set<String> ADDRESSES = Set.of("from", "to", "cc", "reply-to", "sender");

    private static final List<String> ENCODINGS = List.of("7bit", "8bit", "quoted-printable", "base64", "binary");

    /// Tags of a subject that are tried one by one.
    private static final int MOST_TAGS = 4;

    private static final int LONGEST_WORD_TAG = 20;

    private FieldEdits() {}

    record Edit(RawField field, Alteration alteration) {}

    static List<Edit> of(RawField field, RawMessage message, Canonicalization form) {
        List<Edit> edits = new ArrayList<>();
        String name = field.name().toLowerCase(Locale.ROOT);
        if (name.equals("subject")) {
            subject(edits, field);
        }
        if (name.equals("from")) {
            for (RawField replyTo : message.all("Reply-To")) {
                add(edits, field.with(replyTo.value()), Kind.FROM_REWRITTEN, "From is what Reply-To says");
            }
        }
        for (String pattern : KEPT_IN) {
            String kept = pattern.replace("*", field.name());
            for (RawField other : message.all(kept)) {
                Kind kind = name.equals("from") ? Kind.FROM_REWRITTEN : Kind.FIELD_REPLACED;
                add(edits, field.with(other.value()), kind, field.name() + " is what " + kept + " says");
            }
        }
        if (name.equals("content-transfer-encoding")) {
            for (String encoding : ENCODINGS) {
                add(edits, field.with(" " + encoding), Kind.REENCODED, field.name() + " is " + encoding);
            }
        }
        rewritten(edits, field, name);
        encoded(edits, field);
        if (form == Canonicalization.SIMPLE) {
            spaced(edits, field);
        }
        return edits;
    }

    /// Fields that stand in `h=` and not in the message, of which there are few likely values.
    static List<Edit> lost(DkimSignature signature, List<RawField> signed) {
        List<Edit> edits = new ArrayList<>();
        for (String name : List.of("MIME-Version", "Content-Transfer-Encoding", "Content-Type")) {
            boolean missing = signature.timesSigned(name.toLowerCase(Locale.ROOT)) > 0
                    && signed.stream().noneMatch(field -> field.is(name));
            if (!missing) {
                continue;
            }
            List<String> values = switch (name) {
                case "MIME-Version" -> List.of("1.0");
                case "Content-Transfer-Encoding" -> ENCODINGS;
                default ->
                    List.of(
                            "text/plain; charset=utf-8",
                            "text/plain; charset=UTF-8",
                            "text/plain; charset=\"utf-8\"",
                            "text/plain; charset=\"UTF-8\"",
                            "text/plain; charset=us-ascii",
                            "text/plain; charset=iso-8859-1",
                            "text/plain",
                            "text/html; charset=utf-8",
                            "text/html; charset=UTF-8",
                            "text/html; charset=\"UTF-8\"");
            };
            for (String value : values) {
                add(
                        edits,
                        RawField.of(name, " " + value),
                        Kind.FIELD_LOST,
                        "the field " + name + ": " + value + " is put back");
            }
        }
        return edits;
    }

    private static void add(List<Edit> edits, RawField field, Kind kind, String undo) {
        edits.add(new Edit(field, new Alteration(kind, undo)));
    }

    /// Tags in brackets at the beginning or behind `Re:`, and words with a colon or between asterisks at the
    /// beginning.
    private static void subject(List<Edit> edits, RawField field) {
        String value = field.value();
        String rest = value;
        int before = 0;
        // In front: [list], [EXT], (external), ***SPAM***, {Spam?}, EXTERNAL:
        for (int i = 0; i < MOST_TAGS; i++) {
            int start = skip(rest, 0);
            int end = tagEnd(rest, start);
            if (end < 0) {
                break;
            }
            before += end;
            rest = " " + rest.substring(skip(rest, end));
            tag(edits, field, value.substring(0, before), rest);
            // Some put the tag in without a space behind it.
            tag(edits, field, value.substring(0, before), " " + value.substring(before));
        }
        // Behind: `Re: [list] subject`, and at the end.
        int at = 0;
        for (int i = 0; i < MOST_TAGS; i++) {
            int open = value.indexOf('[', at);
            int close = open < 0 ? -1 : value.indexOf(']', open);
            if (close < 0) {
                break;
            }
            String front = value.substring(0, open);
            String back = value.substring(close + 1);
            tag(edits, field, value.substring(open, close + 1), front + back.substring(skip(back, 0)));
            tag(edits, field, value.substring(open, close + 1), front.stripTrailing() + back);
            // A list turns `Re: x` into `[list] Re: x` and, at the next answer, drops or doubles the Re.
            at = close + 1;
        }
        String plain = value.strip();
        if (plain.regionMatches(true, 0, "re:", 0, 3)) {
            tag(edits, field, "Re:", " " + plain.substring(3).strip());
        }
    }

    private static void tag(List<Edit> edits, RawField field, String tag, String value) {
        add(
                edits,
                field.with(value),
                Kind.SUBJECT_TAGGED,
                "\"" + DkimKeyParser.shortened(tag.strip()) + "\" is cut from the subject");
    }

    private static int skip(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /// The place behind a tag that begins at `start`, or -1.
    private static int tagEnd(String text, int start) {
        if (start >= text.length()) {
            return -1;
        }
        char close = switch (text.charAt(start)) {
            case '[' -> ']';
            case '(' -> ')';
            case '{' -> '}';
            case '<' -> '>';
            default -> 0;
        };
        if (close != 0) {
            int end = text.indexOf(close, start);
            return end < 0 ? -1 : end + 1;
        }
        if (text.startsWith("*", start)) {
            int end = start;
            while (end < text.length() && text.charAt(end) == '*') {
                end++;
            }
            int stars = text.indexOf("*", end);
            while (stars >= 0 && stars < text.length() && text.charAt(stars) == '*') {
                stars++;
            }
            return stars;
        }
        int colon = text.indexOf(':', start);
        return colon > start && colon - start <= LONGEST_WORD_TAG ? colon + 1 : -1;
    }

    /// The same meaning in other characters.
    private static void rewritten(List<Edit> edits, RawField field, String name) {
        String value = field.value();
        if (ADDRESSES.contains(name)) {
            String again = field.name() + " is written in another way";
            add(edits, field.with(value.replace(", ", ",")), Kind.FIELD_REWRITTEN, again);
            add(edits, field.with(value.replaceAll(",(?=\\S)", ", ")), Kind.FIELD_REWRITTEN, again);
            add(edits, field.with(value.replace("\"", "")), Kind.FIELD_REWRITTEN, field.name() + " has no quotes");
            int angle = value.indexOf('<');
            int close = value.indexOf('>', Math.max(angle, 0));
            String words = angle > 0 ? value.substring(0, angle).strip() : "";
            if (!words.isEmpty() && words.indexOf('"') < 0) {
                add(
                        edits,
                        field.with(" \"" + words + "\" " + value.substring(angle)),
                        Kind.FIELD_REWRITTEN,
                        "the name in " + field.name() + " has quotes");
            }
            if (angle >= 0 && close > angle) {
                String bare = value.substring(angle + 1, close);
                String only = field.name() + " holds the address alone";
                add(edits, field.with(" " + bare), Kind.FIELD_REWRITTEN, only);
                add(edits, field.with(" <" + bare + ">"), Kind.FIELD_REWRITTEN, only);
                add(
                        edits,
                        field.with(value.substring(0, angle) + bare.toLowerCase(Locale.ROOT) + value.substring(close)),
                        Kind.FIELD_REWRITTEN,
                        only);
            } else {
                add(edits, field.with(" <" + value.strip() + ">"), Kind.FIELD_REWRITTEN, "the address has brackets");
            }
        }
        if (name.equals("date")) {
            int comment = value.indexOf('(');
            if (comment > 0) {
                add(
                        edits,
                        field.with(value.substring(0, comment).stripTrailing()),
                        Kind.FIELD_REWRITTEN,
                        "the comment in Date is taken out");
            } else {
                add(edits, field.with(value + " (UTC)"), Kind.FIELD_REWRITTEN, "Date ends in (UTC)");
            }
            add(edits, field.with(value.replace("GMT", "+0000")), Kind.FIELD_REWRITTEN, "the zone in Date is +0000");
            add(edits, field.with(value.replace("+0000", "GMT")), Kind.FIELD_REWRITTEN, "the zone in Date is GMT");
        }
        if (name.equals("content-type")) {
            String again = "Content-Type is written in another way";
            add(edits, field.with(value.replace("\"", "")), Kind.FIELD_REWRITTEN, again);
            add(edits, field.with(value.replaceAll("=([^\";\\s]+)", "=\"$1\"")), Kind.FIELD_REWRITTEN, again);
            for (String charset : List.of("utf-8", "UTF-8", "iso-8859-1", "ISO-8859-1", "us-ascii", "windows-1252")) {
                add(
                        edits,
                        field.with(value.replaceAll("(?i)(charset=\"?)[^\";\\s]+", "$1" + charset)),
                        Kind.FIELD_REWRITTEN,
                        "the charset in Content-Type is " + charset);
            }
        }
        if (name.equals("mime-version")) {
            add(edits, field.with(" 1.0"), Kind.FIELD_REWRITTEN, "MIME-Version is 1.0");
        }
    }

    /// Raw characters where encoded words were, as web mail shows them, and other charsets.
    private static void encoded(List<Edit> edits, RawField field) {
        String value = field.value();
        boolean ascii = value.chars().allMatch(c -> c < 0x80);
        if (ascii) {
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        if (utf8.indexOf('\ufffd') < 0) {
            byte[] latin = utf8.getBytes(StandardCharsets.ISO_8859_1);
            add(
                    edits,
                    field.with(new String(latin, StandardCharsets.ISO_8859_1)),
                    Kind.FIELD_ENCODING,
                    field.name() + " is in ISO 8859-1");
        }
        byte[] twice = value.getBytes(StandardCharsets.UTF_8);
        add(
                edits,
                field.with(new String(twice, StandardCharsets.ISO_8859_1)),
                Kind.FIELD_ENCODING,
                field.name() + " is in UTF-8");
        int angle = value.indexOf('<');
        String words = (angle < 0 ? value : value.substring(0, angle)).strip();
        String after = angle < 0 ? "" : " " + value.substring(angle);
        byte[] raw = words.getBytes(StandardCharsets.ISO_8859_1);
        for (String charset : List.of("UTF-8", "utf-8")) {
            String undo = field.name() + " is an encoded word";
            String base64 = Base64.getEncoder().encodeToString(raw);
            for (String b : List.of("B", "b")) {
                add(
                        edits,
                        field.with(" =?" + charset + "?" + b + "?" + base64 + "?=" + after),
                        Kind.FIELD_ENCODING,
                        undo);
            }
            for (String q : List.of("Q", "q")) {
                add(
                        edits,
                        field.with(" =?" + charset + "?" + q + "?" + quoted(raw) + "?=" + after),
                        Kind.FIELD_ENCODING,
                        undo);
            }
        }
    }

    private static String quoted(byte[] raw) {
        StringBuilder out = new StringBuilder();
        for (byte b : raw) {
            char c = (char) (b & 0xff);
            boolean plain = c > ' ' && c < 0x7f && c != '=' && c != '?' && c != '_';
            out.append(c == ' ' ? "_" : plain ? String.valueOf(c) : "=%02X".formatted((int) c));
        }
        return out.toString();
    }

    /// White space, which simple canonicalization does not forgive.
    private static void spaced(List<Edit> edits, RawField field) {
        String value = field.value();
        String undo = "the white space of " + field.name() + " is changed";
        for (String other : List.of(
                value.replace("\r\n\t", "\r\n "),
                value.replace("\r\n ", "\r\n\t"),
                value.replaceAll("\r\n[ \t]+", "\r\n "),
                value.replaceAll("\r\n[ \t]+", "\r\n\t"),
                value.replaceAll("\r\n[ \t]+", "\r\n        "),
                value.replaceAll("\r\n[ \t]+", " "),
                value.replace("\r\n", ""),
                value.stripTrailing(),
                " " + value.strip(),
                value.strip(),
                value.replaceAll("[ \t]+", " "))) {
            add(edits, field.with(other), Kind.FOLDING, undo);
        }
    }
}
