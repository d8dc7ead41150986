package org.whybounce.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.Hint;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.Stage;
import org.whybounce.bounce.Wording;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.intake.ReportFacts;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.Mailbox;
import org.whybounce.message.results.ReceivedSpf;
import org.whybounce.net.IpAddress;
import org.whybounce.route.EvaluatedClient;
import org.whybounce.route.Route;
import org.whybounce.spf.Identity;
import org.whybounce.text.Claim;

/// The facts of one refusal, put together from what the person told, what the bounce says and what the headers
/// assert, in this order. Nothing here asked the DNS.
///
/// @param refusal       the refusal that the case is about; empty where only headers or a domain were given
/// @param ip            the address that connected
/// @param maskedIp      an address that stands there and cannot be one
/// @param mailFrom      the envelope sender: an address, or a domain alone
/// @param checkedDomain the domain that SPF was evaluated for
/// @param identity      which identity was, where it is known
/// @param helo          the HELO name
/// @param fromDomain    the domain of the visible From
/// @param report        what a filter's, a checker's or a message trace's lines state
/// @param derived       facts that no word of the paste states, with what they were derived from
public record CaseFile(
        Claims claims,
        Optional<Refusal> refusal,
        Optional<MessageEvidence> message,
        Optional<Fact<IpAddress>> ip,
        Optional<String> maskedIp,
        Optional<Fact<String>> mailFrom,
        Optional<Fact<DomainName>> checkedDomain,
        Optional<Fact<Identity>> identity,
        Optional<Fact<DomainName>> helo,
        Optional<Fact<DomainName>> fromDomain,
        ReportFacts report,
        List<Derived> derived) {

    /// A fact that no word of the paste states.
    ///
    /// @param fact as the JSON names it: `ip`, `checkedDomain`
    /// @param from what it was derived from, in words
    public record Derived(String fact, String value, String from) {}

    public CaseFile {
        derived = List.copyOf(derived);
    }

    public static CaseFile of(
            Claims claims, Optional<Refusal> refusal, Optional<MessageEvidence> message, KnownFacts told) {
        return of(claims, refusal, message, ReportFacts.NONE, told);
    }

    /// @param stated what a filter's or a checker's lines state beside it
    public static CaseFile of(
            Claims claims,
            Optional<Refusal> refusal,
            Optional<MessageEvidence> message,
            ReportFacts stated,
            KnownFacts told) {
        ReportFacts report = refusal.isPresent() ? ReportFacts.NONE : stated;
        Wording wording = refusal.map(Refusal::wording).orElse(Wording.NOTHING);
        Optional<EvaluatedClient> client =
                message.flatMap(m -> way(claims, refusal, m).client());
        Optional<ReceivedSpf> receivedSpf =
                message.flatMap(m -> m.receivedSpf().stream().findFirst());

        Optional<Fact<IpAddress>> ip = first(List.of(
                told.ip().map(value -> Fact.told(value, "--ip")),
                wording.ip().map(claim -> Fact.bounce(claim, "the bounce names it")),
                client.filter(EvaluatedClient::stated).map(c -> Fact.headers(c.ip(), c.why())),
                refusal.isPresent() ? Optional.empty() : client.map(c -> Fact.headers(c.ip(), c.why())),
                report.ip().map(claim -> Fact.headers(claim, "the report"))));

        Optional<Fact<String>> mailFrom = first(List.of(
                told.mailFrom().map(value -> Fact.told(value, "--mail-from")),
                wording.checkedAddress()
                        .filter(claim -> !isHelo(wording))
                        .map(claim -> Fact.bounce(claim, "the bounce names it")),
                refusal.flatMap(Refusal::envelopeFrom).map(claim -> Fact.bounce(claim, "the report's envelope sender")),
                message.flatMap(MessageEvidence::returnPath)
                        .filter(claim -> !claim.value().isNull())
                        .map(claim -> Fact.headers(claim.value().toString(), claim.span(), "Return-Path")),
                receivedSpf.flatMap(ReceivedSpf::envelopeFrom).map(claim -> Fact.headers(claim, "Received-SPF")),
                client.flatMap(EvaluatedClient::mailFrom)
                        .map(claim -> Fact.headers(claim, "the receiver's own headers")),
                report.mailFrom().map(claim -> Fact.headers(claim, "the report"))));

        Optional<Fact<DomainName>> helo = first(List.of(
                told.helo().map(value -> Fact.told(value, "--helo")),
                name(refusal.flatMap(Refusal::helo), claim -> Fact.bounce(claim, "the report names the HELO")),
                name(receivedSpf.flatMap(ReceivedSpf::helo), claim -> Fact.headers(claim, "Received-SPF")),
                refusal.isPresent()
                        ? Optional.empty()
                        : name(client.flatMap(EvaluatedClient::helo), claim -> Fact.headers(claim, "Received")),
                name(report.helo(), claim -> Fact.headers(claim, "the report"))));

        Optional<Fact<Identity>> identity = wording.identity()
                .map(claim -> Fact.bounce(claim, "the bounce names the identity"))
                .or(() -> heloOf(report));

        Optional<Fact<DomainName>> checked = first(List.of(
                told.mailFrom().flatMap(CaseFile::domainOf).map(value -> Fact.told(value, "--mail-from")),
                name(wording.checkedDomain(), claim -> Fact.bounce(claim, "the bounce names it")),
                identity.filter(i -> i.value() == Identity.HELO).isPresent()
                        ? helo
                        : mailFrom.flatMap(fact -> domainOf(fact.value()).map(fact::as))));

        Optional<Fact<DomainName>> from = first(List.of(
                told.fromDomain().map(value -> Fact.told(value, "--from-domain")),
                message.flatMap(MessageEvidence::fromDomain)
                        .map(claim -> Fact.headers(claim.value(), claim.span(), "the visible From")),
                name(wording.fromDomain(), claim -> Fact.bounce(claim, "the bounce names it")),
                name(report.from(), claim -> Fact.headers(claim, "the report"))));

        return new CaseFile(
                claims,
                refusal,
                message,
                ip,
                wording.maskedIp().map(Claim::value),
                mailFrom,
                checked,
                identity,
                helo,
                from,
                report,
                List.of());
    }

    /// The case of a domain that was pasted alone, or whose record was: nothing was refused.
    public static CaseFile asked(Claims claims, DomainName domain, KnownFacts told) {
        return of(claims, Optional.empty(), Optional.empty(), told).about(domain);
    }

    /// The same, asked about a domain where the paste tells none that was checked.
    public CaseFile about(DomainName domain) {
        return checkedDomain.isPresent() ? this : withDomain(Fact.told(domain, "the paste"));
    }

    private CaseFile withDomain(Fact<DomainName> domain) {
        return new CaseFile(
                claims,
                refusal,
                message,
                ip,
                maskedIp,
                mailFrom,
                Optional.of(domain),
                identity,
                helo,
                fromDomain,
                report,
                derived);
    }

    /// The same with the address that sent, derived from something else than a word of the paste.
    public CaseFile withDerivedIp(IpAddress address, String from) {
        List<Derived> more = new ArrayList<>(derived);
        more.add(new Derived("ip", address.toString(), from));
        return new CaseFile(
                claims,
                refusal,
                message,
                Optional.of(new Fact<>(address, Fact.Origin.DNS, Optional.empty(), "derived: " + from)),
                maskedIp,
                mailFrom,
                checkedDomain,
                identity,
                helo,
                fromDomain,
                report,
                more);
    }

    /// The way that the headers show, by the same reasoning as the header analyzer's. None of the headers that
    /// a bounce returned were written by the server that refused; of headers pasted beside a refusal that
    /// cannot be said.
    private static Route way(Claims claims, Optional<Refusal> refusal, MessageEvidence message) {
        boolean returned =
                claims.returned().isPresent() || claims.returnedText().isPresent();
        return refusal.isPresent() && returned
                ? Route.ofReturned(message, refusal.flatMap(Refusal::remoteMta).map(Claim::value))
                : Route.of(message);
    }

    /// Whether somebody sent the message on, as far as its headers tell.
    public Optional<org.whybounce.route.Forwarding> forwarding() {
        return message.map(m -> way(claims, refusal, m).forwarding());
    }

    /// Whether the headers show for certain that somebody sent the mail on.
    public boolean sentOn() {
        return expandedFrom().isPresent() || routeSentOn();
    }

    /// The address that somebody else's server expanded into the recipient's: "(generated from ...)",
    /// "(expanded from ...)", `orig_to=`. Where it is of the sender's own domain, the server is the sender's,
    /// and the mail only left by an alias of theirs (mail to root, say).
    public Optional<String> expandedFrom() {
        Optional<DomainName> original = refusal.flatMap(Refusal::originalRecipient)
                .map(Claim::value)
                .filter(address -> address.indexOf('@') > 0)
                .flatMap(CaseFile::domainOf);
        Optional<DomainName> last =
                refusal.flatMap(Refusal::recipient).map(Claim::value).flatMap(CaseFile::domainOf);
        boolean other = original.isPresent()
                && last.filter(domain -> !sameOwner(domain, original.get())).isPresent()
                && checkedDomain
                        .filter(checked -> !sameOwner(checked.value(), original.get()))
                        .isPresent();
        return other ? refusal.flatMap(Refusal::originalRecipient).map(Claim::value) : Optional.empty();
    }

    private static boolean sameOwner(DomainName one, DomainName other) {
        return PublicSuffixes.organisation(one).equals(PublicSuffixes.organisation(other));
    }

    private boolean routeSentOn() {
        return forwarding().filter(org.whybounce.route.Forwarding::certain).isPresent();
    }

    /// A filter that tells the two identities apart, and only HELO does not pass.
    private static Optional<Fact<Identity>> heloOf(ReportFacts report) {
        Optional<Claim<String>> helo = Optional.ofNullable(report.results().get("spf-helo"));
        boolean sound = Optional.ofNullable(report.results().get("spf"))
                .filter(claim -> !claim.value().equals("pass"))
                .isEmpty();
        return helo.filter(claim ->
                        sound && !claim.value().equals("pass") && !claim.value().equals("none"))
                .map(claim -> Fact.headers(Identity.HELO, claim.span(), "the report names the HELO identity"));
    }

    /// What a person's own words, with no server's reply among them, may mean.
    public List<Hint> hints() {
        return claims.hints();
    }

    private static boolean isHelo(Wording wording) {
        return wording.identity()
                .filter(claim -> claim.value() == Identity.HELO)
                .isPresent();
    }

    private static <T> Optional<Fact<T>> first(List<Optional<Fact<T>>> facts) {
        return facts.stream().flatMap(Optional::stream).findFirst();
    }

    private static Optional<Fact<DomainName>> name(
            Optional<Claim<String>> claim, Function<Claim<DomainName>, Fact<DomainName>> fact) {
        return claim.flatMap(c -> domainOf(c.value()).map(name -> fact.apply(new Claim<>(name, c.span()))));
    }

    /// The domain of an address, or of a text that is a domain.
    public static Optional<DomainName> domainOf(String address) {
        int at = address.lastIndexOf('@');
        return at < 0
                ? DomainName.parse(address.strip())
                : Mailbox.parse(address).flatMap(Mailbox::domainName);
    }

    public Wording wording() {
        return refusal.map(Refusal::wording).orElse(Wording.NOTHING);
    }

    /// The strongest reading of the refusal's words. A line that links to an explanation of SPF failures names
    /// one by that; where the same line says permanent or temporary error, that is the narrower word and
    /// counts.
    public Optional<Reading> strongest() {
        return wording().readings().stream().findFirst().map(first -> switch (first.meaning()) {
            case SPF_FAIL, SPF_UNSPECIFIED -> narrower(first);
            default -> first;
        });
    }

    private Reading narrower(Reading first) {
        String words = refusal.map(Refusal::flattened).orElse("").toLowerCase(Locale.ROOT);
        if (words.contains("spf permanent error") || words.contains("permerror")) {
            return as(first, Meaning.SPF_PERMERROR, "permanent error");
        }
        if (words.contains("spf temporary error") || words.contains("temperror")) {
            return as(first, Meaning.SPF_TEMPERROR, "temporary error");
        }
        return first;
    }

    private static Reading as(Reading first, Meaning meaning, String words) {
        return new Reading(
                meaning,
                first.strength(),
                "the line says \"" + words + "\" of SPF; " + first.reason(),
                first.phrase(),
                first.span());
    }

    /// Whether the words themselves name SPF.
    public boolean namesSpf() {
        return strongest()
                .filter(r -> r.meaning().namesSpf() && r.strength() != Reading.Strength.HINT)
                .isPresent();
    }

    public boolean says(Meaning meaning) {
        return wording().readings().stream().anyMatch(reading -> reading.meaning() == meaning);
    }

    /// Whether the refusal came before MAIL FROM was given, so that it cannot be about it.
    public boolean refusedBeforeMailFrom() {
        return refusal.flatMap(Refusal::stage)
                .map(Claim::value)
                .filter(stage -> stage == Stage.CONNECT || stage == Stage.HELO || stage == Stage.STARTTLS)
                .isPresent();
    }

    /// The identity that was evaluated, MAIL FROM unless the text says otherwise.
    public Identity identityOrMailFrom() {
        return identity.map(Fact::value).orElse(Identity.MFROM);
    }
}
