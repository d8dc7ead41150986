package org.whybounce.fix;

import java.util.List;
import org.whybounce.intent.Intent;
import org.whybounce.intent.WordReading;

/// What a change is compared with: the record as it evaluates, or, where it does not, what it was meant to say.
///
/// @param keeps     records whose senders have to stay; none stands for the records that the DNS has
/// @param evaluated whether the first of them is the one record of the name, which evaluates as it stands
/// @param meant     damaged terms, each with what it was meant to be
/// @param dropped   terms that are left out, each with the reason
public record Basis(
        List<String> keeps, boolean evaluated, List<WordReading.Meant> meant, List<Intent.Dropped> dropped) {
    /// The records as the DNS has them.
    public static final Basis AS_IT_IS = new Basis(List.of(), true, List.of(), List.of());

    public Basis {
        keeps = List.copyOf(keeps);
        meant = List.copyOf(meant);
        dropped = List.copyOf(dropped);
    }
}
