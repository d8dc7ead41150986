package org.whybounce.fix;

import java.util.Locale;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpPrefix;
import org.whybounce.vendor.Phantom;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// What a person wants added to a record, read from a word: a vendor's name, a range, or a term.
public sealed interface Wish {
    /// The word as it was given.
    String word();

    record Range(String word, IpPrefix range) implements Wish {}

    /// @param vendor whose include it is, if it is known
    record Include(String word, DomainName target, Optional<Vendor> vendor) implements Wish {}

    record Service(String word, Vendor vendor) implements Wish {}

    /// `a:` or `mx:` with a name: own hosts, by name.
    record Hosts(String word, String term) implements Wish {}

    /// An include that lists hand on although nothing shows that it is one.
    record NoInclude(String word, Phantom phantom) implements Wish {}

    /// Nobody known and nothing that a record can hold.
    ///
    /// @param near a service whose name is nearly that
    record Unknown(String word, Optional<Vendor> near) implements Wish {
        /// Why, in one sentence.
        public String words() {
            return "'" + word + "' is no service known here, no range and no term of a record"
                    + near.map(vendor -> "; did you mean " + vendor.shortName() + "?")
                            .orElse(".");
        }
    }

    /// What can be asked for.
    String FORMS = "Name the service, or give ip4:, ip6:, include:, a: or mx:.";

    static Wish of(String given, VendorDirectory vendors) {
        String word = given.strip();
        String lower = word.toLowerCase(Locale.ROOT);
        String value = word.substring(lower.indexOf(':') + 1).strip();
        if (lower.startsWith("ip4:") || lower.startsWith("ip6:")) {
            boolean v4 = lower.startsWith("ip4:");
            return IpPrefix.parse(value)
                    .filter(range -> range.v4() == v4)
                    .<Wish>map(range -> new Range(word, range))
                    .orElseGet(() -> new Unknown(word, Optional.empty()));
        }
        Optional<IpPrefix> range = IpPrefix.parse(word);
        if (range.isPresent()) {
            return new Range(word, range.get());
        }
        if (lower.startsWith("a:") || lower.startsWith("mx:") || lower.equals("a") || lower.equals("mx")) {
            return lower.indexOf(':') < 0 || DomainName.parse(value).isPresent()
                    ? new Hosts(word, lower)
                    : new Unknown(word, Optional.empty());
        }
        boolean include = lower.startsWith("include:");
        Optional<DomainName> name = DomainName.parse(include ? value : word);
        if (!include) {
            Optional<Vendor> vendor = vendors.named(word);
            if (vendor.isPresent()) {
                return new Service(word, vendor.get());
            }
        }
        if (name.isPresent() && name.get().toString().indexOf('.') > 0) {
            Optional<Phantom> phantom = vendors.phantom(name.get());
            return phantom.isPresent()
                    ? new NoInclude(word, phantom.get())
                    : new Include(word, name.get(), vendors.byInclude(name.get().toString()));
        }
        return new Unknown(word, vendors.nearest(word));
    }
}
