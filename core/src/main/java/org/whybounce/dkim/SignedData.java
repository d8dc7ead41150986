package org.whybounce.dkim;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.whybounce.message.RawMessage;
import org.whybounce.message.field.RawField;

/// The header fields that a signature signs, canonical, in the order of its `h=` (RFC 6376, sections 3.7 and 5.4.2).
public final class SignedData {
    private SignedData() {}

    /// The fields that `h=` names: of several with one name the lowest first, then the one above it; nothing for a
    /// name
    /// that no field is left for.
    public static List<RawField> fields(RawMessage message, DkimSignature signature) {
        Map<String, List<RawField>> left = new HashMap<>();
        boolean itself = false;
        for (RawField field : message.fields()) {
            // The signature itself is signed last, and never as one of the fields in h=.
            if (!itself && field.equals(signature.field())) {
                itself = true;
            } else {
                left.computeIfAbsent(field.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(field);
            }
        }
        List<RawField> chosen = new ArrayList<>();
        for (String name : signature.signed()) {
            List<RawField> those = name.isEmpty() ? List.of() : left.getOrDefault(name, List.of());
            if (!those.isEmpty()) {
                chosen.add(those.removeLast());
            }
        }
        return chosen;
    }

    public static byte[] of(RawMessage message, DkimSignature signature) {
        return of(fields(message, signature), signature);
    }

    public static byte[] of(List<RawField> fields, DkimSignature signature) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (RawField field : fields) {
            out.writeBytes(signature.header().header(field));
            out.write('\r');
            out.write('\n');
        }
        out.writeBytes(signature.header().header(signature.unsigned()));
        return out.toByteArray();
    }
}
