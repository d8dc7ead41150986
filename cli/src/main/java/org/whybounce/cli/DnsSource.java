package org.whybounce.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.CachingResolver;
import org.whybounce.dns.Limits;
import org.whybounce.dns.PacedResolver;
import org.whybounce.dns.RecordingResolver;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.dns.wire.ProbingResolver;
import org.whybounce.dns.wire.Server;
import org.whybounce.dns.wire.WireResolver;

/// Where this call takes its DNS from: the zone files named, or else the resolvers named, or else the system's.
///
/// @param resolver asks within no budget; see [#budget]
/// @param wire     what speaks to real servers; null where zone files answer
/// @param limits   the limits of this call
/// @param log      what was answered and the file that it is written to; null where nobody asked for it
public record DnsSource(
        Resolver resolver,
        @Nullable WireResolver wire,
        Limits limits,
        @Nullable Log log) implements AutoCloseable {
    /// What `--record` keeps.
    record Log(RecordingResolver answers, Path file) {}

    /// Reads the options. Nothing is sent before the first question.
    public static DnsSource open(CommonOptions options) throws Unusable {
        return open(options, wire -> wire, false);
    }

    /// The same for a run over many domains: name servers that serve many of them are spared. What one check may ask
    /// goes out at once, as it does when that domain is checked alone.
    static DnsSource paced(CommonOptions options) throws Unusable {
        return open(
                options,
                wire -> new PacedResolver(wire, PacedResolver.QUESTIONS_A_SECOND, CheckLimits.DEFAULT.questions()),
                true);
    }

    /// @param pace holds questions back before they go out
    /// @param large whether zone files may be as large as a run over many domains needs
    static DnsSource open(CommonOptions options, UnaryOperator<Resolver> pace, boolean large) throws Unusable {
        Limits usual = Limits.LIBRARY.withCheck(options.timeout());
        Limits limits = large ? usual.patient() : usual;
        if (!options.zones().isEmpty()) {
            try {
                return of(
                        large ? ZoneFile.readLarge(options.zones()) : ZoneFile.read(options.zones()),
                        null,
                        limits,
                        options.record());
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
        Resolver caching = new CachingResolver(pace.apply(wire), limits);
        return of(new ProbingResolver(caching, wire), wire, limits, options.record());
    }

    private static DnsSource of(Resolver resolver, @Nullable WireResolver wire, Limits limits, Optional<Path> file)
            throws Unusable {
        if (file.isEmpty()) {
            return new DnsSource(resolver, wire, limits, null);
        }
        if (Files.exists(file.get(), LinkOption.NOFOLLOW_LINKS)) {
            throw new Unusable("--record: " + file.get() + " exists already; name a new file");
        }
        Log log = new Log(new RecordingResolver(resolver), file.get());
        return new DnsSource(log.answers(), wire, limits, log);
    }

    /// A fresh budget, whose time begins now: one for each paste, domain or evaluation.
    public BudgetResolver budget() {
        return BudgetResolver.of(resolver, limits);
    }

    /// Ends all questions; writes the recording, if one was asked for.
    @Override
    public void close() throws Unusable {
        if (wire != null) {
            wire.close();
        }
        if (log == null) {
            return;
        }
        try {
            // A new file and no other: what a name leads to, or held before, is not ours to write over.
            Files.writeString(
                    log.file(), log.answers().zone(), StandardCharsets.ISO_8859_1, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new Unusable("--record: " + log.file() + " exists already; name a new file");
        } catch (IOException e) {
            throw new Unusable("--record: " + log.file() + " cannot be written");
        }
    }
}
