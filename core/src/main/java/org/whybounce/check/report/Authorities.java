package org.whybounce.check.report;

import java.util.List;
import java.util.function.Function;
import org.whybounce.dns.wire.Server;
import org.whybounce.dns.wire.ServerAsker;
import org.whybounce.net.IpAddress;

/// How the name servers of a domain are asked one by one.
///
/// @param at    from the address of a name server to where it is asked: its port 53
/// @param named servers to ask instead of those that the NS records name; normally none
public record Authorities(ServerAsker asker, Function<IpAddress, Server> at, List<Server> named) {
    public Authorities {
        named = List.copyOf(named);
    }

    public static Authorities of(ServerAsker asker, List<Server> named) {
        return new Authorities(asker, address -> Server.plain(address, Server.PORT), named);
    }
}
