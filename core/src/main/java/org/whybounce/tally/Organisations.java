package org.whybounce.tally;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.net.IpAddress;

/// Whose server a host name is: its registrable domain. A run asks for the same few hosts again and again.
public final class Organisations {
    private static final int REMEMBERED = 5_000;

    private final Map<String, String> known = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// Empty for an address, and for what is no host name.
    String of(String host) {
        return host.isEmpty() ? "" : known.computeIfAbsent(host, Organisations::look);
    }

    private static String look(String host) {
        if (host.indexOf('.') < 0 || IpAddress.parse(host).isPresent()) {
            return "";
        }
        return DomainName.parse(host.toLowerCase(Locale.ROOT))
                .map(name -> PublicSuffixes.organisation(name).toString())
                .orElse("");
    }
}
