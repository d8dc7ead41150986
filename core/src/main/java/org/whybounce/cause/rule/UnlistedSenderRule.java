package org.whybounce.cause.rule;

import java.util.List;
import java.util.Optional;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Evidence;
import org.whybounce.cause.look.SendingService;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;

/// `spf.sender-not-listed`: the record is sound, and the address that sent is a service or host that nobody put in.
///
/// - For it: the evaluation ends in fail, softfail or neutral now.
/// - Against it: every rule before this one.
/// - What decides: that none of them did. Where the same host's address of the other family is listed, that is said:
/// the
///   host is known, its IPv6 (or IPv4) address was forgotten.
/// - What mends it: the service's documented include, or the address, at the name that was evaluated. Where that name
/// is
///   a mailbox provider's or a service's own, nobody but its owner can list anything there: the mail has to go out
///   through the owner's servers, or under a name of the sender's own.
final class UnlistedSenderRule {
    private UnlistedSenderRule() {}

    static Weighed weigh(SpfCase c) {
        if (!c.notAuthorised()) {
            return Weighed.SILENT;
        }
        Evaluation checked = c.now().checked().orElseThrow();
        IpAddress ip = checked.ip();
        DomainName domain = c.domain().orElseThrow();
        Optional<IpAddress> other = c.now()
                .otherFamily()
                .filter(e -> e.ip().v4() != ip.v4() && e.result() == SpfResult.PASS)
                .map(Evaluation::ip);
        StringBuilder summary = new StringBuilder(
                switch (c.reading().meaning()) {
                    case SPF_PERMERROR ->
                        "The receiver met a broken record then (permerror). The one there now evaluates, but ";
                    case SPF_TEMPERROR ->
                        "The receiver could not look the record up then (temperror). It answers now, but ";
                    default -> c.refused("SPF refused this mail: ");
                });
        other.ifPresentOrElse(
                listed -> summary.append("it went out over ")
                        .append(ip.v4() ? "IPv4" : "IPv6")
                        .append(" from ")
                        .append(ip)
                        .append(", and ")
                        .append(domain)
                        .append(" lists only the ")
                        .append(listed.v4() ? "IPv4" : "IPv6")
                        .append(" address of that host, ")
                        .append(listed),
                () -> summary.append(domain).append(" does not list ").append(c.sender()));
        boolean arrived = c.file().refusal().isEmpty();
        summary.append(
                switch (checked.result()) {
                    case SOFTFAIL ->
                        ". Its record says only softfail (~all), and "
                                + (arrived
                                        ? "a receiver may count that against the mail."
                                        : "this receiver refuses that too.");
                    case NEUTRAL ->
                        ". Its record says nothing about such an address (neutral), and "
                                + (arrived ? "a receiver may want more." : "this receiver wants more.");
                    default -> ".";
                });
        Optional<String> owner = c.now().owner();
        owner.ifPresent(whose -> summary.append(" That domain is ")
                .append(whose)
                .append(", which sends its mail from servers of its own."));
        return new Weighed.Decides(
                new Cause.SenderNotListed(
                        domain, ip, c.now().service().map(SendingService::name), other.isPresent(), owner),
                summary.toString(),
                c.now()
                        .service()
                        .map(service -> List.of(Evidence.dns(service.why())))
                        .orElse(List.of()),
                List.of());
    }
}
