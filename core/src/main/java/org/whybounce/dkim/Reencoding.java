package org.whybounce.dkim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.dkim.Alteration.Kind;
import org.whybounce.dkim.BodyTrials.Explained;
import org.whybounce.message.RawField;
import org.whybounce.message.RawMessage;

/// Tries other transfer encodings (RFC 2045, section 6): servers that do not offer 8BITMIME, and gateways that look
/// inside, encode or decode text, and what a mail program shows is decoded.
///
/// From encoded to plain there is one way. From plain to encoded there are many; the usual one, lines of 76
/// characters,
/// is tried.
final class Reencoding {
    private static final String FIELD = "Content-Transfer-Encoding";

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
        return layout.parts().isEmpty() ? whole() : parts();
    }

    private Optional<Explained> whole() {
        String encoding = message.all(FIELD).stream()
                .findFirst()
                .map(field -> field.value().strip().toLowerCase(Locale.ROOT))
                .orElse("7bit");
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
        return plain.map(bytes -> switch (to) {
            case "quoted-printable" -> Qp.encode(BodyLines.of(bytes));
            case "base64" ->
                BodyLines.of(Base64.getMimeEncoder(76, new byte[] {'\r', '\n'}).encode(bytes));
            default -> BodyLines.of(bytes);
        });
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
