package org.whybounce.spf.finding;

import java.nio.charset.StandardCharsets;

/// Pieces of records in sentences: bytes read as UTF-8, since that is how people typed them, and not too long.
public final class ReadableTerm {
    private static final int LONGEST = 80;

    private ReadableTerm() {}

    public static String term(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        for (int i = 0; i < cut.length(); i++) {
            if (cut.charAt(i) > 0xff) {
                return cut;
            }
        }
        return new String(cut.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
