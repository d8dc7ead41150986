package org.whybounce.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.CachingResolver;
import org.whybounce.dns.Limits;
import org.whybounce.dns.ProbingResolver;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.Server;
import org.whybounce.dns.WireResolver;
import org.whybounce.dns.ZoneFile;

/// Where this call takes its DNS from: the zone files named, or else the resolvers named, or else the system's.
///
/// @param resolver asks within no budget; see [#budget]
/// @param wire     what speaks to real servers; null where zone files answer
/// @param limits   the limits of this call
public record DnsSource(Resolver resolver, @Nullable WireResolver wire, Limits limits) implements AutoCloseable {
    /// Reads the options. Nothing is sent before the first question.
    public static DnsSource open(CommonOptions options) throws Unusable {
        Limits limits = Limits.LIBRARY.withCheck(options.timeout());
        if (!options.zones().isEmpty()) {
            try {
                return new DnsSource(ZoneFile.read(options.zones()), null, limits);
            } catch (ZoneFile.Unreadable e) {
                throw new Unusable(String.valueOf(e.getMessage()));
            }
        }
        List<Server> servers = new ArrayList<>();
        for (String text : options.servers()) {
            Optional<Server> server = Server.parse(text);
            if (server.isEmpty()) {
                throw new Unusable("--dns takes HOST[:PORT], tls://HOST[:PORT][#NAME] or https://HOST/PATH, HOST being"
                        + " an IP address except for https, not " + text);
            }
            servers.add(server.get());
        }
        WireResolver wire = servers.isEmpty() ? WireResolver.system(limits) : new WireResolver(servers, limits);
        Resolver caching = new CachingResolver(wire, limits);
        return new DnsSource(new ProbingResolver(caching, wire), wire, limits);
    }

    /// A fresh budget, whose time begins now: one for each paste, domain or evaluation.
    public BudgetResolver budget() {
        return BudgetResolver.of(resolver, limits);
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
        }
    }
}
