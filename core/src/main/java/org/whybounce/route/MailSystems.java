package org.whybounce.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.text.Stanza;
import org.whybounce.vendor.NamePattern;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// Whose server a host is, as far as its name tells: a large mail system, a known service, or a registered
/// domain.
final class MailSystems {
    private static final String FILE = "/org/whybounce/knowledge/mail-systems.txt";
    private static final List<String> FIELDS =
            List.of("System", "Name", "Takes-in", "Sends-out", "Inside", "Results", "Block", "Seals-as", "Source");

    /// A system with many hosts.
    record MailSystem(
            String name,
            List<NamePattern> names,
            List<NamePattern> takesIn,
            List<NamePattern> sendsOut,
            List<IpPrefix> inside,
            boolean resultsBelow,
            boolean resultsBelowAtTimes,
            OwnBlock block,
            List<NamePattern> sealsAs) {
        boolean takesIn(String host) {
            return takesIn.stream().anyMatch(pattern -> pattern.matches(host));
        }

        boolean sendsOut(String host) {
            return sendsOut.stream().anyMatch(pattern -> pattern.matches(host));
        }

        boolean inside(IpAddress ip) {
            return inside.stream().anyMatch(prefix -> prefix.contains(ip));
        }
    }

    private final Map<String, MailSystem> systems = new HashMap<>();
    private final Map<String, Vendor> vendors = new HashMap<>();
    private final Map<Vendor, List<NamePattern>> patterns = new HashMap<>();

    /// The knowledge that comes with the program, read on first use.
    private static final class Standard {
        static final MailSystems SYSTEMS = new MailSystems(stanzas(), VendorDirectory.builtIn());
    }

    static MailSystems standard() {
        return Standard.SYSTEMS;
    }

    private static List<Stanza> stanzas() {
        try (InputStream in = MailSystems.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + FILE);
            }
            return Stanza.parse("mail-systems.txt", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MailSystems(List<Stanza> stanzas, VendorDirectory directory) {
        for (Stanza stanza : stanzas) {
            stanza.allowing(FIELDS);
            stanza.required("Source");
            List<NamePattern> names = patterns(stanza, "Name");
            MailSystem system = new MailSystem(
                    stanza.required("System"),
                    names,
                    patterns(stanza, "Takes-in"),
                    patterns(stanza, "Sends-out"),
                    stanza.words("Inside").stream()
                            .map(word -> IpPrefix.parse(word).orElseThrow())
                            .toList(),
                    stanza.words("Results").contains("below"),
                    stanza.words("Results").contains("below at times"),
                    new OwnBlock(stanza.words("Block").stream()
                            .map(OwnBlock.Part::read)
                            .toList()),
                    patterns(stanza, "Seals-as"));
            names.forEach(name -> systems.put(name.text(), system));
        }
        for (Vendor vendor : directory.vendors()) {
            for (NamePattern pattern : vendor.ptrNames()) {
                if (pattern.exact()) {
                    vendors.putIfAbsent(pattern.text(), vendor);
                } else {
                    patterns.computeIfAbsent(vendor, _ -> new ArrayList<>()).add(pattern);
                }
            }
        }
    }

    private static List<NamePattern> patterns(Stanza stanza, String field) {
        return stanza.words(field).stream().map(NamePattern::new).toList();
    }

    /// The large system that a host belongs to.
    Optional<MailSystem> system(String host) {
        return above(systems, host);
    }

    /// Whether a system, by its name, seals as this domain (ARC, RFC 8617): one of its own, or one that it is known to
    /// use.
    boolean seals(String system, String domain) {
        return identity(domain).equals(system)
                || systems.values().stream()
                        .anyMatch(each -> each.name().equals(system)
                                && each.sealsAs().stream().anyMatch(pattern -> pattern.matches(domain)));
    }

    /// The service that a host belongs to.
    Optional<Vendor> vendor(String host) {
        Optional<Vendor> found = above(vendors, host);
        return found.isPresent() || host.isEmpty() || !host(host)
                ? found
                : patterns.entrySet().stream()
                        .filter(entry -> entry.getValue().stream().anyMatch(pattern -> pattern.matches(host)))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    /// The value of the host's own name or the nearest one above it.
    private static <T> Optional<T> above(Map<String, T> map, String host) {
        if (!host(host)) {
            return Optional.empty();
        }
        String name = host.toLowerCase(Locale.ROOT);
        while (!name.isEmpty()) {
            T found = map.get(name);
            if (found != null) {
                return Optional.of(found);
            }
            int dot = name.indexOf('.');
            name = dot < 0 ? "" : name.substring(dot + 1);
        }
        return Optional.empty();
    }

    /// Names below which everybody names hosts of a network of one's own (RFC 6762, appendix G; ICANN of 2024 for
    /// `internal`): two of them need not be of one system.
    private static final Set<String> LOCAL = Set.of(
            "internal",
            "local",
            "localdomain",
            "localhost",
            "lan",
            "home",
            "corp",
            "intranet",
            "private",
            "intern",
            "arpa");

    /// Longer names are no hosts (RFC 1035, section 2.3.4), and one of 60,000 labels is not cut label by label.
    private static boolean host(String name) {
        return name.length() <= DomainName.LONGEST_NAME + 1;
    }

    private static boolean local(String name) {
        return LOCAL.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /// One name for all hosts of one system: the system's, else the registered domain; empty for a name that
    /// tells nothing (`localhost`, a bare label, an address).
    String identity(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (!host(name)
                || name.indexOf('.') <= 0
                || local(name)
                || IpAddress.parse(name).isPresent()) {
            return "";
        }
        Optional<MailSystem> system = system(name);
        if (system.isPresent()) {
            return system.get().name();
        }
        return DomainName.parse(name)
                .map(domain -> PublicSuffixes.organisation(domain).toString())
                .orElse("");
    }
}
