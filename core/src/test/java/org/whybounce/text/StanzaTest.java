package org.whybounce.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StanzaTest {
    @Test
    void readsStanzasWithCommentsContinuationsAndRepeatedFields() {
        List<Stanza> stanzas = Stanza.parse("some.txt", """
                # what this file is
                Provider: Example
                Hosts: *.example.com, *.example.net,

                Text: the first line
                # a comment between does not end the value
                  and the second
                Text: another: with a colon
                """);
        assertThat(stanzas).hasSize(2);
        assertThat(stanzas.getFirst().words("hosts")).containsExactly("*.example.com", "*.example.net");
        assertThat(stanzas.getLast().line()).isEqualTo(5);
        assertThat(stanzas.getLast().values("Text"))
                .containsExactly("the first line and the second", "another: with a colon");
        assertThat(stanzas.getLast().value("Source")).isEmpty();
    }

    @Test
    void aMistakeInOurOwnFilesIsNamedWithItsLine() {
        assertThatThrownBy(() -> Stanza.parse("a.txt", "Name: x\nno colon here\n"))
                .hasMessageStartingWith("a.txt, line 2: ");
        assertThatThrownBy(() -> Stanza.parse("a.txt", " continued\n")).hasMessageStartingWith("a.txt, line 1: ");
        assertThatThrownBy(() ->
                        Stanza.parse("a.txt", "Name: x\nNmae: y\n").getFirst().allowing(List.of("Name")))
                .hasMessage("a.txt, line 2: no such field here: 'Nmae'");
        assertThatThrownBy(
                        () -> Stanza.parse("a.txt", "\n\nName: x\n").getFirst().required("Source"))
                .hasMessage("a.txt, line 3: 'Source' is missing");
    }
}
