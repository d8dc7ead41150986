package org.whybounce.dns.wire;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.whybounce.net.IpAddress;

/// A name server and the way it is spoken to.
public sealed interface Server {
    /// The standard port (RFC 1035, section 4.2).
    int PORT = 53;

    /// The port of DNS over TLS (RFC 7858, section 3.1).
    int TLS_PORT = 853;

    /// Datagrams, and TCP where an answer does not fit into one.
    record Plain(InetSocketAddress address) implements Server {
        @Override
        public String toString() {
            return shown(address);
        }
    }

    /// DNS over TLS (RFC 7858).
    ///
    /// @param name the name its certificate must hold, or its address
    record Tls(InetSocketAddress address, String name) implements Server {
        @Override
        public String toString() {
            return "tls://" + shown(address);
        }
    }

    /// DNS over HTTPS (RFC 8484).
    record Https(URI uri) implements Server {
        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /// Reads `HOST[:PORT]`, `tls://HOST[:PORT][#CERTIFICATE-NAME]` or `https://HOST/PATH`, where HOST is an IP
    /// address
    /// (IPv6 with a port in brackets) or, for https only, a name. Empty for anything else: to resolve a resolver's
    /// name
    /// would need the resolver.
    static Optional<Server> parse(String text) {
        if (text.startsWith("https://")) {
            try {
                URI uri = URI.create(text);
                return uri.getHost() == null || uri.getHost().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Https(uri));
            } catch (IllegalArgumentException notAUri) {
                return Optional.empty();
            }
        }
        if (text.startsWith("tls://")) {
            String rest = text.substring("tls://".length());
            int hash = rest.indexOf('#');
            String host = hash < 0 ? rest : rest.substring(0, hash);
            return address(host, TLS_PORT)
                    .map(address -> new Tls(
                            address, hash < 0 ? address.getAddress().getHostAddress() : rest.substring(hash + 1)));
        }
        return address(text, PORT).map(Plain::new);
    }

    static Server plain(IpAddress address, int port) {
        return new Plain(new InetSocketAddress(address.inet(), port));
    }

    private static Optional<InetSocketAddress> address(String text, int usualPort) {
        String host = text;
        String port = "";
        int bracket = text.indexOf(']');
        if (text.startsWith("[") && bracket > 0) {
            host = text.substring(1, bracket);
            port = text.substring(bracket + 1);
            if (!port.isEmpty() && port.charAt(0) != ':') {
                return Optional.empty();
            }
            port = port.isEmpty() ? port : port.substring(1);
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            host = text.substring(0, text.indexOf(':'));
            port = text.substring(text.indexOf(':') + 1);
        }
        if (!port.isEmpty() && (port.length() > 5 || !port.chars().allMatch(c -> c >= '0' && c <= '9'))) {
            return Optional.empty();
        }
        int number = port.isEmpty() ? usualPort : Integer.parseInt(port);
        if (number < 1 || number > 65535) {
            return Optional.empty();
        }
        if (host.equals("localhost")) {
            host = "127.0.0.1";
        }
        return IpAddress.parse(host).map(ip -> new InetSocketAddress(ip.inet(), number));
    }

    private static String shown(InetSocketAddress address) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : IpAddress.of(address.getAddress().getAddress()).toString();
        if (host.indexOf(':') >= 0) {
            host = "[" + host + "]";
        }
        return address.getPort() == PORT ? host : host + ":" + address.getPort();
    }
}
