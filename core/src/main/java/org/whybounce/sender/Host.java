package org.whybounce.sender;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
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

    /// Whether its name is one that a provider gives to whatever stands at the address, with the address in it.
    boolean nameless(String address) {
        if (names.isEmpty()) {
            return true;
        }
        String[] numbers = address.split("[.:]");
        String name = names.getFirst().toString();
        int found = 0;
        for (String number : numbers) {
            if (!number.isEmpty() && name.contains(number)) {
                found++;
            }
        }
        return address.indexOf(':') < 0 && found == numbers.length
                || name.contains("dynamic")
                || name.contains("dialup")
                || name.contains("pool-");
    }
}
