package org.whybounce.route;

import java.time.Duration;
import java.util.Optional;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.vendor.Vendor;

/// One hop of the way.
///
/// @param number   1 is the oldest
/// @param received what the field says
/// @param place    where on the way it lies
/// @param trust    how far the field can be believed
/// @param system   whose server wrote it, as far as its name tells: a large provider or a registered domain
/// @param owner    the service that the client belongs to, where its name tells
/// @param internal whether the client has no public address: a hand-over inside one network or one machine
/// @param delay    how long it took since the hop before, by clocks that agree; empty if that cannot be told
public record Hop(
        int number,
        ReceivedHop received,
        Place place,
        Trust trust,
        Optional<String> system,
        Optional<Vendor> owner,
        boolean internal,
        Optional<Duration> delay) {
    /// What part of the whole time this hop took, in percent; empty where that cannot be told.
    public Optional<Long> share(Duration total) {
        return delay.filter(_ -> !total.isZero()).map(took -> Math.round(100.0 * took.toSeconds() / total.toSeconds()));
    }
}
