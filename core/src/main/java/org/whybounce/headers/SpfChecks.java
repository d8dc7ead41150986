package org.whybounce.headers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.headers.SpfThenAndNow.At;
import org.whybounce.headers.SpfThenAndNow.Difference;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.Mailbox;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.net.IpAddress;
import org.whybounce.route.EvaluatedClient;
import org.whybounce.route.FieldTrust;
import org.whybounce.route.Forwarding;
import org.whybounce.route.Route;
import org.whybounce.route.Trust;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

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

    /// What SPF says now to a message that looks forwarded. That it passes before the hop supports it, but
    /// the hop is the sender's to write; only in what a bounce returned, where the sender asks, is that
    /// enough. That it passes after the hop, for the From domain's own envelope, speaks against it.
    public static Forwarding settle(
            Forwarding forwarding, List<SpfThenAndNow> checks, boolean returned, Optional<DomainName> from) {
        boolean marked = forwarding.status() == Forwarding.Status.LIKELY;
        if (!marked) {
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
        Optional<Evaluation> now = after.flatMap(SpfThenAndNow::decisive);
        if (now.isEmpty()) {
            return forwarding;
        }
        boolean passes = now.get().result() == SpfResult.PASS;
        boolean own = DomainName.parse(now.get().domain())
                .filter(domain -> from.filter(
                                name -> PublicSuffixes.organisation(name).equals(PublicSuffixes.organisation(domain)))
                        .isPresent())
                .isPresent();
        if (passes && !own && forwarding.backing() == Forwarding.Backing.OWN_ENVELOPE) {
            List<String> reasons = new ArrayList<>(forwarding.reasons());
            reasons.add("SPF passes for the envelope of " + now.get().domain() + ", which answers for it");
            return new Forwarding(
                    Forwarding.Status.FORWARDED,
                    forwarding.relays(),
                    reasons,
                    List.of(),
                    Forwarding.Backing.OWN_ENVELOPE);
        }
        if (passes && (own || before.isPresent())) {
            List<String> against = new ArrayList<>(forwarding.against());
            against.addFirst(
                    "SPF passes for " + after.get().client().ip().value() + " too: a server that works for the sender");
            return new Forwarding(Forwarding.Status.NOT, List.of(), forwarding.reasons(), against);
        }
        if (before.isEmpty()) {
            return forwarding;
        }
        List<String> reasons = new ArrayList<>(forwarding.reasons());
        IpAddress sentOnFrom = after.get().client().ip().value();
        IpAddress first = before.get().client().ip().value();
        reasons.addFirst(
                returned
                        ? "SPF passes for " + first + ", where it set out, and not for " + sentOnFrom
                                + ", which sent it on"
                        : "the record lists " + first + ", from where it would have set out, and not " + sentOnFrom);
        return new Forwarding(
                returned ? Forwarding.Status.FORWARDED : Forwarding.Status.LIKELY,
                forwarding.relays(),
                reasons,
                returned ? List.of() : forwarding.against());
    }

    private SpfThenAndNow check(At at, EvaluatedClient client) {
        Optional<Told> known = mailFrom(at, client);
        Optional<String> told = known.map(Told::address);
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
                at,
                client,
                said,
                byMailFrom,
                byHelo,
                known.map(Told::trust),
                assumed,
                difference,
                says(said, ours, difference, ip));
    }

    private static boolean isName(String helo) {
        return helo.indexOf('.') > 0
                && DomainName.parse(helo).isPresent()
                && IpAddress.parse(helo).isEmpty();
    }

    /// @param address of MAIL FROM, empty for the null sender
    private record Told(String address, Trust trust) {}

    /// MAIL FROM as it was there, by the surest source: what the receiver's statement about the client tells, the
    /// Return-Path, what stands beside the client in its Received field, a result that is the receiver's if
    /// anybody's. Return-Path tells the whole address; a statement may tell another domain, and then counts.
    private Optional<Told> mailFrom(At at, EvaluatedClient client) {
        Optional<String> beside = client.mailFrom().flatMap(claim -> envelope(claim.value()));
        if (at == At.BEFORE_FORWARDING) {
            return beside.map(address -> new Told(address, Trust.FORGEABLE));
        }
        Trust besideTrust =
                client.mailFrom().map(claim -> trustOf(claim.span())).orElse(Trust.FORGEABLE);
        Optional<Told> path =
                message.returnPath().map(claim -> new Told(claim.value().toString(), trustOf(claim.span())));
        Optional<Told> result = stated();
        List<Told> all = new ArrayList<>();
        beside.ifPresent(address -> all.add(new Told(address, besideTrust)));
        path.ifPresent(all::add);
        result.ifPresent(all::add);
        return all.stream()
                .min(Comparator.comparing(Told::trust))
                .map(surest -> path.filter(each -> domain(each.address()).equalsIgnoreCase(domain(surest.address())))
                        .map(each -> new Told(each.address(), surest.trust()))
                        .orElse(surest));
    }

    private Trust trustOf(@Nullable Span span) {
        return span == null
                ? Trust.FORGEABLE
                : way.trust().stream()
                        .filter(each -> each.field().span().start() <= span.start()
                                && span.end() <= each.field().span().end())
                        .findFirst()
                        .map(FieldTrust::trust)
                        .orElse(Trust.FORGEABLE);
    }

    /// MAIL FROM in the first SPF result that is the receiver's, or in one that may be.
    private Optional<Told> stated() {
        List<Told> found = new ArrayList<>();
        for (AuthenticationResults field : message.results()) {
            Trust trust = way.trustAt(field.field().span().start());
            if (trust != Trust.FORGEABLE && field.kind() == AuthenticationResults.Kind.OWN) {
                field.first("spf")
                        .flatMap(spf -> spf.property("smtp.mailfrom", "smtp.mail", "smtp.mfrom"))
                        .flatMap(claim -> envelope(claim.value()))
                        .ifPresent(address -> found.add(new Told(address, trust)));
            }
        }
        return found.stream().min(Comparator.comparing(Told::trust));
    }

    /// An envelope sender as a header writes it, which may be a domain alone.
    private static Optional<String> envelope(String value) {
        String address = bare(value);
        if (address.isEmpty()) {
            return value.equals("<>") ? Optional.of("") : Optional.empty();
        }
        boolean usable = Mailbox.parse(address)
                .filter(mailbox -> mailbox.domainName().isPresent()
                        || DomainName.parse(address).isPresent())
                .isPresent();
        return usable ? Optional.of(address.indexOf('@') < 0 ? "postmaster@" + address : address) : Optional.empty();
    }

    private static String bare(String address) {
        return address.startsWith("<") && address.endsWith(">") ? address.substring(1, address.length() - 1) : address;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /// What a header says of this client: the receiver's word first, a forgeable one only where there is no
    /// other.
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
