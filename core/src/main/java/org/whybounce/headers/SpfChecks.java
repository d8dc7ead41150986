package org.whybounce.headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.headers.SpfThenAndNow.At;
import org.whybounce.headers.SpfThenAndNow.Difference;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.Mailbox;
import org.whybounce.net.IpAddress;
import org.whybounce.route.EvaluatedClient;
import org.whybounce.route.Forwarding;
import org.whybounce.route.Route;
import org.whybounce.route.Trust;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;

/// Evaluates SPF where the receiver must have, where the message was before it was sent on, and where a gateway's
/// address
/// was evaluated instead; and lays what the headers say beside it.
public final class SpfChecks {
    private final SpfEvaluator evaluator;
    private final MessageEvidence message;
    private final Route way;
    private final List<StatedResult> stated;

    public SpfChecks(SpfEvaluator evaluator, MessageEvidence message, Route way, List<StatedResult> stated) {
        this.evaluator = evaluator;
        this.message = message;
        this.way = way;
        this.stated = stated.stream()
                .filter(each -> each.method().equals("spf") || each.method().equals("spf-mfrom"))
                .toList();
    }

    public List<SpfThenAndNow> all(Optional<EvaluatedClient> client) {
        List<SpfThenAndNow> checks = new ArrayList<>();
        client.ifPresent(each -> checks.add(check(At.EVALUATED, each)));
        way.beforeForwarding()
                .filter(before -> client.filter(
                                each -> each.ip().value().equals(before.ip().value()))
                        .isEmpty())
                .ifPresent(before -> checks.add(check(At.BEFORE_FORWARDING, before)));
        way.inside().forEach(each -> checks.add(check(At.INSIDE, each)));
        return checks;
    }

    /// What only looks like forwarding is proven by SPF: it passes before the hop, and does not after it.
    public static Forwarding settle(Forwarding forwarding, List<SpfThenAndNow> checks) {
        if (forwarding.status() != Forwarding.Status.LIKELY) {
            return forwarding;
        }
        Optional<SpfThenAndNow> before = checks.stream()
                .filter(check -> check.at() == At.BEFORE_FORWARDING
                        && check.result()
                                .filter(result -> result == SpfResult.PASS)
                                .isPresent())
                .findFirst();
        Optional<SpfThenAndNow> after =
                checks.stream().filter(check -> check.at() == At.EVALUATED).findFirst();
        Optional<SpfResult> result = after.flatMap(SpfThenAndNow::result);
        if (before.isEmpty() || result.isEmpty()) {
            return forwarding;
        }
        if (result.get() == SpfResult.PASS) {
            List<String> against = new ArrayList<>(forwarding.against());
            against.add(
                    "SPF passes for " + after.get().client().ip().value() + " too: a server that works for the sender");
            return new Forwarding(Forwarding.Status.NOT, List.of(), forwarding.reasons(), against);
        }
        List<String> reasons = new ArrayList<>(forwarding.reasons());
        reasons.addFirst("SPF passes for " + before.get().client().ip().value() + ", where it set out, and not for "
                + after.get().client().ip().value() + ", which sent it on");
        return new Forwarding(Forwarding.Status.FORWARDED, forwarding.relays(), reasons, List.of());
    }

    private SpfThenAndNow check(At at, EvaluatedClient client) {
        Optional<String> told = mailFrom(at, client);
        // The sender of a forwarded list mail is not told anywhere; the visible one is the best guess there is.
        boolean assumed = told.isEmpty() && at == At.BEFORE_FORWARDING;
        Optional<String> sender = told.or(() -> assumed
                ? message.from().stream().findFirst().map(claim -> claim.value().toString())
                : Optional.empty());
        IpAddress ip = client.ip().value();
        String helo = client.helo().map(Claim::value).filter(SpfChecks::isName).orElse("");
        boolean seen = ip.scope().publiclySeen();
        Optional<Evaluation> byMailFrom = sender.filter(address -> seen && !address.isEmpty())
                .map(address -> evaluator.explain(SpfQuestion.mailFrom(ip, address, helo)));
        Optional<Evaluation> byHelo =
                seen && !helo.isEmpty() ? Optional.of(evaluator.explain(SpfQuestion.helo(ip, helo))) : Optional.empty();
        Optional<StatedResult> said = stated(at, client);
        Optional<Evaluation> ours = byMailFrom.or(() -> byHelo);
        Difference difference = difference(said, ours, ip);
        return new SpfThenAndNow(
                at, client, said, byMailFrom, byHelo, assumed, difference, says(said, ours, difference, ip));
    }

    private static boolean isName(String helo) {
        return helo.indexOf('.') > 0
                && DomainName.parse(helo).isPresent()
                && IpAddress.parse(helo).isEmpty();
    }

