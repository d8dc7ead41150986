package org.whybounce;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.whybounce.arc.ArcResult;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.dns.Resolver;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.fix.Fix;
import org.whybounce.headers.Authentication;
import org.whybounce.headers.Glance;
import org.whybounce.headers.HeaderFindings;
import org.whybounce.headers.HostsInDns;
import org.whybounce.headers.NextStep;
import org.whybounce.headers.Origin;
import org.whybounce.headers.SealedResults;
import org.whybounce.headers.Signatures;
import org.whybounce.headers.SpfChecks;
import org.whybounce.headers.SpfThenAndNow;
import org.whybounce.headers.StatedResult;
import org.whybounce.headers.Verdict;
import org.whybounce.intake.Pasted;
import org.whybounce.message.HeaderBlock;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.RawMessage;
import org.whybounce.message.field.Mailbox;
import org.whybounce.route.Boundary;
import org.whybounce.route.EvaluatedClient;
import org.whybounce.route.Route;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// The Email Header Analyzer: the way a message took, whom to believe, and SPF, DKIM and DMARC evaluated again.
public final class AnalyseHeaders {
    /// Who writes bounces (RFC 3464, section 2; RFC 5321, section 4.5.1), and what some servers write instead.
    private static final Set<String> DAEMONS = Set.of(
            "mailer-daemon",
            "mailerdaemon",
            "mail-daemon",
            "mail_daemon",
            "maildaemon",
            "mailer_daemon",
            "daemon",
            "mdaemon",
            "postmaster",
            "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e",
            "bounce",
            "bounces",
            "mail-delivery-subsystem",
            "mmdf");

    private final Resolver resolver;
    private final InstantSource clock;
    private final BounceReader bounces;

    /// @param resolver where DNS answers come from
    /// @param clock    for signatures that expire
    public AnalyseHeaders(Resolver resolver, InstantSource clock) {
        this(new BounceReader(Phrasebook.standard()), resolver, clock);
    }

    AnalyseHeaders(BounceReader bounces, Resolver resolver, InstantSource clock) {
        this.bounces = bounces;
        this.resolver = resolver;
        this.clock = clock;
    }

    /// The same knowledge, which is read once, with another resolver: in a server each check has a budget of
    /// its own.
    public AnalyseHeaders with(Resolver resolver) {
        return new AnalyseHeaders(bounces, resolver, clock);
    }

    /// Analyses the headers in a paste; empty if there are none. Of a bounce, those of the message that it
    /// returned.
    public Optional<HeaderAnalysis> analyse(Pasted pasted) {
        return analyse(pasted, Optional.empty());
    }

    /// As [#analyse(Pasted)].
    ///
    /// @param boundary where the reader says that the message came into the receiver's hands: the number of a
    ///                 hop, or a host of the receiver's; one that does not exist is left unheeded (see [#placed])
    public Optional<HeaderAnalysis> analyse(Pasted pasted, Optional<String> boundary) {
        Claims claims = bounces.read(pasted);
        Optional<ReturnedMessage> whole = ReturnedMessage.whole(pasted);
        boolean bounce =
                claims.refusals().stream().anyMatch(refusal -> server(pasted, refusal) && !within(whole, refusal));
        Optional<ReturnedMessage> inside =
                bounce && whole.filter(AnalyseHeaders::writtenByAPerson).isEmpty()
                        ? ReturnedMessage.insideBounce(pasted, claims)
                        : Optional.empty();
        return inside.or(() -> whole).map(mail -> analysis(pasted, claims, inside.isPresent(), mail, boundary));
    }

    /// Whether the paste begins with the head of a mail that no mail system sent: then whatever its text quotes, a
    /// bounce or the head of another mail, is its sender's word, and that head is asked about (RFC 5322, section
    /// 2.1).
    private static boolean writtenByAPerson(ReturnedMessage whole) {
        MessageEvidence mail = whole.evidence();
        return !mail.received().hops().isEmpty()
                && !mail.from().isEmpty()
                && mail.from().stream().noneMatch(from -> DAEMONS.contains(localPart(from.value())));
    }

    private static String localPart(Mailbox from) {
        String address = from.toString();
        return address.substring(0, Math.max(address.lastIndexOf('@'), 0)).toLowerCase(Locale.ROOT);
    }

    /// Whether a server refused, and not a person tells of it in front of the headers.
    private static boolean server(Pasted pasted, Refusal refusal) {
        return pasted instanceof Pasted.Dsn
                || refusal.replyCode().isPresent()
                || !refusal.enhancedCodes().isEmpty()
                || refusal.remoteMta().isPresent();
    }

