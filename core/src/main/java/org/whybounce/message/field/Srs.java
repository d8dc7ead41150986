package org.whybounce.message.field;

import java.util.Locale;
import java.util.Optional;

/// A return path that the Sender Rewriting Scheme made, taken apart: `SRS0=hash=day=domain=local@forwarder`, and
/// `SRS1=hash=forwarder==hash=day=domain=local@next` when an SRS0 address was forwarded again.
///
/// @param original  the sender before the rewriting, where the address still holds it
/// @param forwarder the domain that rewrote it last
/// @param first     for SRS1 the domain that rewrote it first
public record Srs(Optional<String> original, String forwarder, Optional<String> first) {
    public static Optional<Srs> read(Mailbox mailbox) {
        String local = mailbox.local();
        String upper = local.toUpperCase(Locale.ROOT);
        if (upper.startsWith("SRS0") && local.length() > 5 && separator(local.charAt(4))) {
            return Optional.of(new Srs(original(local.substring(5)), mailbox.domain(), Optional.empty()));
        }
        if (upper.startsWith("SRS1") && local.length() > 5 && separator(local.charAt(4))) {
            return Optional.of(again(local.substring(5), mailbox.domain()));
        }
        // Microsoft 365 writes bounces+SRS=hash=day@domain and keeps the original sender to itself.
        int plus = upper.indexOf("+SRS=");
        return plus > 0 ? Optional.of(new Srs(Optional.empty(), mailbox.domain(), Optional.empty())) : Optional.empty();
    }

    private static boolean separator(char c) {
        return c == '=' || c == '+' || c == '-';
    }

    /// hash=day=domain=local; the local part may hold `=` itself.
    private static Optional<String> original(String rest) {
        int hash = rest.indexOf('=');
        int day = hash < 0 ? -1 : rest.indexOf('=', hash + 1);
        int domain = day < 0 ? -1 : rest.indexOf('=', day + 1);
        return domain < 0 || domain == day + 1
                ? Optional.empty()
                : Optional.of(rest.substring(domain + 1) + "@" + rest.substring(day + 1, domain));
    }

    private static Srs again(String rest, String forwarder) {
        int hash = rest.indexOf('=');
        int doubled = rest.indexOf("==", Math.max(0, hash));
        if (hash < 0 || doubled < 0) {
            return new Srs(Optional.empty(), forwarder, Optional.empty());
        }
        return new Srs(
                original(rest.substring(doubled + 2)), forwarder, Optional.of(rest.substring(hash + 1, doubled)));
    }
}
