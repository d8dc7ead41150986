package org.whybounce.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;

/// Finds out which client a request is from, as its network: rates are counted per /24 of IPv4 and /56 of IPv6,
/// since
/// that is what one customer of a provider commonly holds.
///
/// `X-Forwarded-For` is read only if the peer itself is a trusted proxy, from the right, up to the first
/// address that
/// is
/// no trusted proxy: everything to the left of that one was written by the client and may be invented.
public final class ClientAddress {
    /// More addresses than this in one header are not looked at: no chain of real proxies is that long.
    private static final int MOST_HOPS = 20;

    private final List<IpPrefix> trusted;

    public ClientAddress(List<IpPrefix> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    public IpPrefix networkOf(ServerRequest request) {
        String peer = request.remotePeer().address() instanceof InetSocketAddress inet && inet.getAddress() != null
                ? withoutZone(inet.getAddress().getHostAddress())
                : "";
        List<String> forwarded = new ArrayList<>();
        if (request.headers().contains(HeaderNames.X_FORWARDED_FOR)) {
            request.headers().get(HeaderNames.X_FORWARDED_FOR).allValues(true).forEach(forwarded::add);
        }
        return network(peer, forwarded);
    }

    IpPrefix network(String peer, List<String> forwarded) {
        IpAddress client = IpAddress.parse(peer).orElse(IpAddress.v4(0));
        for (int i = forwarded.size() - 1, hops = 0; i >= 0 && hops < MOST_HOPS && trusts(client); i--, hops++) {
            Optional<IpAddress> next = IpAddress.parse(forwarded.get(i).strip());
            if (next.isEmpty()) {
                break;
            }
            client = next.get();
        }
        return new IpPrefix(client, client.v4() ? 24 : 56);
    }

    private boolean trusts(IpAddress address) {
        for (IpPrefix prefix : trusted) {
            if (prefix.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutZone(String address) {
        int percent = address.indexOf('%');
        return percent < 0 ? address : address.substring(0, percent);
    }
}
