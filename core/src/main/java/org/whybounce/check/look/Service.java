package org.whybounce.check.look;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.vendor.Traces;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// A service that a domain uses, as its records show.
///
/// @param vendor empty for a target that is in no directory
/// @param by     what shows it: `SPF` or `MX`
/// @param name   the include or mail host
public record Service(Optional<Vendor> vendor, String by, DomainName name) {
    /// The services behind the includes of a record, as far as the directory knows them, and behind the mail hosts.
    static List<Service> of(SpfTree tree, Mail mail, VendorDirectory vendors) {
        List<Service> services = new ArrayList<>();
        tree.root()
                .branches()
                .forEach(branch ->
                        branch.below().ifPresent(below -> included(below, tree.domain(), vendors, services, 0)));
        for (Mail.Host host : mail.hosts()) {
            if (mail.implicit()) {
                break;
            }
            vendors.recognise(Traces.NONE.withPtrNames(List.of(host.name()))).stream()
                    .findFirst()
                    .ifPresent(found -> services.add(new Service(Optional.of(found.vendor()), "MX", host.name())));
        }
        return List.copyOf(services);
    }

    /// What lies below a vendor's own record is the vendor's affair; what lies below a record of the domain's own, or
    /// of
    /// someone unknown, may be another vendor.
    private static void included(
            SpfTree.Node node, DomainName top, VendorDirectory vendors, List<Service> services, int depth) {
        Optional<Vendor> vendor = vendors.byInclude(node.domain().toString());
        if (vendor.isPresent()) {
            services.add(new Service(vendor, "SPF", node.domain()));
            return;
        }
        if (depth == 0 && !node.domain().isAtOrBelow(top)) {
            services.add(new Service(Optional.empty(), "SPF", node.domain()));
        }
        node.branches()
                .forEach(branch ->
                        branch.below().ifPresent(below -> included(below, top, vendors, services, depth + 1)));
    }
}
