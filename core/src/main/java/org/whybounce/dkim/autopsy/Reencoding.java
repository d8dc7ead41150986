package org.whybounce.dkim.autopsy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.dkim.autopsy.Alteration.Kind;
import org.whybounce.dkim.autopsy.BodyTrials.Explained;
import org.whybounce.message.RawMessage;
import org.whybounce.message.field.RawField;

/// Tries other transfer encodings (RFC 2045, section 6): servers that do not offer 8BITMIME, and gateways that look
/// inside, encode or decode text, and what a mail program shows is decoded.
///
/// From encoded to plain there is one way. From plain to encoded there are many; the usual one, lines of 76
/// characters,
/// is tried.
final class Reencoding {
    private static final String FIELD = "Content-Transfer-Encoding";

    /// Lines of a footer inside an encoded text.
    private static final int MOST_FOOTER_LINES = 40;

    private final RawMessage message;
    private final List<String> lines;
    private final MimeLayout layout;
    private final BodyTarget target;

    Reencoding(RawMessage message, List<String> lines, MimeLayout layout, BodyTarget target) {
        this.message = message;
        this.lines = lines;
        this.layout = layout;
        this.target = target;
    }

    Optional<Explained> search() {
        return layout.parts().isEmpty() ? whole().or(this::footerInWhole) : parts().or(this::footerInAPart);
    }

    /// List software decodes a text, adds its footer and encodes it again.
    private Optional<Explained> footerInWhole() {
        return footer(encoding(message.all(FIELD)), 0, lines.size());
    }

    private Optional<Explained> footerInAPart() {
        for (MimeLayout.Part part : layout.parts()) {
            // The blank line before a delimiter, if there is one, is no text.
            int end = part.end();
            while (end > part.content() && lines.get(end - 1).isEmpty()) {
                end--;
            }
            String encoding = encoding(part.header(FIELD).stream().toList());
            Optional<Explained> found = part.text() ? footer(encoding, part.content(), end) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String encoding(List<RawField> fields) {
        return fields.isEmpty() ? "" : fields.getFirst().value().strip().toLowerCase(Locale.ROOT);
    }

    /// Decodes the lines from `from` to `to`, takes lines off the end and encodes what is left in the same way.
    private Optional<Explained> footer(String encoding, int from, int to) {
        boolean encoded = encoding.equals("base64") || encoding.equals("quoted-printable");
        List<String> text =
                encoded ? convert(lines.subList(from, to), encoding, "8bit").orElse(List.of()) : List.of();
        for (int kept = text.size() - 1; kept > 0 && text.size() - kept <= MOST_FOOTER_LINES; kept--) {
            byte[] left = BodyLines.join(text.subList(0, kept));
            // Some texts have no line break at the end, and the footer begins on their last line.
            for (byte[] guess : List.of(left, Arrays.copyOf(left, left.length - 2))) {
                if (!target.trials().bytes(lines.size() * 80L)) {
                    return Optional.empty();
                }
                List<String> whole = new ArrayList<>(lines.subList(0, from));
                whole.addAll(encode(guess, encoding));
                whole.addAll(lines.subList(to, lines.size()));
                if (target.holds(BodyLines.join(whole))) {
                    return Optional.of(Explained.by(
                            Kind.FOOTER,
                            "the last " + (text.size() - kept) + " decoded lines of a text are taken out"
                                    + BodyLines.shown(text, kept, text.size())));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> encode(byte[] bytes, String encoding) {
        return switch (encoding) {
            case "quoted-printable" -> Qp.encode(BodyLines.of(bytes));
            case "base64" ->
                BodyLines.of(Base64.getMimeEncoder(76, new byte[] {'\r', '\n'}).encode(bytes));
            default -> BodyLines.of(bytes);
        };
    }

    private Optional<Explained> whole() {
        String stated = encoding(message.all(FIELD));
        String encoding = stated.isEmpty() ? "7bit" : stated;
        for (String other : List.of("8bit", "quoted-printable", "base64")) {
            List<String> changed = convert(lines, encoding, other).orElse(null);
            if (changed != null && target.holds(BodyLines.join(changed))) {
                return Optional.of(
                        new Explained(List.of(alteration(encoding, other)), List.of(RawField.of(FIELD, " " + other))));
            }
        }
        return Optional.empty();
    }

    private static Alteration alteration(String from, String to) {
        return new Alteration(Kind.REENCODED, "the text is converted from " + from + " back to " + to);
    }

    /// Every text part that is encoded as `from`, to `to`.
    private Optional<Explained> parts() {
        for (String from : List.of("quoted-printable", "base64", "8bit", "7bit")) {
            for (String to : List.of("8bit", "7bit", "quoted-printable", "base64")) {
                List<String> changed = from.equals(to) ? null : all(from, to).orElse(null);
                if (changed != null && target.holds(BodyLines.join(changed))) {
                    return Optional.of(new Explained(List.of(alteration(from, to)), List.of()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<List<String>> all(String from, String to) {
        List<String> out = new ArrayList<>();
        int at = 0;
        boolean any = false;
        for (MimeLayout.Part part : layout.parts()) {
            boolean is = part.text()
                    && part.header(FIELD)
                            .map(field -> field.value().strip().equalsIgnoreCase(from))
                            .orElse(false);
            if (!is) {
                continue;
            }
            // The line break before a delimiter belongs to the delimiter; it stays.
            List<String> content =
                    convert(lines.subList(part.content(), part.end()), from, to).orElse(null);
            if (content == null) {
                return Optional.empty();
            }
            out.addAll(lines.subList(at, part.delimiter()));
            for (String line : lines.subList(part.delimiter(), part.content())) {
                boolean encoding = line.regionMatches(true, 0, FIELD + ":", 0, FIELD.length() + 1);
                out.add(encoding ? line.substring(0, line.indexOf(':') + 1) + " " + to : line);
            }
            out.addAll(content);
            at = part.end();
            any = true;
        }
        out.addAll(lines.subList(at, lines.size()));
        return any ? Optional.of(out) : Optional.empty();
    }

    private static Optional<List<String>> convert(List<String> lines, String from, String to) {
        if (from.equals(to)) {
            return Optional.empty();
        }
        Optional<byte[]> plain = switch (from) {
            case "quoted-printable" -> Optional.of(Qp.decode(lines));
            case "base64" -> base64(lines);
            case "7bit", "8bit", "binary" -> Optional.of(BodyLines.join(lines));
            default -> Optional.empty();
        };
        return plain.map(bytes -> encode(bytes, to));
    }

    private static Optional<byte[]> base64(List<String> lines) {
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(String.join("", lines).replace(" ", "").strip());
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return Optional.of(text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
