package org.whybounce.headers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.text.Stanza;

/// What a reason code of Microsoft's composite authentication means.
///
/// @param code   three digits, or `1xx` for a group
/// @param result the compauth result that it comes with
/// @param means  in words, without a full stop
/// @param source where that is documented
public record CompositeReason(String code, String result, String means, String source) {
    private static final String FILE = "/org/whybounce/knowledge/compauth.txt";
    private static final List<String> FIELDS = List.of("Reason", "Result", "Means", "Source");

    /// Read on first use, once.
    private static final class Known {
        static final Map<String, CompositeReason> BY_CODE = read();
    }

    private static Map<String, CompositeReason> read() {
        try (InputStream in = CompositeReason.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + FILE);
            }
            Map<String, CompositeReason> reasons = new HashMap<>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Stanza stanza : Stanza.parse("compauth.txt", text)) {
                stanza.allowing(FIELDS);
                for (String code : stanza.words("Reason")) {
                    reasons.put(
                            code,
                            new CompositeReason(
                                    code,
                                    stanza.required("Result"),
                                    stanza.required("Means"),
                                    stanza.required("Source")));
                }
            }
            return Map.copyOf(reasons);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The meaning of a code, or of its group; empty for what is none of Microsoft's codes.
    public static Optional<CompositeReason> of(String code) {
        if (code.length() != 3) {
            return Optional.empty();
        }
        CompositeReason exact = Known.BY_CODE.get(code);
        return exact != null ? Optional.of(exact) : Optional.ofNullable(Known.BY_CODE.get(code.charAt(0) + "xx"));
    }
}
