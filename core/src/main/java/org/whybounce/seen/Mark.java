package org.whybounce.seen;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A short mark of the records at a name, so that a link can tell old from new without carrying their text: nobody can
/// make a link that puts words of theirs on a page.
public final class Mark {
    private static final int BYTES = 6;

    private Mark() {}

    /// Empty for no record.
    public static String of(List<String> records) {
        if (records.isEmpty()) {
            return "";
        }
        String sorted = String.join("\n", records.stream().sorted().toList());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sorted.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
