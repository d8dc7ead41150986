package org.whybounce.dns;

/// Bytes of memory that answers take while they are held. Estimates from above, of the JDK's layout with compressed
/// references: `WeightTest` measures them against the heap.
public final class Weight {
    /// An object of a few fields, with its place in a list.
    private static final int OBJECT = 32;

    /// A string or a name around its bytes.
    private static final int TEXT = 64;

    private Weight() {}

    /// A question as the key of a map.
    static long of(Question question) {
        return OBJECT + of(question.name());
    }

    public static long of(Answer answer) {
        return switch (answer) {
            case Answer.Found found -> {
                long weight = 4 * OBJECT;
                for (ResourceRecord record : found.records()) {
                    weight += of(record);
                }
                for (ResourceRecord record : found.aliases()) {
                    weight += of(record);
                }
                yield weight;
            }
            case Answer.NoData _, Answer.NoSuchName _ -> OBJECT;
            case Answer.Failed failed -> OBJECT + TEXT + 2L * failed.detail().length();
        };
    }

    private static long of(ResourceRecord record) {
        return 2 * OBJECT
                + of(record.owner())
                + switch (record) {
                    case ResourceRecord.A _, ResourceRecord.Aaaa _ -> 2 * OBJECT;
                    case ResourceRecord.Mx mx -> of(mx.host());
                    case ResourceRecord.Txt txt -> TxtStrings.weight(txt.strings());
                    case ResourceRecord.Ptr ptr -> of(ptr.target());
                    case ResourceRecord.Cname cname -> of(cname.target());
                    case ResourceRecord.Ns ns -> of(ns.host());
                    case ResourceRecord.Soa soa -> of(soa.primary());
                    case ResourceRecord.Other other -> of(other.data());
                };
    }

    private static long of(DomainName name) {
        return (long) TEXT + name.toString().length();
    }

    static long of(String text) {
        return (long) TEXT + text.length();
    }
}
