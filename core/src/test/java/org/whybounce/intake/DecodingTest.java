package org.whybounce.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// A signature is over bytes: whatever was pasted, its bytes can be had again from the text.
class DecodingTest {
    @Property(tries = 500, seed = "7208")
    void theBytesCanBeHadAgain(@ForAll @Size(max = 200) byte[] bytes) {
        // A byte order mark is no part of a mail.
        if (bytes.length > 1 && (bytes[0] & 0xff) >= 0xef) {
            bytes[0] = 'x';
        }
        Decoding.Text text = Decoding.text(bytes);
        assertThat(text.text().getBytes(text.charset())).isEqualTo(bytes);
    }

    @Test
    void aHeaderInUtf8AboveABodyInLatin1IsOneCharacterAByte() {
        byte[] header = "From: \u00f6\n\n".getBytes(StandardCharsets.UTF_8);
        byte[] mail = new byte[header.length + 1];
        System.arraycopy(header, 0, mail, 0, header.length);
        mail[header.length] = (byte) 0xf6;
        Decoding.Text text = Decoding.text(mail);
        assertThat(text.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(text.text().getBytes(text.charset())).isEqualTo(mail);
    }
}
