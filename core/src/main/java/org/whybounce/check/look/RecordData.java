package org.whybounce.check.look;

import org.whybounce.dns.DomainName;
import org.whybounce.dns.ResourceRecord;

/// The data of a record as a zone file would show it.
final class RecordData {
    private RecordData() {}

    static String of(ResourceRecord record) {
        return switch (record) {
            case ResourceRecord.A a -> a.address().toString();
            case ResourceRecord.Aaaa aaaa -> aaaa.address().toString();
            case ResourceRecord.Mx mx -> mx.preference() + " " + shown(mx.host());
            case ResourceRecord.Txt txt -> txt.shown();
            case ResourceRecord.Ptr ptr -> shown(ptr.target());
            case ResourceRecord.Cname cname -> shown(cname.target());
            case ResourceRecord.Ns ns -> shown(ns.host());
            case ResourceRecord.Soa soa -> shown(soa.primary()) + " " + soa.serial();
            case ResourceRecord.Other other -> other.data().length() + " bytes";
        };
    }

    static String shown(DomainName name) {
        return name.isRoot() ? "." : name.toString();
    }
}