    /// Whether what was taken for a refusal is a header's: a result in the words that receivers refuse with.
    private static boolean within(Optional<ReturnedMessage> whole, Refusal refusal) {
        Optional<Span> place = refusal.diagnosticText().flatMap(claim -> Optional.ofNullable(claim.span()));
        Optional<Span> block = whole.map(mail -> mail.evidence().headers())
                .filter(headers -> headers.fields().stream().anyMatch(field -> field.is("Received")))
                .map(HeaderBlock::span);
        return place.isPresent()
                && block.isPresent()
                && place.get().start() >= block.get().start()
                && place.get().end() <= block.get().end();
    }

    private HeaderAnalysis analysis(
            Pasted pasted, Claims claims, boolean returned, ReturnedMessage mail, Optional<String> boundary) {
        MessageEvidence message = mail.evidence();
        Route way = way(message, returned, refusedBy(claims), boundary);
        Optional<EvaluatedClient> client = way.client().or(() -> returned ? refused(claims) : Optional.empty());
        Signatures signatures = new Signatures(resolver, clock.instant());
        RawMessage raw = mail.raw();
        ArcResult arc = signatures.chain(raw, way);
        way = SealedResults.proven(message, way, arc);
        List<StatedResult> stated = StatedResult.all(message, way);
        List<SpfThenAndNow> spf = new SpfChecks(new SpfEvaluator(resolver), message, way, stated).all(client);
        Authentication authentication = signatures.authenticate(raw, message, way, spf, arc);
        way = way.with(SpfChecks.settle(
                way.forwarding(), spf, returned, message.fromDomain().map(Claim::value)));
        List<Finding> findings = HeaderFindings.of(message, returned, way, spf, stated, authentication);
        boolean noDns = spf.stream().flatMap(SpfThenAndNow::evaluations).anyMatch(AnalyseHeaders::unreachable);
        List<String> limits = new ArrayList<>(pasted.limits());
        limits.addAll(message.limits());
        limits.addAll(way.limits());
        boolean wrong = findings.stream().anyMatch(finding -> finding.level() == Severity.ERROR);
        Optional<Origin> origin = returned
                ? Optional.empty()
                : Optional.of(Origin.of(message, spf, stated, authentication, findings, way, clock.instant()));
        List<Glance> glance = Glance.of(message, spf, stated, authentication);
        List<Fix> fixes = returned ? List.of() : new HeaderRemedies(resolver).of(claims, message, spf, findings);
        return new HeaderAnalysis(
                pasted,
                returned,
                mail.inPaste(),
                message,
                way,
                client,
                stated,
                spf,
                authentication,
                findings,
                origin,
                glance,
                NextStep.of(message, way, origin, spf, glance, findings, HeaderRemedies.inOneSentence(fixes)),
                fixes,
                Verdict.of(origin, way, spf, stated, authentication, findings, wrong, noDns),
                limits);
    }

    private Route way(
            MessageEvidence message, boolean returned, Optional<String> refusedBy, Optional<String> boundary) {
        if (boundary.isPresent()) {
            String told = boundary.get().strip();
            Optional<Integer> number = told.chars().allMatch(Character::isDigit) && told.length() < 6 && !told.isEmpty()
                    ? Optional.of(Integer.parseInt(told))
                    : Route.of(message).numbered(told);
            return Route.of(message, number);
        }
        if (!returned) {
            return Route.of(message, Optional.empty(), new HostsInDns(resolver));
        }
        return refusedBy.isPresent() ? Route.ofReturned(message, refusedBy) : Route.ofReturned(message);
    }

    private static Optional<String> refusedBy(Claims claims) {
        return claims.refusals().stream()
                .findFirst()
                .flatMap(Refusal::remoteMta)
                .map(Claim::value);
    }

    /// Whether a boundary that was told could be placed.
    public static boolean placed(HeaderAnalysis analysis) {
        return analysis.way().boundary().by() == Boundary.By.TOLD;
    }

    /// The client that the bounce names, which no header of the returned message can.
    private static Optional<EvaluatedClient> refused(Claims claims) {
        Optional<Refusal> refusal = claims.refusals().stream().findFirst();
        return refusal.flatMap(each -> each.wording().ip())
                .map(ip -> new EvaluatedClient(
                        ip,
                        refusal.flatMap(Refusal::helo),
                        Optional.empty(),
                        refusal.flatMap(Refusal::remoteMta).map(Claim::value),
                        "the bounce names it",
                        true));
    }

    private static boolean unreachable(Evaluation evaluation) {
        return Stream.of(evaluation)
                .flatMap(each -> each.temporary().stream())
                .anyMatch(error -> error.answer().noDns());
    }
}
