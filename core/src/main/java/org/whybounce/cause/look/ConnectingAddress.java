package org.whybounce.cause.look;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Fact;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;

/// The address that connected, where the refusal does not tell it ("Email rejected per SPF policy" is the most common
/// wording there is). It can be derived:
///
/// - from the returned headers, where a server of the receiver's wrote whom it took the mail from;
/// - from the host that writes the report, or that wrote the newest hop of the returned mail: it spoke to the refusing
///   server, from one of its addresses.
///
/// Never from the application that handed the mail to its own relay: that one connected to nobody else. Each candidate
/// is evaluated; where all come to the same, it is decided, else the address is asked for.
final class ConnectingAddress {
    private final Resolver dns;
    private final BiFunction<IpAddress, DomainName, Evaluation> evaluate;

    ConnectingAddress(Resolver dns, BiFunction<IpAddress, DomainName, Evaluation> evaluate) {
        this.dns = dns;
        this.evaluate = evaluate;
    }

    CaseFile derived(CaseFile file) {
        Optional<DomainName> domain = file.checkedDomain().map(Fact::value);
        if (file.ip().isPresent()
                || file.maskedIp().isPresent()
                || file.refusal().isEmpty()
                || domain.isEmpty()
                || !(file.namesSpf() || file.says(Meaning.AUTH_NONE))) {
            return file;
        }
        Map<IpAddress, String> candidates = candidates(file);
        List<SpfResult> results = candidates.keySet().stream()
                .map(ip -> evaluate.apply(ip, domain.get()).result())
                .map(ConnectingAddress::kind)
                .distinct()
                .toList();
        if (results.size() != 1) {
            return file;
        }
        Map.Entry<IpAddress, String> first = candidates.entrySet().iterator().next();
        return file.withDerivedIp(first.getKey(), first.getValue());
    }

    /// What the results mean alike: not authorised, whichever word the record has for it.
    private static SpfResult kind(SpfResult result) {
        return switch (result) {
            case FAIL, SOFTFAIL, NEUTRAL -> SpfResult.FAIL;
            case PASS, NONE, TEMPERROR, PERMERROR -> result;
        };
    }

    private Map<IpAddress, String> candidates(CaseFile file) {
        Optional<DomainName> remote = file.refusal().flatMap(Refusal::remoteMta).flatMap(ConnectingAddress::host);
        List<ReceivedHop> hops =
                file.message().map(message -> message.received().hops()).orElse(List.of());
        Map<IpAddress, String> found = new LinkedHashMap<>();
        for (ReceivedHop hop : hops) {
            Optional<DomainName> by = hop.by().flatMap(ConnectingAddress::host);
            boolean receivers = by.isPresent() && remote.isPresent() && Owners.same(by.get(), remote.get());
            if (receivers) {
                hop.client()
                        .map(Claim::value)
                        .filter(ip -> ip.scope().publiclySeen())
                        .ifPresent(ip -> found.putIfAbsent(
                                ip, "the Received line of " + by.get() + ", the receiver's own server"));
            }
        }
        if (!found.isEmpty()) {
            return found;
        }
        Optional<DomainName> reporting = file.refusal()
                .flatMap(Refusal::reportingMta)
                .flatMap(ConnectingAddress::host)
                .filter(host -> remote.filter(host::equals).isEmpty());
        Optional<DomainName> newest = hops.stream()
                .findFirst()
                .flatMap(ReceivedHop::by)
                .flatMap(ConnectingAddress::host)
                .filter(host -> remote.filter(other -> Owners.same(host, other)).isEmpty());
        reporting.ifPresent(host -> all(host, "the reporting host " + host, found));
        if (found.isEmpty()) {
            newest.ifPresent(host -> all(host, host + ", which wrote the newest Received line", found));
        }
        return found;
    }

    private void all(DomainName host, String which, Map<IpAddress, String> found) {
        for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
            for (IpAddress ip : dns.ask(new Question(host, type)).addresses()) {
                if (ip.scope().publiclySeen() && found.size() < MOST) {
                    found.putIfAbsent(ip, which + ", its " + type + " record");
                }
            }
        }
    }

    /// A host with more addresses is a name for many servers.
    private static final int MOST = 8;

    private static Optional<DomainName> host(Claim<String> claim) {
        String name = claim.value().strip();
        int end = 0;
        while (end < name.length() && name.charAt(end) > ' ' && "([".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        return DomainName.parse(name.substring(0, end)).filter(host -> host.labelCount() > 1);
    }
}