    /// MAIL FROM as it was there: `Optional.of("")` for the null sender.
    private Optional<String> mailFrom(At at, EvaluatedClient client) {
        Optional<String> beside = client.mailFrom()
                .map(Claim::value)
                .map(SpfChecks::bare)
                .filter(address -> Mailbox.parse(address)
                        .filter(mailbox -> mailbox.domainName().isPresent()
                                || DomainName.parse(address).isPresent())
                        .isPresent())
                .map(address -> address.indexOf('@') < 0 && !address.isEmpty() ? "postmaster@" + address : address);
        if (at == At.BEFORE_FORWARDING) {
            return beside;
        }
        Optional<String> path = message.returnPath().map(claim -> claim.value().toString());
        // Return-Path tells the whole address; the result beside the address may tell another domain, and then counts.
        return path.filter(address -> beside.isEmpty() || domain(address).equalsIgnoreCase(domain(beside.get())))
                .or(() -> beside);
    }

    private static String bare(String address) {
        return address.startsWith("<") && address.endsWith(">") ? address.substring(1, address.length() - 1) : address;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /// What a header says of this client: the receiver's word first, a forgeable one only where there is no other.
    private Optional<StatedResult> stated(At at, EvaluatedClient client) {
        IpAddress ip = client.ip().value();
        Optional<StatedResult> named = stated.stream()
                .filter(each -> each.ip().filter(ip::equals).isPresent())
                .min((one, other) -> one.trust().compareTo(other.trust()));
        if (named.isPresent() || at != At.EVALUATED) {
            return named;
        }
        return stated.stream()
                .filter(each -> each.ip().isEmpty() && each.trust() == Trust.BELIEVED)
                .findFirst()
                .or(() -> stated.stream()
                        .filter(each -> each.trust() == Trust.BELIEVED)
                        .findFirst());
    }

    private static Difference difference(Optional<StatedResult> said, Optional<Evaluation> ours, IpAddress ip) {
        if (ours.isEmpty()) {
            return Difference.NOT_EVALUATED;
        }
        if (said.isEmpty()) {
            return Difference.NOT_STATED;
        }
        StatedResult header = said.get();
        Evaluation now = ours.get();
        Optional<SpfResult> then = header.spfResult();
        if (then.isEmpty()) {
            return Difference.ANOTHER_WORD;
        }
        if (then.get() == now.result()) {
            return Difference.SAME;
        }
        if (header.ip().filter(other -> !other.equals(ip)).isPresent()) {
            return Difference.OTHER_ADDRESS;
        }
        if (now.result() == SpfResult.TEMPERROR) {
            return Difference.TEMPORARY_NOW;
        }
        if (then.get() == SpfResult.TEMPERROR) {
            return Difference.TEMPORARY_THEN;
        }
        if (header.domain()
                .flatMap(DomainName::parse)
                .filter(name -> !name.toString().equals(now.domain()))
                .isPresent()) {
            return Difference.OTHER_IDENTITY;
        }
        return Difference.RECORD_CHANGED;
    }

    private static String says(
            Optional<StatedResult> said, Optional<Evaluation> ours, Difference difference, IpAddress ip) {
        String header = said.map(
                        each -> each.who().filter(who -> who.indexOf('.') > 0).orElse("the header") + " says "
                                + each.result()
                                + (each.trust() == Trust.BELIEVED
                                        ? ""
                                        : " (" + each.trust().word() + ")"))
                .orElse("");
        String now =
                ours.map(each -> "the DNS now says " + each.result().word()).orElse("");
        return switch (difference) {
            case SAME -> header + ", and so does the DNS now";
            case NOT_STATED -> "no header says what it was; " + now;
            case NOT_EVALUATED ->
                (header.isEmpty() ? "" : header + "; ")
                        + (ip.scope().publiclySeen()
                                ? "MAIL FROM and HELO are not known, so there is nothing to evaluate"
                                : ip + " is " + ip.scope().words() + ", which no record can list");
            case OTHER_ADDRESS ->
                header + " of "
                        + said.flatMap(StatedResult::ip)
                                .map(IpAddress::toString)
                                .orElse("another address") + ", " + now
                        + " of " + ip + ": two addresses";
            case OTHER_IDENTITY ->
                header + " of " + said.flatMap(StatedResult::domain).orElse("another domain") + ", " + now + " of "
                        + ours.map(Evaluation::domain).orElse("") + ": two domains";
            case TEMPORARY_THEN -> header + ", a DNS fault that was temporary; " + now;
            case TEMPORARY_NOW -> header + "; the DNS does not answer now";
            case ANOTHER_WORD -> header + ", which is no result of SPF's own; " + now;
            case RECORD_CHANGED ->
                header + ", " + now
                        + ": for the same address and domain, so the record was changed since, or the receiver held an"
                        + " older copy or has rules of its own";
        };
    }
}
