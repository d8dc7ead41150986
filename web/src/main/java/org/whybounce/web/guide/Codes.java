package org.whybounce.web.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whybounce.text.Stanza;

/// Enhanced status codes: what the registry says and what large receivers mean by them. Read from `codes.txt`,
/// stanzas
/// of
/// `Field: value` lines with an empty line between.
///
/// Codes are kept by their last two numbers, `7.26`: 4.7.26 and 5.7.26 differ only in whether trying again
/// helps.
public final class Codes {
    /// @param says one reading of the code: who uses it so, and what it means there
    /// @param then what to do, one sentence
    public record Reading(String who, String says, String then) {}

    /// @param code    `7.26`
    /// @param title   the registry's name of it, or ours where the registry has none
    /// @param source  where the registered meaning stands
    /// @param related slug of the guide that goes deeper, may be empty
    public record Code(String code, String title, String source, String related, List<Reading> readings) {
        public String words() {
            return "X." + code + " " + title;
        }
    }

    private static final Set<String> NAMED = Set.of("Code", "Range", "Title", "Source", "Guide");

    private final Map<String, Code> codes = new LinkedHashMap<>();

    private Codes() {}

    public static Codes read() {
        Codes codes = new Codes();
        for (Stanza stanza : Stanza.parse("codes.txt", Guides.knowledge("codes.txt"))) {
            if (stanza.value("Reader").isPresent()) {
                continue;
            }
            List<Reading> readings = new ArrayList<>();
            for (Stanza.Field field : stanza.fields()) {
                if (!NAMED.contains(field.name())) {
                    int bar = field.value().indexOf(" | ");
                    readings.add(new Reading(
                            field.name(),
                            bar < 0 ? field.value() : field.value().substring(0, bar),
                            bar < 0 ? "" : field.value().substring(bar + 3)));
                }
            }
            String code = stanza.required("Code");
            codes.codes.put(
                    code,
                    new Code(
                            code,
                            stanza.required("Title"),
                            stanza.value("Source").orElse(""),
                            stanza.value("Guide").orElse(""),
                            List.copyOf(readings)));
        }
        return codes;
    }

    /// Finds `5.7.26`, `x.7.26` or `7.26`.
    public Optional<Code> find(String text) {
        String code = text;
        if (code.length() > 2 && code.charAt(1) == '.' && code.indexOf('.', 2) > 0) {
            code = code.substring(2);
        }
        return Optional.ofNullable(codes.get(code));
    }

    public List<Code> all() {
        return new ArrayList<>(codes.values());
    }
}
