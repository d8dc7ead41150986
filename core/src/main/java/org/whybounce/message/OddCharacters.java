package org.whybounce.message;

import java.util.List;
import java.util.Set;
import org.whybounce.message.HeaderBlock.Damage;
import org.whybounce.message.field.HeaderField;

/// Characters that no field may hold (RFC 5322, section 2.2): NUL, and a carriage return without its line
/// feed.
final class OddCharacters {
    private OddCharacters() {}

    static void note(List<HeaderField> fields, Set<Damage> damage) {
        for (HeaderField field : fields) {
            String body = field.body().text();
            if (body.indexOf('\0') >= 0) {
                damage.add(Damage.NUL);
            }
            for (int cr = body.indexOf('\r'); cr >= 0; cr = body.indexOf('\r', cr + 1)) {
                int after = cr + 1;
                while (after < body.length() && body.charAt(after) == '\r') {
                    after++;
                }
                if (after >= body.length() || body.charAt(after) != '\n') {
                    damage.add(Damage.BARE_CR);
                    break;
                }
            }
        }
    }
}
