package org.whybounce.report;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/// Turns what producers call XML into characters that an XML parser reads, in one pass and with a fixed memory.
///
/// Everything stands inside one element of our own, so that several documents in one file are just several children.
/// XML declarations are left out, since the bytes tell the encoding better than they do; processing instructions,
/// comments and the tags of a schema that some producers paste in are left out too. A DOCTYPE is refused: nothing that
/// a report needs stands in one, and entities are how an XML file reads other files.
final class XmlRepair extends Reader {
    /// What was put right.
    enum Repair {
        BYTES("bytes that are no UTF-8 were read as windows-1252"),
        CONTROLS("control characters were left out"),
        AMPERSAND("an & that begins no entity was taken as text"),
        ANGLE("a < that begins no tag was taken as text"),
        SCHEMA("the tags of an XML schema were left out"),
        SEVERAL("several XML documents stand in it");

        private final String words;

        Repair(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// The element of our own.
    static final String ROOT = "whybounce-documents";

    private static final int BUFFER = 1 << 15;
    /// Bytes that are there ahead of a tag; a longer tag is handed on as it is.
    private static final int AHEAD = 2048;

    /// Characters of output up to which a step is begun, so that a whole tag always fits.
    private static final int ROOM = BUFFER - AHEAD - 16;
    /// Bytes in which a character reference ends.
    private static final int REFERENCE = 12;
    private static final boolean[] PLAIN = plain();

    private final InputStream from;
    private final byte[] in = new byte[BUFFER];
    private int at;
    private int end;
    private boolean ended;
    private final char[] out = new char[BUFFER];
    private int outAt;
    private int outEnd;
    private boolean closed;
    private boolean comment;
    private boolean cdata;
    private int declarations;
    private Optional<String> torn = Optional.empty();
    private final Set<Repair> repairs = EnumSet.noneOf(Repair.class);

    /// @param from bytes in any encoding that reports come in; a byte order mark is read here
    XmlRepair(InputStream from) throws IOException {
        this.from = from;
        append("<" + ROOT + ">");
        need(4);
        if (end - at >= 3 && in[at] == (byte) 0xef && in[at + 1] == (byte) 0xbb && in[at + 2] == (byte) 0xbf) {
            at += 3;
        }
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[256];
        for (int c = ' '; c < 0x7f; c++) {
            plain[c] = c != '<' && c != '&';
        }
        plain['\t'] = plain['\n'] = plain['\r'] = true;
        return plain;
    }

    Set<Repair> repairs() {
        return repairs;
    }

    /// Why the input ended too early, if it did.
    Optional<String> torn() {
        return torn;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (outAt == outEnd) {
            if (closed) {
                return -1;
            }
            outAt = outEnd = 0;
            fill();
            if (outEnd == 0) {
                return -1;
            }
        }
        int count = Math.min(length, outEnd - outAt);
        System.arraycopy(out, outAt, target, offset, count);
        outAt += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        from.close();
    }

    private void fill() throws IOException {
        while (outEnd < ROOM && !closed) {
            if (end - at < AHEAD && !ended) {
                need(AHEAD);
            }
            if (at == end) {
                append("</" + ROOT + ">");
                closed = true;
            } else if (comment) {
                passComment();
            } else if (cdata) {
                character();
            } else if (!plainRun()) {
                special();
            }
        }
    }

    /// Copies what needs no thought, which is nearly everything.
    private boolean plainRun() {
        int i = at;
        int o = outEnd;
        int limit = Math.min(end, at + ROOM - outEnd);
        while (i < limit && PLAIN[in[i] & 0xff]) {
            out[o++] = (char) in[i++];
        }
        boolean any = i > at;
        at = i;
        outEnd = o;
        return any;
    }

    private void special() throws IOException {
        switch (in[at]) {
            case '<' -> tag();
            case '&' -> reference();
            default -> character();
        }
    }

    /// One character as it stands, in CDATA also `<` and `&`.
    private void character() {
        int b = in[at] & 0xff;
        if (cdata && is(at, "]]>")) {
            copy(at + 3);
            cdata = false;
        } else if (b >= 0x80) {
            wide();
        } else if (PLAIN[b] || b == '<' || b == '&') {
            out[outEnd++] = (char) b;
            at++;
        } else {
            repairs.add(Repair.CONTROLS);
            at++;
        }
    }

    private void passComment() {
        int i = at;
        while (i + 2 < end) {
            if (in[i] == '-' && in[i + 1] == '-' && in[i + 2] == '>') {
                at = i + 3;
                comment = false;
                return;
            }
            i++;
        }
        at = ended ? end : i;
    }

    private void tag() throws IOException {
        int next = at + 1 < end ? in[at + 1] & 0xff : 0;
        if (next == '?') {
            int close = find(at + 2, '?', '>');
            if (close < 0) {
                escaped(Repair.ANGLE, "&lt;");
                return;
            }
            if (is(at + 2, "xml") && ++declarations > 1) {
                repairs.add(Repair.SEVERAL);
            }
            at = close + 2;
            return;
        }
        if (next == '!') {
            if (is(at, "<!--")) {
                at += 4;
                comment = true;
            } else if (is(at, "<![CDATA[")) {
                copy(at + 9);
                cdata = true;
            } else {
                throw new Unreadable("it declares a document type (<!DOCTYPE ...>), which no report needs and which"
                        + " can make a reader open other files");
            }
            return;
        }
        boolean name = next == '/' || next == '_' || next >= 'A' && next <= 'Z' || next >= 'a' && next <= 'z';
        if (!name) {
            escaped(Repair.ANGLE, "&lt;");
            return;
        }
        int colon = -1;
        boolean mail = false;
        int i = at + 1;
        int last = Math.min(end, at + AHEAD);
        boolean attributes = false;
        while (i < last && in[i] != '>' && in[i] != '<') {
            if (in[i] == ':' && colon < 0 && !attributes) {
                colon = i;
            }
            attributes |= in[i] == ' ' || in[i] == '=';
            mail |= in[i] == '@' && !attributes;
            i++;
        }
        boolean whole = i < last && in[i] == '>';
        if (mail || i < last && !whole) {
            escaped(Repair.ANGLE, "&lt;");
        } else if (whole && colon > 0 && is(colon + 1, "schema") && !nameByte(colon + 7)) {
            repairs.add(Repair.SCHEMA);
            at = i + 1;
        } else {
            copy(whole ? i + 1 : at + 1);
        }
    }

    private boolean nameByte(int place) {
        int b = place < end ? in[place] & 0xff : ' ';
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-' || b == '_';
    }

    /// Copies the bytes of a tag; what is no ASCII in it is no name that a report has.
    private void copy(int to) {
        while (at < to) {
            int b = in[at++] & 0xff;
            out[outEnd++] = b < ' ' && b != '\t' && b != '\n' && b != '\r' || b > 0x7e ? '_' : (char) b;
        }
    }

    private void reference() {
        int semicolon = -1;
        for (int i = at + 1; i < Math.min(end, at + REFERENCE); i++) {
            if (in[i] == ';') {
                semicolon = i;
                break;
            }
        }
        if (semicolon < 0) {
            escaped(Repair.AMPERSAND, "&amp;");
            return;
        }
        String name = new String(in, at + 1, semicolon - at - 1, StandardCharsets.ISO_8859_1);
        switch (name) {
            case "amp", "lt", "gt", "quot", "apos" -> copy(semicolon + 1);
            default -> {
                int code = code(name);
                if (code < 0) {
                    escaped(Repair.AMPERSAND, "&amp;");
                } else {
                    at = semicolon + 1;
                    put(code);
                }
            }
        }
    }

    /// The number of a character reference; -1 where it is none.
    private static int code(String name) {
        if (name.length() < 2 || name.charAt(0) != '#') {
            return -1;
        }
        boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        int code = 0;
        for (int i = hex ? 2 : 1; i < name.length(); i++) {
            int digit = Character.digit(name.charAt(i), hex ? 16 : 10);
            if (digit < 0) {
                return -1;
            }
            code = code * (hex ? 16 : 10) + digit;
            if (code > Character.MAX_CODE_POINT) {
                return -1;
            }
        }
        return name.length() == (hex ? 2 : 1) ? -1 : code;
    }

    /// A character that is one in XML 1.0 (section 2.2); markup as a reference.
    private void put(int code) {
        switch (code) {
            case '<' -> append("&lt;");
            case '&' -> append("&amp;");
            case '\t', '\n', '\r' -> out[outEnd++] = (char) code;
            default -> {
                if (code < ' ' || code >= 0xd800 && code < 0xe000 || code == 0xfffe || code == 0xffff) {
                    repairs.add(Repair.CONTROLS);
                } else {
                    outEnd += Character.toChars(code, out, outEnd);
                }
            }
        }
    }

    private void wide() {
        int first = in[at] & 0xff;
        int length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 ? 2 : 0;
        if (first >= 0xf5 || length == 0 || at + length > end) {
            single(first);
            return;
        }
        int code = first & 0x7f >> length;
        for (int i = 1; i < length; i++) {
            int next = in[at + i] & 0xff;
            if ((next & 0xc0) != 0x80) {
                single(first);
                return;
            }
            code = code << 6 | next & 0x3f;
        }
        if (length == 3 && code < 0x800 || length == 4 && (code < 0x10000 || code > Character.MAX_CODE_POINT)) {
            single(first);
            return;
        }
        at += length;
        put(code);
    }

    private void single(int b) {
        repairs.add(Repair.BYTES);
        at++;
        put(b < 0xa0 ? Encodings.windows1252(b) : b);
    }

    private void escaped(Repair repair, String text) {
        repairs.add(repair);
        append(text);
        at++;
    }

    private void append(String text) {
        text.getChars(0, text.length(), out, outEnd);
        outEnd += text.length();
    }

    private boolean is(int place, String text) {
        if (place + text.length() > end) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((in[place + i] | 0x20) != (text.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private int find(int place, char first, char second) {
        for (int i = place; i + 1 < Math.min(end, place + AHEAD); i++) {
            if (in[i] == first && in[i + 1] == second) {
                return i;
            }
        }
        return -1;
    }

    /// Reads until so many bytes are there, or all that there are. A packed stream that breaks off ends here too.
    private void need(int count) throws IOException {
        if (at > 0) {
            System.arraycopy(in, at, in, 0, end - at);
            end -= at;
            at = 0;
        }
        while (end < in.length && !ended) {
            int got;
            try {
                got = from.read(in, end, in.length - end);
            } catch (EOFException cut) {
                torn = Optional.of("the packed data ends too early");
                got = -1;
            } catch (ZipException broken) {
                torn = Optional.of("the packed data is damaged");
                got = -1;
            }
            if (got < 0) {
                ended = true;
            } else {
                end += got;
            }
            if (end >= count && end > in.length / 2) {
                return;
            }
        }
    }
}
