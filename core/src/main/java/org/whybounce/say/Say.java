package org.whybounce.say;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Something to be said: a code with named arguments, of which the catalogue makes a sentence.
///
/// @param code    the finding's code, or `plain` for a text that no catalogue holds yet
/// @param variant which of the code's sentences; empty where it has one
/// @param args    what the sentence is made of: texts (which may come from outside) and numbers
public record Say(String code, String variant, Map<String, Object> args) {
    /// The code of what is still said in words of its own.
    public static final String PLAIN = "plain";

    public Say {
        args = Collections.unmodifiableMap(new LinkedHashMap<>(args));
    }

    public static Say of(String code) {
        return new Say(code, "", Map.of());
    }

    public static Say plain(String text) {
        return new Say(PLAIN, "", Map.of("text", text));
    }

    public Say as(String which) {
        return new Say(code, which, args);
    }

    /// The same with one more argument. A number stays one; of everything else its text is kept.
    public Say with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(args);
        more.put(name, value instanceof Integer || value instanceof Long ? value : value.toString());
        return new Say(code, variant, more);
    }

    /// Whether the catalogue holds the words.
    public boolean listed() {
        return !code.equals(PLAIN);
    }
}
