package org.whybounce.fix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.whybounce.text.Stanza;

/// How one DNS host's panel wants the name of a record, read from `knowledge/panels.txt`.
///
/// @param field what the panel calls the field for the name
/// @param apex  for a record at the zone's own name
/// @param below for a record below it
/// @param value what is to be heeded with the value, if anything
/// @param ttl   in which unit the panel asks for the TTL, where that is known
public record Panel(
        String name,
        String field,
        String apex,
        String below,
        Optional<String> value,
        Optional<String> ttl,
        String source) {
    private static final String FILE = "/org/whybounce/knowledge/panels.txt";

    /// Every panel known.
    public static List<Panel> all() {
        return Known.PANELS;
    }

    // Read once, when a record is first handed on.
    private static final class Known {
        static final List<Panel> PANELS = read();
    }

    private static List<Panel> read() {
        try (InputStream in = Panel.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + FILE);
            }
            return Stanza.parse("panels.txt", new String(in.readAllBytes(), StandardCharsets.UTF_8)).stream()
                    .map(Panel::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Panel of(Stanza stanza) {
        stanza.allowing(List.of("Panel", "Field", "Apex", "Below", "Value", "TTL", "Source", "Checked"));
        stanza.required("Checked");
        return new Panel(
                stanza.required("Panel"),
                stanza.required("Field"),
                stanza.required("Apex"),
                stanza.required("Below"),
                stanza.value("Value"),
                stanza.value("TTL"),
                stanza.required("Source"));
    }

    /// What to put into the name field for this record.
    String filled(HandOver record) {
        return (record.host().equals("@") ? apex : below)
                .replace("{host}", record.host())
                .replace("{name}", record.edit().at().toString());
    }
}
