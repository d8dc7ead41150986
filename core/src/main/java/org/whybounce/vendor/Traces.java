package org.whybounce.vendor;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;

/// What a mail shows of the service that sent it.
///
/// @param ip          the connecting address
/// @param ptrNames    the reverse names of that address
/// @param returnPath  the domain of MAIL FROM
/// @param signatures  DKIM signatures, each with its domain and selector
/// @param helo        the name given in HELO
/// @param headerNames the names of the header fields
public record Traces(
        Optional<IpAddress> ip,
        List<DomainName> ptrNames,
        Optional<DomainName> returnPath,
        List<Signature> signatures,
        Optional<DomainName> helo,
        List<String> headerNames) {
    /// The `d=` and `s=` of a signature.
    public record Signature(DomainName domain, String selector) {}

    public static final Traces NONE =
            new Traces(Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.empty(), List.of());

    public Traces {
        ptrNames = List.copyOf(ptrNames);
        signatures = List.copyOf(signatures);
        headerNames = List.copyOf(headerNames);
    }

    public Traces withIp(IpAddress address) {
        return new Traces(Optional.of(address), ptrNames, returnPath, signatures, helo, headerNames);
    }

    public Traces withPtrNames(List<DomainName> names) {
        return new Traces(ip, names, returnPath, signatures, helo, headerNames);
    }

    public Traces withReturnPath(DomainName domain) {
        return new Traces(ip, ptrNames, Optional.of(domain), signatures, helo, headerNames);
    }

    public Traces withSignatures(List<Signature> all) {
        return new Traces(ip, ptrNames, returnPath, all, helo, headerNames);
    }

    public Traces withHelo(DomainName name) {
        return new Traces(ip, ptrNames, returnPath, signatures, Optional.of(name), headerNames);
    }

    public Traces withHeaderNames(List<String> names) {
        return new Traces(ip, ptrNames, returnPath, signatures, helo, names);
    }
}
