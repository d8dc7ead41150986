package org.whybounce.route;

import java.util.Optional;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// The client that the receiver must have evaluated SPF for, as the headers show it.
///
/// @param ip       its address
/// @param helo     what it called itself there
/// @param mailFrom MAIL FROM there, where told beside the address
/// @param receiver the server that saw it
/// @param why      how it was found, in one sentence
/// @param stated   whether a header names the address as the one that was evaluated; else it is reasoned from Received
public record EvaluatedClient(
        Claim<IpAddress> ip,
        Optional<Claim<String>> helo,
        Optional<Claim<String>> mailFrom,
        Optional<String> receiver,
        String why,
        boolean stated) {}
