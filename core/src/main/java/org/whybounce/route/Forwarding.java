package org.whybounce.route;

import java.util.List;

/// Whether the message was sent on by somebody who is neither its sender nor its receiver.
///
/// @param status  the verdict
/// @param relays  who sent it on, the first of them first
/// @param reasons what speaks for it, strongest first
/// @param against what speaks against it
public record Forwarding(Status status, List<Relay> relays, List<String> reasons, List<String> against) {
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

    public boolean certain() {
        return status == Status.FORWARDED;
    }
}
