package org.whybounce.dns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.net.IpAddress;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SPFRecord;
import org.xbill.DNS.TXTRecord;

/// From dnsjava's records to ours, the only place that knows both.
public final class WireRecords {
    private WireRecords() {}

    /// Our record, or empty for a type or a name that we have no use for.
    public static Optional<ResourceRecord> convert(org.xbill.DNS.Record record) {
        Optional<DomainName> owner = name(record.getName());
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        DomainName at = owner.get();
        long ttl = record.getTTL();
        return switch (record) {
            case ARecord a ->
                Optional.of(new ResourceRecord.A(
                        at, ttl, IpAddress.of(a.getAddress().getAddress())));
            case AAAARecord aaaa ->
                Optional.of(new ResourceRecord.Aaaa(at, ttl, IpAddress.of(aaaa.rdataToWireCanonical())));
            case MXRecord mx ->
                name(mx.getTarget()).map(host -> new ResourceRecord.Mx(at, ttl, mx.getPriority(), host));
            case TXTRecord txt ->
                Optional.of(new ResourceRecord.Txt(at, ttl, RecordType.TXT, strings(txt.getStringsAsByteArrays())));
            case SPFRecord spf ->
                Optional.of(new ResourceRecord.Txt(at, ttl, RecordType.SPF, strings(spf.getStringsAsByteArrays())));
            case PTRRecord ptr -> name(ptr.getTarget()).map(target -> new ResourceRecord.Ptr(at, ttl, target));
            case CNAMERecord cname -> name(cname.getTarget()).map(target -> new ResourceRecord.Cname(at, ttl, target));
            case NSRecord ns -> name(ns.getTarget()).map(host -> new ResourceRecord.Ns(at, ttl, host));
            case SOARecord soa ->
                name(soa.getHost())
                        .map(host -> new ResourceRecord.Soa(at, ttl, host, soa.getSerial(), soa.getMinimum()));
            default -> other(at, ttl, record);
        };
    }

    private static Optional<ResourceRecord> other(DomainName at, long ttl, org.xbill.DNS.Record record) {
        for (RecordType type : RecordType.values()) {
            if (type.number() == record.getType()) {
                return Optional.of(new ResourceRecord.Other(
                        at, ttl, type, new String(record.rdataToWireCanonical(), StandardCharsets.ISO_8859_1)));
            }
        }
        return Optional.empty();
    }

    /// Whether records of this number have a form of ours.
    public static boolean known(int type) {
        for (RecordType ours : RecordType.values()) {
            if (ours.number() == type) {
                return true;
            }
        }
        return false;
    }

    private static List<String> strings(List<byte[]> strings) {
        return strings.stream()
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .toList();
    }

    /// Our form of a dnsjava name; empty if it does not fit our bounds (a dot inside a label, for one).
    static Optional<DomainName> name(Name name) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < name.labels(); i++) {
            byte[] label = name.getLabel(i);
            if (label[0] > 0) {
                String text = new String(label, 1, label[0], StandardCharsets.ISO_8859_1);
                if (text.indexOf('.') >= 0) {
                    return Optional.empty();
                }
                labels.add(text);
            }
        }
        return DomainName.fromWire(labels);
    }
}
