package org.whybounce.sender;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;

/// Sources that are one to a person: the hosts of one service, of one forwarder, or all that forge.
///
/// @param key       stable: the service's or the organisation's name, `own`, an address, or `forged`
/// @param addresses each with its messages, most first
/// @param folded    ranges that stand for further addresses, with how many messages came from each
/// @param now       how many addresses get which SPF result now
public record SenderGroup(
        String key,
        String name,
        SenderClass kind,
        List<Address> addresses,
        Map<IpPrefix, Long> folded,
        long messages,
        long passing,
        Map<String, Long> now,
        Optional<String> selector,
        List<String> envelopes,
        List<String> evidence,
        long firstDay,
        long lastDay) {
    /// @param evidence about this address
    public record Address(IpAddress ip, long messages, long passing, String now, List<String> evidence) {}

    public SenderGroup {
        addresses = List.copyOf(addresses);
        folded = Map.copyOf(folded);
        envelopes = List.copyOf(envelopes);
        evidence = List.copyOf(evidence);
    }

    public long failing() {
        return messages - passing;
    }

    /// All its addresses, those behind a folded range not counted.
    public List<IpAddress> ips() {
        return addresses.stream().map(Address::ip).toList();
    }
}
