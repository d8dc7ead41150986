package org.whybounce.fix.remedy;

import java.util.List;
import java.util.Locale;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;

/// Names that a provider gives to the addresses of its customers: below its own domain, and yet nobody's who keeps that
/// domain's record.
final class CustomerName {
    /// Words in such names, as providers document them for their reverse zones (RFC 7505 has none; the words are those of
    /// the generic names that lists of dynamic addresses look for: draft-msullivan-dnsop-generic-naming-schemes).
    private static final List<String> WORDS = List.of(
            "dsl", "adsl", "vdsl", "pool", "dyn", "dynamic", "dhcp", "static", "cable", "ppp", "pppoe", "dial", "dialup",
            "broadband", "cust", "customer", "client", "clients", "vps", "vm", "server", "host", "node", "user", "ip",
            "mobile", "lte", "fiber", "ftth", "res", "biz", "unassigned");

    private CustomerName() {}

    /// Whether the name holds the address, or a word with a number, as names do that a program gave.
    static boolean of(DomainName name, IpAddress ip) {
        String lower = name.toString().toLowerCase(Locale.ROOT);
        if (ip.v4()) {
            String[] parts = ip.toString().split("\\.");
            String last = parts[2] + "-" + parts[3];
            String reversed = parts[3] + "-" + parts[2];
            String dashed = lower.replace('.', '-');
            if (dashed.contains(last) || dashed.contains(reversed)) {
                return true;
            }
        }
        for (String label : lower.split("\\.")) {
            for (String word : label.split("-")) {
                int end = word.length();
                while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
                    end--;
                }
                boolean numbered = end < word.length();
                String bare = word.substring(0, end);
                if (WORDS.contains(bare) && (numbered || !bare.equals("server") && !bare.equals("host"))) {
                    return true;
                }
            }
        }
        return false;
    }
}
