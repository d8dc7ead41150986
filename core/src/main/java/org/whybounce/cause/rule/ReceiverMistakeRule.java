package org.whybounce.cause.rule;

import java.util.List;
import java.util.Optional;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Missing;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpScope;
import org.whybounce.spf.record.SpfResult;

/// `spf.receiver-fault`: the receiver evaluated SPF for an address that your mail cannot have come from: a private one,
/// loopback, or its own. Filters behind a proxy, a container bridge or a second mail server see that one's address and
/// take it for the client's.
///
/// - For it: the address named is not routed on the Internet, or the name of the refusing server leads to it.
/// - Against it: a public address that is not the receiver's.
/// - What decides: the address alone; no record could list it, so the DNS need not be asked.
/// - What mends it: the receiver's postmaster; nothing is to be published.
final class ReceiverMistakeRule {
    private ReceiverMistakeRule() {}

    static Weighed weigh(SpfCase c) {
        Optional<IpAddress> ip = c.ip();
        if (ip.isEmpty()) {
            return Weighed.SILENT;
        }
        IpScope scope = ip.get().scope();
        if (!scope.publiclySeen()) {
            return decides(
                    c,
                    ip.get(),
                    scope.words(),
                    "The receiver evaluated SPF for " + ip.get() + ", " + scope.words()
                            + " that no mail from the Internet can come from: it looked at its own network instead"
                            + " of at your server.",
                    ip.get() + " is " + scope.words() + ", which no record is meant to list");
        }
        Optional<String> own = c.now().receiversOwn();
        if (own.isPresent() && !c.ends(SpfResult.PASS)) {
            String words = "the address of the refusing server " + own.get() + " itself";
            return decides(
                    c,
                    ip.get(),
                    words,
                    "The receiver evaluated SPF for " + ip.get() + ", which is " + words
                            + ", instead of the address your mail came from.",
                    ip.get() + " is the receiver's own, which belongs in nobody else's record");
        }
        if (bridge(ip.get()) && c.now().hostName().isEmpty() && c.notAuthorised()) {
            return asks(c, ip.get());
        }
        return Weighed.SILENT;
    }

    /// Gateways of container networks end in .0.1 and lie in 172.16.0.0/12; setups that someone numbered by hand lie
    /// beside it. Such an address is not private, and hardly ever a mail server's.
    private static boolean bridge(IpAddress ip) {
        return ip.v4() && ip.toString().startsWith("172.") && ip.toString().endsWith(".0.1");
    }

    private static Weighed asks(SpfCase c, IpAddress ip) {
        return new Weighed.Asks(new Diagnosis.Open(
                (c.file().refusal().isPresent() ? "SPF refused " + ip : "SPF does not let " + ip + " send")
                        + " for " + c.domainName()
                        + ". That looks like the gateway of a container network at"
                        + " the receiver, numbered beside the private range, and not like a mail server.",
                List.of(
                        new Candidate(
                                "spf.receiver-fault",
                                List.of(ip + " ends in .0.1 and has no host name"),
                                List.of("it is no private address")),
                        new Candidate(
                                "spf.sender-not-listed",
                                List.of("the record of " + c.domainName() + " does not list it"),
                                List.of("no mail server is known there"))),
                List.of(new Missing(
                        Missing.Fact.IP,
                        "the address that your server really sent from; your server's log has it. If it is not " + ip
                                + ", the receiver looked at its own network.",
                        List.of("spf.receiver-fault", "spf.sender-not-listed")))));
    }

    private static Weighed decides(SpfCase c, IpAddress ip, String why, String summary, String against) {
        return new Weighed.Decides(
                new Cause.ReceiverFault(ip, why),
                summary,
                List.of(c.file().ip().orElseThrow().evidence("address evaluated:")),
                List.of(new Candidate(
                        "spf.sender-not-listed", List.of("the receiver says SPF " + c.stated()), List.of(against))));
    }
}
