package org.whybounce.route;

import java.util.Locale;
import java.util.Set;
import org.whybounce.net.IpAddress;

/// Names that providers give to the addresses of their customers: `p5b0a1234.dip0.example.net`,
/// `static.4.3.2.1.clients.example.net`. They lie below the provider's own domain, and its own servers are
/// not there.
public final class CustomerHosts {
    private static final Set<String> WORDS = Set.of(
            "dyn",
            "dynamic",
            "dsl",
            "adsl",
            "vdsl",
            "dhcp",
            "dip",
            "ppp",
            "pppoe",
            "pool",
            "dial",
            "dialup",
            "cable",
            "client",
            "clients",
            "customer",
            "customers",
            "cust",
            "static",
            "vps",
            "res",
            "residential",
            "broadband",
            "user",
            "users",
            "hsd");

    private CustomerHosts() {}

    /// Whether a host is called as customers are: by a word for them, or by numbers of its address.
    public static boolean named(String host, IpAddress ip) {
        String name = host.toLowerCase(Locale.ROOT);
        return word(name) || bearsAddress(name, ip);
    }

    private static boolean word(String name) {
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) < 'a' || name.charAt(i) > 'z') {
                if (WORDS.contains(name.substring(start, i))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    /// Three numbers of an IPv4 address, or all of it in hexadecimal.
    private static boolean bearsAddress(String name, IpAddress ip) {
        if (!ip.v4()) {
            return false;
        }
        byte[] bytes = ip.bytes();
        int found = 0;
        for (byte each : bytes) {
            found += hasNumber(name, each & 0xff) ? 1 : 0;
        }
        StringBuilder hex = new StringBuilder();
        for (byte each : bytes) {
            hex.append(Character.forDigit(each >> 4 & 15, 16)).append(Character.forDigit(each & 15, 16));
        }
        return found >= 3 || name.contains(hex);
    }

    private static boolean hasNumber(String name, int number) {
        int value = -1;
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : ' ';
            if (c >= '0' && c <= '9') {
                value = value < 0 ? c - '0' : Math.min(100_000, value * 10 + c - '0');
            } else {
                if (value == number) {
                    return true;
                }
                value = -1;
            }
        }
        return false;
    }
}
