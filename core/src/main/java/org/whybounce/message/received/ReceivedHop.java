package org.whybounce.message.received;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.whybounce.message.field.HeaderField;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// One Received field: a server (`by`) tells from whom it got the message.
///
/// @param field        the field itself
/// @param from         the word after `from`, as it stands
/// @param helo         what the client called itself
/// @param reverseName  the name that the server found for the client's address
/// @param client       the address that connected, as the server saw it
/// @param by           the server that wrote the field
/// @param byAddress    its own address, where it tells
/// @param with         the protocol, `ESMTPS` for instance
/// @param id           its queue id
/// @param recipient    the envelope recipient, where told
/// @param envelopeFrom MAIL FROM, where told
/// @param date         when it took the message over
/// @param tls          whether the field says that the connection was encrypted
/// @param authenticated whether the field says that the client logged in
/// @param nameless     whether the server says that it found no name for the address, or one that does not lead back
/// @param confirmed    whether its writer is known to write a name only if that leads back to the address
/// @param lastStep     whether it is written by what brings a mail into its mailbox, which no stranger reaches
/// @param byProgram    whether a program on the server handed the message in, and no client that connected
/// @param twoWriters   whether the field names two writers: the first is part of what the client called itself, and
///                     nothing that stands before the second can be told from it
public record ReceivedHop(
        HeaderField field,
        Optional<Claim<String>> from,
        Optional<Claim<String>> helo,
        Optional<Claim<String>> reverseName,
        Optional<Claim<IpAddress>> client,
        Optional<Claim<String>> by,
        Optional<Claim<IpAddress>> byAddress,
        Optional<Claim<String>> with,
        Optional<Claim<String>> id,
        Optional<Claim<String>> recipient,
        Optional<Claim<String>> envelopeFrom,
        Optional<Claim<OffsetDateTime>> date,
        boolean tls,
        boolean authenticated,
        boolean nameless,
        boolean confirmed,
        boolean lastStep,
        boolean byProgram,
        boolean twoWriters) {
    /// Reads a Received or X-Received field; parts that are not understood are left out, never guessed.
    public static ReceivedHop read(HeaderField field) {
        return new ReceivedReader(field).read();
    }

    /// Whether a client connected at all: a local submission, a pipe or a queue run has none.
    public boolean overNetwork() {
        return client.isPresent() || helo.isPresent();
    }

    /// The version of TLS as the field writes it, `TLS1_3` or `TLSv1.2` for instance; empty if it does not say.
    public Optional<String> tlsVersion() {
        String text = field.body().text();
        for (int at = text.indexOf("TLS"); at >= 0; at = text.indexOf("TLS", at + 1)) {
            int end = at + 3;
            while (end < text.length() && end - at < 10 && "v._0123456789".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            if (end > at + 3) {
                return Optional.of(text.substring(at, end));
            }
        }
        return Optional.empty();
    }

    /// The best name of the client for people: the name the server found, else what the client called itself.
    public Optional<Claim<String>> clientName() {
        return reverseName.isPresent() ? reverseName : helo.isPresent() ? helo : from;
    }
}
