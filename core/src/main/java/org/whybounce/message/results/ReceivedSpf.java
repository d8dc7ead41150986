package org.whybounce.message.results;

import java.util.List;
import java.util.Optional;
import org.whybounce.message.field.HeaderField;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// A Received-SPF field (RFC 7208, section 9.1) as servers write it.
///
/// @param field        the field itself
/// @param result       lower case, as it stands otherwise; empty if the first word is none that SPF knows
/// @param comment      the first comment, without its parentheses
/// @param clientIp     of `client-ip`, else the address the comment names
/// @param helo         of `helo`
/// @param envelopeFrom of `envelope-from`, else what the comment calls the domain of
/// @param identity     of `identity`: mailfrom or helo
/// @param receiver     of `receiver`
/// @param pairs        every `key=value`, keys in lower case
public record ReceivedSpf(
        HeaderField field,
        Optional<Claim<String>> result,
        Optional<Claim<String>> comment,
        Optional<Claim<IpAddress>> clientIp,
        Optional<Claim<String>> helo,
        Optional<Claim<String>> envelopeFrom,
        Optional<Claim<String>> identity,
        Optional<Claim<String>> receiver,
        List<AuthenticationResults.Property> pairs) {
    public ReceivedSpf {
        pairs = List.copyOf(pairs);
    }

    /// The server that evaluated: of `receiver`, else what stands before the colon in the comment
    /// (`google.com: domain of ...`).
    public Optional<String> writer() {
        return receiver.map(Claim::value)
                .filter(name -> name.indexOf('.') > 0)
                .or(() -> comment.flatMap(claim -> {
                    String text = claim.value().strip();
                    int colon = text.indexOf(": ");
                    String host = colon > 0 ? text.substring(0, colon) : "";
                    return host.indexOf('.') > 0 && host.indexOf(' ') < 0 ? Optional.of(host) : Optional.empty();
                }));
    }

    public boolean structured() {
        return result.isPresent();
    }

    public static ReceivedSpf read(HeaderField field) {
        return new ReceivedSpfReader(field).read();
    }
}
