package org.whybounce.sender;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.net.IpAddress;
import org.whybounce.vendor.Vendor;

/// What the DNS tells now about an address that mail came from.
///
/// @param names   reverse names that lead back to the address
/// @param claimed reverse names that do not
/// @param own     why it is a host of the domain itself, if it is
/// @param service the sending service whose host it is, by its ranges or by a reverse name that leads back
/// @param proof   how that service was recognised
record Host(
        List<DomainName> names,
        List<DomainName> claimed,
        Optional<String> own,
        Optional<Vendor> service,
        String proof) {
    static final Host UNSEEN = new Host(List.of(), List.of(), Optional.empty(), Optional.empty(), "");

    Host {
        names = List.copyOf(names);
        claimed = List.copyOf(claimed);
    }

    /// Whose host it is, as far as a name tells: the service, or the organisation of its reverse name.
    Optional<String> operator() {
        return service.map(Vendor::shortName)
                .or(() -> names.stream()
                        .findFirst()
                        .map(name -> PublicSuffixes.organisation(name).toString()));
    }

    /// Words that providers put into the names of lines that they hand out.
    private static final Set<String> HANDED_OUT = Set.of(
            "dyn",
            "dynamic",
            "dhcp",
            "dsl",
            "adsl",
            "vdsl",
            "cable",
            "ppp",
            "pppoe",
            "pool",
            "dial",
            "dialup",
            "broadband",
            "mobile",
            "cust",
            "customer",
            "client",
            "residential");

    /// Whether its name is one that a provider gives to whatever stands at the address: the address itself is in it, or
    /// a word that says so. An address without a name counts too.
    boolean nameless(IpAddress address) {
        return names.isEmpty() || handedOut(names.getFirst(), address);
    }

    /// Whether a name is of the kind that is given to a line of a customer.
    static boolean handedOut(DomainName name, IpAddress address) {
        for (String label : name.labels()) {
            for (String word : label.split("[-_0-9]+")) {
                if (HANDED_OUT.contains(word)) {
                    return true;
                }
            }
        }
        String text = name.toString();
        if (!address.v4()) {
            String[] groups = address.toString().split(":+");
            int in = 0;
            for (String group : groups) {
                in += group.length() > 1 && text.contains(group) ? 1 : 0;
            }
            return in >= 3;
        }
        String[] numbers = address.toString().split("\\.");
        return text.contains(numbers[2]) && text.contains(numbers[3]) && text.contains(numbers[0]);
    }
}
