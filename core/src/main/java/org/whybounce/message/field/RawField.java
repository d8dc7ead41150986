package org.whybounce.message.field;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One header field as bytes: name, colon and value as they stand, folding inside as CR LF, no line break at the end.
///
/// As characters it is read one for each byte, so that places in [#value] count bytes.
public final class RawField {
    private final byte[] bytes;
    private final int colon;

    private RawField(byte[] bytes, int colon) {
        this.bytes = bytes;
        this.colon = colon;
    }

    /// @param bytes the whole field, line breaks inside as CR LF; without a colon it is a field without a name
    public static RawField of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    public static RawField of(byte[] bytes, int start, int end) {
        byte[] own = Arrays.copyOfRange(bytes, start, end);
        int colon = -1;
        for (int i = 0; i < own.length; i++) {
            if (own[i] == ':') {
                colon = i;
                break;
            }
        }
        return new RawField(own, colon);
    }

    /// A field made of its two parts.
    public static RawField of(String name, String value) {
        return of((name + ":" + value).getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The name without white space before the colon; empty for a line that is no field.
    public String name() {
        return colon < 0 ? "" : new String(bytes, 0, colon, StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /// Header names know no case.
    public boolean is(String other) {
        return name().equalsIgnoreCase(other);
    }

    /// What follows the colon, one character for each byte.
    public String value() {
        return new String(bytes, colon + 1, bytes.length - colon - 1, StandardCharsets.ISO_8859_1);
    }

    /// What stands before the value: the name and the colon, one character for each byte.
    public String lead() {
        return new String(bytes, 0, colon + 1, StandardCharsets.ISO_8859_1);
    }

    /// A copy of the whole field.
    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /// The same field with another value.
    public RawField with(String value) {
        return of((lead() + value).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawField that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
