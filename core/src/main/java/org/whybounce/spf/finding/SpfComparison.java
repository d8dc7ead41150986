package org.whybounce.spf.finding;

import org.whybounce.dns.Resolver;
import org.whybounce.spf.tree.AddressSet;
import org.whybounce.spf.tree.SpfTree;

/// A domain's record beside another one, address for address: what would change for whom if that one stood in its
/// place.
///
/// @param other      what it is compared with, as the person named it
/// @param tree       of the other record
/// @param addresses  what each address gets by it
/// @param difference from the record as it is to the other one
public record SpfComparison(String other, SpfTree tree, AddressSet addresses, AddressSet.Difference difference) {
    /// @param other    for people
    /// @param resolver the DNS in which the other record stands
    public static SpfComparison of(SpfCheck check, String other, Resolver resolver) {
        SpfTree tree = SpfTree.of(resolver, check.domain());
        AddressSet addresses = AddressSet.of(tree);
        return new SpfComparison(other, tree, addresses, check.addresses().difference(addresses));
    }

    /// Whether both records evaluate at all; a broken one says nothing about any address.
    public boolean comparable(SpfCheck check) {
        return sound(check.tree()) && sound(tree);
    }

    private static boolean sound(SpfTree tree) {
        return tree.root().state() instanceof SpfTree.State.Sound;
    }
}
