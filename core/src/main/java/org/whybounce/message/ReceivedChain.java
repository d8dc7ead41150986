package org.whybounce.message;

import java.util.List;
import java.util.Optional;
import org.whybounce.message.received.ReceivedHop;

/// The Received fields of a message, the newest first, as they stand.
public record ReceivedChain(List<ReceivedHop> hops) {
    public ReceivedChain {
        hops = List.copyOf(hops);
    }

    /// The chain of a block. X-Received is left out: Google writes it beside Received for hand-overs inside.
    public static ReceivedChain of(HeaderBlock block) {
        return new ReceivedChain(
                block.all("Received").stream().map(ReceivedHop::read).toList());
    }

    public Optional<ReceivedHop> newest() {
        return hops.isEmpty() ? Optional.empty() : Optional.of(hops.getFirst());
    }

    /// The hops in the order in which the message travelled.
    public List<ReceivedHop> travelled() {
        return hops.reversed();
    }
}
