package org.whybounce.dkim.autopsy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Quoted-printable (RFC 2045, section 6.7), on lines of one character a byte.
final class Qp {
    private static final int LONGEST_LINE = 76;

    private Qp() {}

    static byte[] decode(List<String> lines) {
        StringBuilder out = new StringBuilder();
        for (String line : lines) {
            String text = line.stripTrailing();
            boolean soft = text.endsWith("=");
            int end = soft ? text.length() - 1 : text.length();
            for (int i = 0; i < end; i++) {
                char c = text.charAt(i);
                int high = c == '=' && i + 2 < end ? digit(text.charAt(i + 1)) : -1;
                int low = high < 0 ? -1 : digit(text.charAt(i + 2));
                if (low < 0) {
                    out.append(c);
                } else {
                    out.append((char) (high * 16 + low));
                    i += 2;
                }
            }
            if (!soft) {
                out.append("\r\n");
            }
        }
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    static List<String> encode(List<String> lines) {
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            StringBuilder now = new StringBuilder();
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                boolean last = i == line.length() - 1;
                boolean plain = c > ' ' && c < 0x7f && c != '=' || (c == ' ' || c == '\t') && !last;
                String piece = plain ? String.valueOf(c) : "=%02X".formatted((int) c);
                // The soft break's = takes one column, but on the last line of all.
                if (now.length() + piece.length() > LONGEST_LINE - (last ? 0 : 1)) {
                    out.add(now + "=");
                    now.setLength(0);
                }
                now.append(piece);
            }
            out.add(now.toString());
        }
        return out;
    }
}
