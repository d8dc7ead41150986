package org.whybounce.dkim.autopsy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.Notices;
import org.whybounce.message.HeaderBlock.Damage;
import org.whybounce.message.RawMessage;
import org.whybounce.message.field.LineEnds;
import org.whybounce.message.field.RawField;

/// What shows that a text is not the mail as it was received: the first question when a signature does not hold.
final class PasteSigns {
    /// Fields that a message has if they are signed; others are often signed because they are absent.
    private static final List<String> ALWAYS_THERE = List.of("from", "date", "subject", "message-id");

    private PasteSigns() {}

    static List<String> of(
            RawMessage message, DkimSignature signature, Set<Damage> damage, List<String> lines, MimeLayout layout) {
        List<String> signs = new ArrayList<>();
        for (Damage each : Damage.values()) {
            boolean harmless = each == Damage.SPACE_BEFORE_COLON || each == Damage.NUL || each == Damage.INDENTED;
            if (damage.contains(each) && !harmless) {
                signs.add(each.words());
            }
        }
        if (message.lineEnds() == LineEnds.MIXED) {
            signs.add("its lines end in two ways");
        }
        List<String> absent = new ArrayList<>();
        for (String name : ALWAYS_THERE) {
            if (signature.timesSigned(name) > 0 && message.all(name).isEmpty()) {
                absent.add(Notices.written(name));
            }
        }
        if (!absent.isEmpty()) {
            signs.add("header fields are missing that were signed: " + String.join(", ", absent));
        }
        if (message.cut()) {
            signs.add("it has more header fields than were read");
        }
        if (!lines.isEmpty()) {
            body(signs, message, lines, layout);
        }
        return signs;
    }

    private static void body(List<String> signs, RawMessage message, List<String> lines, MimeLayout layout) {
        String type = value(message, "Content-Type");
        if (type.startsWith("multipart/") && layout.parts().isEmpty()) {
            signs.add("the headers announce several parts and the body has none, so it is what a mail program shows");
        } else if (!layout.closed()) {
            signs.add("the body ends before its last boundary, so it is cut off");
        }
        String encoding = value(message, "Content-Transfer-Encoding");
        boolean base64 = lines.stream()
                .allMatch(line -> line.chars()
                        .allMatch(c -> c == '+' || c == '/' || c == '=' || c < 0x80 && Character.isLetterOrDigit(c)));
        if (encoding.equals("base64") && !type.startsWith("multipart/") && !base64) {
            signs.add("the headers announce base64 and the body is plain text, so it is what a mail program shows");
        }
        boolean eightBit = lines.stream().anyMatch(line -> line.chars().anyMatch(c -> c >= 0x80));
        if (encoding.equals("quoted-printable") && eightBit) {
            signs.add("the headers announce quoted-printable and the body is decoded, so it is what a mail program"
                    + " shows");
        }
        if (encoding.equals("7bit") && eightBit) {
            signs.add("the headers announce 7-bit text and the body has other characters");
        }
    }

    private static String value(RawMessage message, String name) {
        List<RawField> fields = message.all(name);
        return fields.isEmpty() ? "" : fields.getFirst().value().strip().toLowerCase(Locale.ROOT);
    }
}
