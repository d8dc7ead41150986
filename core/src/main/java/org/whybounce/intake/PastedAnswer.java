package org.whybounce.intake;

import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.RecordType;
import org.whybounce.text.Span;

/// A DNS record, or its absence, as the paste shows it: what somebody's look-up said, never what the DNS says now.
///
/// @param owner the name it stands at; empty where the text does not tell it
/// @param what  a record, or that there is none
/// @param data  the record's data: the strings of a TXT record joined, an address, an exchanger's name
public record PastedAnswer(Optional<DomainName> owner, RecordType type, What what, String data, Span span) {
    public enum What {
        RECORD,
        /// The name exists without such a record.
        NO_DATA,
        /// The name does not exist.
        NO_SUCH_NAME
    }

    public boolean spf() {
        return what == What.RECORD && type == RecordType.TXT && data.regionMatches(true, 0, "v=spf1", 0, 6);
    }

    public boolean dmarc() {
        return what == What.RECORD && type == RecordType.TXT && data.regionMatches(true, 0, "v=dmarc1", 0, 8);
    }

    PastedAnswer at(DomainName name) {
        return new PastedAnswer(Optional.of(name), type, what, data, span);
    }
}
