package org.whybounce.host;

import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Refusal;
import org.whybounce.text.Claim;
import org.whybounce.text.Stanza;
import org.whybounce.vendor.NamePattern;

/// Where a receiver is asked to lift what it holds against a sender, from `knowledge/removal.txt`.
///
/// @param page    a page with a form
/// @param address a mail address
/// @param says    what to know before
public record Removal(
        String of,
        List<NamePattern> hosts,
        List<String> codes,
        Optional<String> page,
        Optional<String> address,
        String says) {
    public Removal {
        hosts = List.copyOf(hosts);
        codes = List.copyOf(codes);
    }

    // Read once, when a refusal by reputation is first explained.
    private static final class Known {
        static final List<Removal> ALL =
                HostFiles.read("removal.txt").stream().map(Removal::read).toList();
    }

    public static List<Removal> all() {
        return Known.ALL;
    }

    private static Removal read(Stanza stanza) {
        stanza.allowing(List.of("For", "Hosts", "Codes", "Page", "Address", "Says", "Source", "Checked"));
        stanza.required("Source");
        stanza.required("Checked");
        Removal removal = new Removal(
                stanza.required("For"),
                stanza.words("Hosts").stream().map(NamePattern::new).toList(),
                stanza.words("Codes"),
                stanza.value("Page"),
                stanza.value("Address"),
                stanza.required("Says"));
        if (removal.page.isEmpty() == removal.address.isEmpty()) {
            throw new IllegalArgumentException(stanza.where() + "a page or an address, one of the two");
        }
        return removal;
    }

    /// The first that fits the refusal.
    public static Optional<Removal> of(Refusal refusal) {
        Optional<String> provider = refusal.provider().map(Claim::value);
        String host = refusal.remoteMta().map(Claim::value).orElse("");
        return all().stream()
                .filter(each -> provider.filter(each.of::equals).isPresent())
                .filter(each -> each.hosts.isEmpty() || each.hosts.stream().anyMatch(pattern -> pattern.matches(host)))
                .filter(each -> each.codes.isEmpty()
                        || refusal.enhancedCodes().stream()
                                .anyMatch(
                                        code -> each.codes.contains(code.value().toString())))
                .findFirst();
    }
}
