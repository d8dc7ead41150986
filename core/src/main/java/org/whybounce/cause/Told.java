package org.whybounce.cause;

import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;

/// What the person told beside the paste (`--ip --mail-from --helo --from-domain`). It counts before what the text
/// asserts.
///
/// @param mailFrom an address, or a domain alone
public record Told(
        Optional<IpAddress> ip, Optional<String> mailFrom, Optional<DomainName> helo, Optional<DomainName> fromDomain) {
    public static final Told NOTHING = new Told(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
