package org.whybounce.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.LineEnds;
import org.whybounce.message.field.RawField;

/// A message cut into header fields and body with every byte kept, as signatures need it. Only line ends are made
/// equal: each is CR LF, as on the wire.
///
/// Reading never fails. A line of the header that is no field is kept as a field without a name; an mbox separator
/// (`From ` and a date) before the first field is passed over. At most [HeaderBlock#MOST_FIELDS] fields are kept.
public final class RawMessage {
    private final List<RawField> fields;
    private final byte @Nullable [] body;
    private final LineEnds lineEnds;
    private final boolean cut;

    private RawMessage(List<RawField> fields, byte @Nullable [] body, LineEnds lineEnds, boolean cut) {
        this.fields = List.copyOf(fields);
        this.body = body;
        this.lineEnds = lineEnds;
        this.cut = cut;
    }

    /// Reads a message as it lies in a file or came over the wire.
    public static RawMessage read(byte[] message) {
        LineEnds ends = LineEnds.of(message);
        byte[] bytes = LineEnds.crlf(message, ends);
        List<RawField> fields = new ArrayList<>();
        int at = startsWith(bytes, "From ") ? lineEnd(bytes, 0).next() : 0;
        boolean cut = false;
        while (at < bytes.length) {
            Line line = lineEnd(bytes, at);
            if (line.end() == at) {
                return new RawMessage(fields, Arrays.copyOfRange(bytes, line.next(), bytes.length), ends, cut);
            }
            while (line.next() < bytes.length && space(bytes[line.next()])) {
                line = lineEnd(bytes, line.next());
            }
            if (fields.size() < HeaderBlock.MOST_FIELDS) {
                fields.add(RawField.of(bytes, at, line.end()));
            } else {
                cut = true;
            }
            at = line.next();
        }
        return new RawMessage(fields, null, ends, cut);
    }

    /// The message that a header block in a pasted text begins. What the block's reader repaired (quote marks, lost
    /// folding) is repaired here too, so a signature may hold that the paste as it stands would break.
    ///
    /// @param text    the text that the block was read from
    /// @param charset what turns that text into its bytes again
    public static RawMessage of(HeaderBlock block, String text, Charset charset) {
        boolean whole = block.damage().stream().allMatch(damage -> switch (damage) {
            case BARE_CR, NUL, SPACE_BEFORE_COLON -> true;
            case QUOTED,
                    INDENTED,
                    NUMBERED,
                    MARKED,
                    JSON,
                    QUOTED_PRINTABLE,
                    FOLDING_LOST,
                    DOUBLE_SPACED,
                    BLANK_LINES,
                    JOINED,
                    TABLE,
                    ENTITIES -> false;
        });
        if (whole) {
            // Nothing was repaired: the exact cut, which also knows that a line of blanks is folding.
            return read(text.substring(block.span().start()).getBytes(charset));
        }
        List<RawField> fields = new ArrayList<>();
        for (HeaderField field : block.fields()) {
            int value = field.body().length() == 0
                    ? field.span().end()
                    : field.body().span().start();
            // The name as it stands, so that a space before the colon stays.
            String lead = value > field.span().start() && text.charAt(value - 1) == ':'
                    ? text.substring(field.span().start(), value)
                    : field.name() + ":";
            fields.add(RawField.of(folded((lead + field.body().text()).getBytes(charset))));
        }
        byte[] body = block.body()
                .map(start -> text.substring(start).getBytes(charset))
                .map(bytes -> LineEnds.crlf(bytes, LineEnds.of(bytes)))
                .orElse(null);
        return new RawMessage(
                fields, body, LineEnds.of(text.getBytes(charset)), fields.size() >= HeaderBlock.MOST_FIELDS);
    }

    /// Each run of line breaks as one CR LF, which folding is made of.
    private static byte[] folded(byte[] field) {
        boolean plain = true;
        for (byte b : field) {
            plain &= b != '\n' && b != '\r';
        }
        if (plain) {
            return field;
        }
        String text = new String(field, StandardCharsets.ISO_8859_1);
        StringBuilder out = new StringBuilder(text.length() + 8);
        boolean returns = text.indexOf('\n') < 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean breaks = c == '\n' || c == '\r' && (returns || i + 1 < text.length() && text.charAt(i + 1) == '\n');
            if (!breaks) {
                out.append(c);
            } else if (out.length() < 2 || out.charAt(out.length() - 1) != '\n') {
                out.append("\r\n");
            }
        }
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private record Line(int end, int next) {}

    private static Line lineEnd(byte[] bytes, int at) {
        for (int i = at; i < bytes.length; i++) {
            if (bytes[i] == '\n' && i > at && bytes[i - 1] == '\r') {
                return new Line(i - 1, i + 1);
            }
        }
        return new Line(bytes.length, bytes.length);
    }

    private static boolean space(byte b) {
        return b == ' ' || b == '\t';
    }

    private static boolean startsWith(byte[] bytes, String prefix) {
        if (bytes.length < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (bytes[i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// From the top.
    public List<RawField> fields() {
        return fields;
    }

    /// The fields of one name, the topmost first.
    public List<RawField> all(String name) {
        return fields.stream().filter(field -> field.is(name)).toList();
    }

    /// A copy of the body; empty if the header fields are all that is there.
    public Optional<byte[]> body() {
        return Optional.ofNullable(body).map(byte[]::clone);
    }

    /// How its lines ended where it was read.
    public LineEnds lineEnds() {
        return lineEnds;
    }

    /// Whether header fields were left out because there were too many.
    public boolean cut() {
        return cut;
    }

    /// The same message with other header fields.
    public RawMessage withFields(List<RawField> other) {
        return new RawMessage(other, body, lineEnds, cut);
    }

    /// The same message with another body, whose lines end in CR LF.
    public RawMessage withBody(byte[] other) {
        return new RawMessage(fields, other.clone(), lineEnds, cut);
    }
}
