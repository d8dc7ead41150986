package org.whybounce.route;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.whybounce.message.HeaderBlock;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.received.ReceivedHop;

/// Whether the fields stand as servers wrote them, the newest at the top (RFC 5321, section 4.4). Some programs sort
/// them by name or turn them over for show; then a forged result can stand on top, and no place proves anything.
public final class FieldOrder {
    /// Fewer fields stand in the order of the alphabet by chance.
    private static final int ENOUGH = 6;

    private FieldOrder() {}

    public static boolean lost(MessageEvidence message) {
        return sorted(message.headers()) || turned(message);
    }

    private static boolean sorted(HeaderBlock block) {
        List<String> names = block.fields().stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .toList();
        boolean up = true;
        boolean down = true;
        for (int i = 1; i < names.size() && (up || down); i++) {
            int step = names.get(i - 1).compareTo(names.get(i));
            up &= step <= 0;
            down &= step >= 0;
        }
        return (up || down) && names.stream().distinct().count() >= ENOUGH;
    }

    /// The sender's own fields on top, and below them servers that get newer from one to the next.
    private static boolean turned(MessageEvidence message) {
        List<ReceivedHop> hops = message.received().hops();
        int from = message.headers().first("From").map(FieldOrder::start).orElse(Integer.MAX_VALUE);
        if (hops.size() < 2 || start(hops.getFirst().field()) < from) {
            return false;
        }
        OffsetDateTime before = null;
        for (ReceivedHop hop : hops) {
            if (hop.date().isEmpty()) {
                return false;
            }
            OffsetDateTime at = hop.date().get().value();
            if (before != null && at.isBefore(before)) {
                return false;
            }
            before = at;
        }
        return true;
    }

    private static int start(HeaderField field) {
        return field.span().start();
    }
}
