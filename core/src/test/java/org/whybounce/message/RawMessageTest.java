package org.whybounce.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.whybounce.message.field.LineEnds;
import org.whybounce.message.field.RawField;

class RawMessageTest {
    private static RawMessage raw(String text) {
        return RawMessage.read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> fields(RawMessage message) {
        return message.fields().stream().map(RawField::toString).toList();
    }

    private static String body(RawMessage message) {
        return message.body()
                .map(body -> new String(body, StandardCharsets.ISO_8859_1))
                .orElse("(none)");
    }

    @Test
    void everyByteOfFieldsAndBodyIsKept() {
        RawMessage message = raw("A:  x \r\n\ty\u00ff\r\nb :z\r\n\r\nbody \u0000\r\n\r\n");
        assertThat(fields(message)).containsExactly("A:  x \r\n\ty\u00ff", "b :z");
        assertThat(message.fields().get(1).name()).isEqualTo("b");
        assertThat(body(message)).isEqualTo("body \u0000\r\n\r\n");
        assertThat(message.lineEnds()).isEqualTo(LineEnds.CRLF);
    }

    @Test
    void lineEndsAreMadeEqual() {
        for (String end : List.of("\r\n", "\n", "\r")) {
            RawMessage message = raw("A: x\r\n y\r\n\r\none\r\ntwo".replace("\r\n", end));
            assertThat(fields(message)).as(end).containsExactly("A: x\r\n y");
            assertThat(body(message)).isEqualTo("one\r\ntwo");
        }
        assertThat(body(raw("A: x\n\nmixed\r\nlone\rcr\n"))).isEqualTo("mixed\r\nlone\rcr\r\n");
        assertThat(raw("A: x\n\nmixed\r\n").lineEnds()).isEqualTo(LineEnds.MIXED);
    }

    @Test
    void headersWithoutABlankLineHaveNoBody() {
        assertThat(raw("A: x\r\nB: y\r\n").body()).isEmpty();
        assertThat(body(raw("A: x\r\n\r\n"))).isEmpty();
        assertThat(raw("").fields()).isEmpty();
        assertThat(body(raw("\r\nonly a body"))).isEqualTo("only a body");
    }

    @Test
    void mailboxSeparatorIsNoField() {
        assertThat(fields(raw("From ann@example.org Mon Jun  1 00:00:00 2026\nA: x\n\nb")))
                .containsExactly("A: x");
        assertThat(fields(raw("no field at all\r\nA: x\r\n\r\nb"))).containsExactly("no field at all", "A: x");
        assertThat(raw("no field at all\r\n").fields().getFirst().name()).isEmpty();
    }

    @Test
    void pastedTextGivesTheSameMessageAsTheFile() {
        String text = "From: J\u00fcrgen <j@example.org>\r\nSubject: x\r\n \r\nTo: b@example.org\r\n\r\nSch\u00f6n\r\n";
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            RawMessage file = RawMessage.read(text.getBytes(charset));
            RawMessage pasted = RawMessage.of(HeaderBlock.read(text).orElseThrow(), text, charset);
            assertThat(fields(pasted)).isEqualTo(fields(file)).hasSize(3);
            assertThat(body(pasted)).isEqualTo(body(file));
        }
    }

    @Property(tries = 500, seed = "5322")
    void anythingIsRead(@ForAll byte[] bytes) {
        RawMessage message = RawMessage.read(bytes);
        assertThat(message.fields())
                .allSatisfy(field -> assertThat(field.length()).isPositive());
    }
}
