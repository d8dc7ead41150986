package org.whybounce;

import java.util.List;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Overlay;
import org.whybounce.dns.Resolver;
import org.whybounce.intake.Pasted;

/// A record that was pasted, evaluated as if it were published: at the name in front of it, or at one that cannot
/// exist.
final class PastedRecord {
    /// Where a record without a name is thought to stand. The name cannot exist (RFC 2606, section 2), so `a` and `mx`
    /// without a name find nothing.
    private static final DomainName NOWHERE = DomainName.of("pasted-record.invalid");

    private PastedRecord() {}

    static DomainName name(Pasted.SpfRecord record) {
        return record.owner().orElse(NOWHERE);
    }

    static Resolver published(Pasted.SpfRecord record, Resolver beneath) {
        return Overlay.txt(beneath, name(record), List.of(record.record()));
    }
}
