package org.whybounce.dns.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.ResolverConfig;

/// The name servers that this machine is set up to ask.
final class SystemServers {
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    /// resolv.conf(5): no more than three are used.
    private static final int MOST = 3;

    private SystemServers() {}

    /// From resolv.conf where there is one, from what dnsjava finds elsewhere; may be empty.
    static List<Server> find() {
        List<Server> servers = Files.isReadable(RESOLV_CONF) ? read(RESOLV_CONF) : List.of();
        if (!servers.isEmpty()) {
            return servers;
        }
        try {
            List<Server> found = new ArrayList<>();
            for (InetSocketAddress address : ResolverConfig.getCurrentConfig().servers()) {
                if (address.getAddress() != null && found.size() < MOST) {
                    found.add(new Server.Plain(address));
                }
            }
            return found;
        } catch (RuntimeException noSuchSetting) {
            return List.of();
        }
    }

    /// The `nameserver` lines of a resolv.conf. An address with a zone (`fe80::1%eth0`) is read by the JDK.
    static List<Server> read(Path file) {
        List<Server> servers = new ArrayList<>();
        try {
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                String[] words = line.strip().split("\\s+");
                if (words.length < 2 || !words[0].equals("nameserver") || servers.size() == MOST) {
                    continue;
                }
                if (words[1].indexOf('%') > 0 && words[1].indexOf(':') >= 0) {
                    servers.add(new Server.Plain(new InetSocketAddress(words[1], Server.PORT)));
                } else {
                    Server.parse(words[1]).ifPresent(servers::add);
                }
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        return servers;
    }
}
