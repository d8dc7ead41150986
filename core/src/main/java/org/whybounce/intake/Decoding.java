package org.whybounce.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// From bytes to text. Mail has no one charset, so the rule is simple and loses nothing: UTF-8 where all the bytes are
/// valid UTF-8, else one character a byte; a byte order mark wins over both, and a text in UTF-16 has the
/// bytes of UTF-8, since no mail travels in UTF-16.
final class Decoding {
    private Decoding() {}

    /// A text and the charset that turns it into its bytes again.
    record Text(String text, Charset charset) {}

    static Text text(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
            return new Text(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE), StandardCharsets.UTF_8);
        }
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
            return new Text(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE), StandardCharsets.UTF_8);
        }
        int from =
                bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb && (bytes[2] & 0xff) == 0xbf
                        ? 3
                        : 0;
        for (byte b : bytes) {
            if (b < 0) {
                return utf8(bytes, from)
                        .map(text -> new Text(text, StandardCharsets.UTF_8))
                        .orElseGet(() -> latin(bytes, from));
            }
        }
        return latin(bytes, from);
    }

    private static Text latin(byte[] bytes, int from) {
        return new Text(
                new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }

    private static Optional<String> utf8(byte[] bytes, int from) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /// What the bytes are, if they are no text: the name of a file format, or the words "bytes that are no text".
    static Optional<String> binary(byte[] bytes) {
        if (starts(bytes, 0xff, 0xd8, 0xff)) {
            return Optional.of("a JPEG picture");
        }
        if (starts(bytes, 0x89, 'P', 'N', 'G')) {
            return Optional.of("a PNG picture");
        }
        if (starts(bytes, 'G', 'I', 'F', '8')) {
            return Optional.of("a GIF picture");
        }
        if (starts(bytes, '%', 'P', 'D', 'F', '-')) {
            return Optional.of("a PDF file");
        }
        if (starts(bytes, 'P', 'K', 3, 4)) {
            return Optional.of("a ZIP archive or an Office file");
        }
        if (starts(bytes, 0x1f, 0x8b)) {
            return Optional.of("a gzip archive");
        }
        if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
            return Optional.of("an Outlook .msg or an old Office file");
        }
        if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff)) {
            return Optional.empty();
        }
        int looked = Math.min(bytes.length, LOOKED_AT);
        int odd = 0;
        for (int i = 0; i < looked; i++) {
            int b = bytes[i] & 0xff;
            if (b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != 0x0c && b != 0x1b) {
                odd++;
            }
        }
        return odd * 10 > looked ? Optional.of("bytes that are no text") : Optional.empty();
    }

    /// Enough of the beginning to tell text from bytes.
    private static final int LOOKED_AT = 8192;

    private static boolean starts(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
