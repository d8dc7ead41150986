package org.whybounce.cause;

import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;

/// What the person told beside the paste (`--ip --mail-from --helo --from-domain`). It counts before what the text
/// asserts.
///
/// @param mailFrom an address, or a domain alone
public record KnownFacts(
        Optional<IpAddress> ip, Optional<String> mailFrom, Optional<DomainName> helo, Optional<DomainName> fromDomain) {
    public static final KnownFacts NOTHING =
            new KnownFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// An envelope sender as a person gives it: an address, in angle brackets or not, or a domain alone.
    public static Optional<String> sender(String text) {
        String address = text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return DomainName.parse(domain).map(name -> address);
    }
}
