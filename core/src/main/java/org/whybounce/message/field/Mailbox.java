package org.whybounce.message.field;

import java.util.Optional;
import org.whybounce.dns.DomainName;

/// A mail address; the null sender `<>` has neither part.
///
/// @param local  the local part as it stands, quotes included
/// @param domain the text after the last `@`, as it stands; empty if there is none
public record Mailbox(String local, String domain) {
    /// The null sender of bounces (RFC 5321, section 4.5.5).
    public static final Mailbox NULL = new Mailbox("", "");

    /// Reads what stands between angle brackets or alone; the last `@` divides. Empty for text that is no address.
    public static Optional<Mailbox> parse(String text) {
        String address = text.strip();
        if (address.startsWith("<") && address.endsWith(">")) {
            address = address.substring(1, address.length() - 1).strip();
        }
        if (address.isEmpty()) {
            return Optional.of(NULL);
        }
        // A source route before the address is ignored (RFC 5321, appendix C).
        if (address.startsWith("@")) {
            int colon = address.indexOf(':');
            if (colon < 0) {
                return address.indexOf('@', 1) < 0
                        ? Optional.of(new Mailbox("", address.substring(1)))
                        : Optional.empty();
            }
            address = address.substring(colon + 1);
        }
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c < ' ' || c == 0x7f || (c == ' ' || c == '<' || c == '>') && address.charAt(0) != '"') {
                return Optional.empty();
            }
        }
        int at = address.lastIndexOf('@');
        return at < 0
                ? Optional.of(new Mailbox(address, ""))
                : Optional.of(new Mailbox(address.substring(0, at), address.substring(at + 1)));
    }

    public boolean isNull() {
        return local.isEmpty() && domain.isEmpty();
    }

    /// The domain as a name; empty if there is none or it is none (an address literal, say).
    public Optional<DomainName> domainName() {
        return domain.isEmpty() ? Optional.empty() : DomainName.parse(domain);
    }

    @Override
    public String toString() {
        return domain.isEmpty() ? local : local + "@" + domain;
    }
}
