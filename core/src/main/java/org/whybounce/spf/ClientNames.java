package org.whybounce.spf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;

/// The client's reverse names for the macro `p` (RFC 7208, section 7.3): those that lead back to it, asked for once,
/// since a record may use the macro often. Its questions are counted nowhere but among the void questions.
final class ClientNames {
    private final Walk walk;
    private @Nullable List<DomainName> confirmed;

    ClientNames(Walk walk) {
        this.walk = walk;
    }

    /// The current domain itself, else a name below it, else any confirmed name, else "unknown".
    String of(RecordPass reading) {
        DomainName best = null;
        for (DomainName name : confirmed(reading)) {
            if (name.equals(reading.at)) {
                return name.toString();
            }
            if (best == null || name.isAtOrBelow(reading.at) && !best.isAtOrBelow(reading.at)) {
                best = name;
            }
        }
        return best == null ? "unknown" : best.toString();
    }

    private List<DomainName> confirmed(RecordPass reading) {
        List<DomainName> names = confirmed;
        if (names == null) {
            names = new ArrayList<>();
            DomainName arpa = DomainName.of(walk.ip().reverseName());
            List<ResourceRecord> pointers =
                    walk.ask(reading, new Question(arpa, RecordType.PTR), true).recordsOrNone();
            for (int i = 0; i < Math.min(pointers.size(), walk.ptrNames()); i++) {
                if (pointers.get(i) instanceof ResourceRecord.Ptr ptr
                        && holds(walk.ask(reading, new Question(ptr.target(), walk.addressType()), true), walk.ip())) {
                    names.add(ptr.target());
                }
            }
            confirmed = names;
        }
        return names;
    }

    /// Whether the address is among the addresses of an answer.
    static boolean holds(Answer addresses, IpAddress ip) {
        List<ResourceRecord> records = addresses.recordsOrNone();
        for (int i = 0; i < records.size(); i++) {
            IpAddress address = records.get(i).addressOrNull();
            if (address != null && address.equals(ip)) {
                return true;
            }
        }
        return false;
    }
}
