package org.whybounce.route;

import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Vendor;

/// What a service does with mail, as far as it bears on who sent a message on.
final class MailRoles {
    private MailRoles() {}

    /// Filters for the receiver or relays for the sender; which of the two, only the message can tell.
    static boolean gateway(Vendor vendor) {
        return vendor.kind().equals("gateway") || vendor.kind().equals("security");
    }

    /// Re-sends other people's mail, and does nothing else.
    static boolean forwarder(Vendor vendor) {
        return vendor.scope() == Scope.FORWARDER || vendor.kind().equals("forwarder");
    }

    /// Sends for customers that log in or call an interface, and takes no mail in for them: what comes from there was
    /// sent there.
    static boolean onlySends(Vendor vendor) {
        return switch (vendor.kind()) {
            case "mailbox", "host", "gateway", "security", "forwarder", "spf-service" -> false;
            default -> true;
        };
    }
}
