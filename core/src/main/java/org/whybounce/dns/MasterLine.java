package org.whybounce.dns;

import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// A record as one line of a master file (RFC 1035, section 5.1), such that [ZoneFile] reads the same record back.
public final class MasterLine {
    private MasterLine() {}

    /// `NAME TTL IN TYPE DATA`, the name with its final dot.
    public static String of(ResourceRecord record) {
        return name(record.owner()) + " " + record.ttl() + " IN " + record.type() + " "
                + switch (record) {
                    case ResourceRecord.A a -> a.address().toString();
                    // An IPv4-mapped address is IPv4 to us, and still IPv6 data.
                    case ResourceRecord.Aaaa aaaa -> (aaaa.address().v4() ? "::ffff:" : "") + aaaa.address();
                    case ResourceRecord.Mx mx -> mx.preference() + " " + name(mx.host());
                    case ResourceRecord.Txt txt ->
                        txt.strings().stream().map(MasterLine::quoted).collect(Collectors.joining(" "));
                    case ResourceRecord.Ptr ptr -> name(ptr.target());
                    case ResourceRecord.Cname cname -> name(cname.target());
                    case ResourceRecord.Ns ns -> name(ns.host());
                    // The times of a secondary (refresh, retry, expire) are not kept: nobody who reads answers needs
                    // them.
                    case ResourceRecord.Soa soa ->
                        name(soa.primary()) + " . " + soa.serial() + " 3600 600 86400 " + soa.minimum();
                    // RFC 3597, section 5: data of a type that the reader need not know.
                    case ResourceRecord.Other other -> "\\# " + other.data().length() + " " + hex(other.data());
                };
    }

    /// A character-string in quotes; quotes, backslashes and bytes beyond printable ASCII are escaped.
    public static String quoted(String string) {
        StringBuilder out = new StringBuilder(string.length() + 2).append('"');
        for (int i = 0; i < string.length(); i++) {
            escape(out, string.charAt(i), c -> c == '"' || c == '\\');
        }
        return out.append('"').toString();
    }

    /// A name with its final dot; bytes that mean something in a master file are escaped.
    public static String name(DomainName name) {
        if (name.isRoot()) {
            return ".";
        }
        StringBuilder out = new StringBuilder();
        String text = name.toString();
        for (int i = 0; i < text.length(); i++) {
            escape(
                    out,
                    text.charAt(i),
                    c -> c == '"' || c == '\\' || c == ';' || c == '(' || c == ')' || c == '@' || c == '$');
        }
        return out.append('.').toString();
    }

    private static void escape(StringBuilder out, char c, IntPredicate special) {
        if (c < ' ' || c >= 0x7f) {
            out.append('\\')
                    .append((char) ('0' + c / 100))
                    .append((char) ('0' + c / 10 % 10))
                    .append((char) ('0' + c % 10));
        } else {
            if (special.test(c)) {
                out.append('\\');
            }
            out.append(c);
        }
    }

    private static String hex(String data) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < data.length(); i++) {
            out.append(String.format("%02x", (int) data.charAt(i)));
        }
        return out.toString();
    }
}
