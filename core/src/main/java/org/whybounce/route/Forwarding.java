package org.whybounce.route;

import java.util.List;

/// Whether the message was sent on by somebody who is neither its sender nor its receiver.
///
/// @param status  the verdict
/// @param relays  who sent it on, the first of them first
/// @param reasons what speaks for it, strongest first
/// @param against what speaks against it
/// @param backing what of it is not the sender's own word
public record Forwarding(
        Status status, List<Relay> relays, List<String> reasons, List<String> against, Backing backing) {
    public Forwarding(Status status, List<Relay> relays, List<String> reasons, List<String> against) {
        this(status, relays, reasons, against, Backing.NONE);
    }

    public Forwarding {
        relays = List.copyOf(relays);
        reasons = List.copyOf(reasons);
        against = List.copyOf(against);
    }

    public enum Status {
        FORWARDED("forwarded"),
        /// The way looks like it, and no header proves it; SPF before and after the hop can.
        LIKELY("likely"),
        NOT("not"),
        /// There is no way to see.
        UNKNOWN("unknown");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /// Who else stands behind it. Whoever hands a mail over can write every mark of forwarding, hops and an
    /// ARC set of its own among them.
    public enum Backing {
        NONE,
        /// Who handed it over put itself into the envelope: it answers for the mail if SPF passes for that.
        OWN_ENVELOPE,
        /// A large system handed it over, as the boundary proves, and shows where it took it in.
        PROVIDER,
        /// It also sealed that DMARC passed for the client that it saw there.
        PROVIDER_VOUCHES
    }

    public Forwarding backedBy(Backing other) {
        return new Forwarding(status, relays, reasons, against, other);
    }

    public boolean certain() {
        return status == Status.FORWARDED;
    }
}
