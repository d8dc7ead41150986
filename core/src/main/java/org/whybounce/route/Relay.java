package org.whybounce.route;

import java.util.Optional;

/// A server between the sender and the receiver that sent the message on.
///
/// @param by      who, by name
/// @param takenAt the hop at which it took the message, if one shows it
/// @param sentAt  the hop at which it handed the message to the next server, if that server left a field
/// @param before  the client that it took the message from: what SPF would have been evaluated for there
public record Relay(String by, Optional<Integer> takenAt, Optional<Integer> sentAt, Optional<EvaluatedClient> before) {
    /// The same relay behind a gateway of its own, which saw another client.
    Relay withBefore(EvaluatedClient client) {
        return new Relay(by, takenAt, sentAt, Optional.of(client));
    }
}
