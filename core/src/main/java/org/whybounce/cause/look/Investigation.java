package org.whybounce.cause.look;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Fact;
import org.whybounce.dkim.DkimParser;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.DkimVerifier;
import org.whybounce.dmarc.Authenticated;
import org.whybounce.dmarc.DmarcEvaluator;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.message.RawMessage;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.Identity;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.finding.AskAhead;
import org.whybounce.spf.finding.SpfNearMisses;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.text.Claim;
import org.whybounce.vendor.Recognised;
import org.whybounce.vendor.Traces;
import org.whybounce.vendor.VendorDirectory;

/// Asks the DNS what it shows now about a case: the same questions that the receiver asked, and those that tell one
/// cause
/// from another.
public final class Investigation {
    /// Hops before the connecting one that are evaluated; real mail has fewer public ones.
    private static final int MOST_HOPS = 6;

    /// An address that no record lists by name (240.0.0.0/4 is reserved, RFC 1112 section 4): it walks through the
    /// whole
    /// record to its end.
    static final IpAddress NEVER_LISTED = IpAddress.v4(0xf0000001L);

    private final Asker resolver;
    private final SpfEvaluator evaluator;
    private final SendingServices services;
    private final VendorDirectory vendors;

    /// @param resolver one look at the DNS, whose answers all stages of the case share
    public Investigation(Asker resolver, VendorDirectory vendors) {
        this.resolver = resolver;
        this.evaluator = new SpfEvaluator(resolver);
        this.services = new SendingServices(vendors, evaluator);
        this.vendors = vendors;
    }

    public DnsEvidence look(CaseFile file) {
        return look(file, Optional.empty());
    }

    /// The case with the address that connected, where it can be derived though no word tells it.
    public CaseFile derived(CaseFile file) {
        return new ConnectingAddress(resolver, (ip, domain) -> evaluate(file, ip, domain)).derived(file);
    }

    /// @param mail the mail itself, byte for byte, where the paste holds it: its signatures are verified
    public DnsEvidence look(CaseFile file, Optional<RawMessage> mail) {
        if (file.checkedDomain().isEmpty()
                && file.ip().isEmpty()
                && !(file.namesSpf() && file.fromDomain().isPresent())) {
            return DnsEvidence.NOTHING;
        }
        Optional<IpAddress> ip =
                file.ip().map(Fact::value).filter(address -> address.scope().publiclySeen());
        Optional<DomainName> domain = file.checkedDomain().map(Fact::value);
        AskAhead.of(resolver, CaseQuestions.of(file, ip, refusing(file), mail));
        Optional<Evaluation> checked = ip.isPresent() && domain.isPresent()
                ? Optional.of(evaluate(file, ip.get(), domain.get()))
                : Optional.empty();
        Optional<Evaluation> any = ip.isEmpty() && domain.isPresent()
                ? Optional.of(evaluate(file, NEVER_LISTED, domain.get()))
                : Optional.empty();
        Optional<Evaluation> supposed = domain.isEmpty() && file.namesSpf()
                ? file.fromDomain().map(Fact::value).map(from -> evaluate(file, ip.orElse(NEVER_LISTED), from))
                : Optional.empty();
        boolean noDns = checked.or(() -> any)
                .or(() -> supposed)
                .map(Investigation::unreachable)
                .orElse(false);
        if (noDns) {
            return new DnsEvidence(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    // What the paste itself shows of the record can be read without a name server.
                    domain.map(name -> SpfTree.of(resolver, name))
                            .filter(tree -> !(tree.root().state() instanceof SpfTree.State.Unanswered)),
                    Optional.empty(),
                    Optional.empty(),
                    reportingHost(file).map(DomainName::toString),
                    Optional.empty(),
                    domain.flatMap(this::owner),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    true,
                    false);
        }
        Optional<DomainName> host = ip.flatMap(this::confirmedName);
        Optional<DomainName> shownHost = host.or(() -> reportingHost(file));
        Optional<Evaluation> atFrom = file.fromDomain()
                .map(Fact::value)
                .filter(from -> domain.filter(from::equals).isEmpty())
                .flatMap(from ->
                        ip.map(address -> evaluator.evaluate(SpfQuestion.mailFrom(address, "postmaster@" + from, ""))));
        Optional<SpfTree> tree = domain.map(name -> SpfTree.of(resolver, name));
        Optional<Evaluation> beside = checked.map(e -> SpfNearMisses.beside(resolver, vendors, e, tree.orElse(null)));
        Optional<SendingService> service = ip.flatMap(address -> services.of(address, file, shownHost));
        DnsEvidence found = new DnsEvidence(
                beside,
                any,
                atFrom,
                domain.flatMap(name -> firstHop(file, ip, name)),
                checked.filter(e -> e.result() != SpfResult.PASS)
                        .flatMap(e -> host.flatMap(name -> otherFamily(file, e, name, domain.orElseThrow()))),
                tree,
                file.fromDomain().map(fact -> dmarc(fact.value(), checked, mail)),
                service,
                shownHost.map(DomainName::toString),
                ip.flatMap(address -> receiversOwn(file, address)),
                domain.flatMap(this::owner),
                supposed,
                beside.filter(_ -> file.identityOrMailFrom() == Identity.MFROM)
                        .flatMap(e -> new Intermediaries(resolver, vendors)
                                .of(file, e, domain.orElseThrow(), host, service, tree)),
                service.isPresent()
                        && domain.isPresent()
                        && new Intermediaries(resolver, vendors)
                                .customer(service.get().vendor(), domain.get(), tree),
                false,
                false);
        return resolver.cut() ? found.cutShort() : found;
    }

    /// Whose a domain is at which everybody may have a mailbox, or that a service puts into the envelope of what its
    /// customers send. Nobody with a bounce keeps the record of such a one.
    private Optional<String> owner(DomainName domain) {
        return PublicMailboxes.has(domain)
                ? Optional.of("a mailbox provider's")
                : vendors.recognise(Traces.NONE.withReturnPath(domain)).stream()
                        .map(Recognised::vendor)
                        // "pm-bounces.*" is a name below the customer's domain.
                        .filter(vendor -> vendor.returnPaths().stream()
                                .anyMatch(
                                        pattern -> !pattern.text().endsWith("*") && pattern.matches(domain.toString())))
                        .findFirst()
                        .map(vendor -> vendor.shortName() + "'s");
    }

    private Evaluation evaluate(CaseFile file, IpAddress ip, DomainName domain) {
        String helo = file.helo().map(fact -> fact.value().toString()).orElse("");
        if (file.identityOrMailFrom() == Identity.HELO) {
            return evaluator.explain(SpfQuestion.helo(ip, domain.toString()));
        }
        // The address as it stands if it is of the domain that was evaluated; macros may depend on its local part.
        String mailFrom = file.mailFrom()
                .map(Fact::value)
                .filter(address ->
                        CaseFile.domainOf(address).filter(domain::equals).isPresent() && address.indexOf('@') >= 0)
                .orElse("postmaster@" + domain);
        return evaluator.explain(SpfQuestion.mailFrom(ip, mailFrom, helo));
    }

    /// DMARC as it stands now. SPF counts with the identity that was evaluated, and a signature if the returned mail is
    /// there and it holds; one that does not hold says little, since bounces cut and re-wrap what they return.
    private DmarcResult dmarc(DomainName from, Optional<Evaluation> checked, Optional<RawMessage> mail) {
        List<Authenticated> authenticated = new ArrayList<>(checked.stream()
                .flatMap(e -> DomainName.parse(e.domain()).stream()
                        .map(name -> Authenticated.spf(name, e.result() == SpfResult.PASS)))
                .toList());
        mail.ifPresent(raw -> new DkimVerifier(resolver)
                .verify(raw, received(raw)).stream()
                        .filter(DkimResult::passed)
                        .flatMap(result -> result.signature().stream())
                        .forEach(signature -> authenticated.add(Authenticated.dkim(signature.domain(), true))));
        return new DmarcEvaluator(resolver).evaluate(from, authenticated);
    }

    /// When a signature had to hold: when it was made, as nothing here reads a clock and it may have expired since.
    private static Instant received(RawMessage mail) {
        return mail.all("DKIM-Signature").stream()
                .map(DkimParser::parse)
                .flatMap(reading ->
                        reading instanceof DkimSignature signature ? signature.signedAt().stream() : Stream.empty())
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static boolean unreachable(Evaluation evaluation) {
        return evaluation.temporary().filter(error -> error.answer().noDns()).isPresent();
    }

    /// The reverse name of an address that leads back to it (RFC 8601, section 2.7.3, "iprev").
    private Optional<DomainName> confirmedName(IpAddress ip) {
        Answer pointers = resolver.ask(new Question(DomainName.of(ip.reverseName()), RecordType.PTR));
        for (ResourceRecord record : pointers.recordsOrNone().stream().limit(3).toList()) {
            if (record instanceof ResourceRecord.Ptr ptr
                    && resolver.ask(Question.addressesLike(ip, ptr.target()))
                            .addresses()
                            .contains(ip)) {
                return Optional.of(ptr.target());
            }
        }
        return Optional.empty();
    }

    /// The server that wrote the report is the one that was refused, unless it is the refusing one itself.
    private static Optional<DomainName> reportingHost(CaseFile file) {
        Optional<Refusal> refusal = file.refusal();
        Optional<String> reporting = refusal.flatMap(Refusal::reportingMta).map(Claim::value);
        Optional<String> remote = refusal.flatMap(Refusal::remoteMta).map(Claim::value);
        return reporting.equals(remote)
                ? Optional.empty()
                : reporting.flatMap(DomainName::parse).filter(name -> name.labelCount() > 1);
    }

    /// The refusing server's name, where it leads to the address that was evaluated and another server wrote the
    /// report.
    private Optional<String> receiversOwn(CaseFile file, IpAddress evaluated) {
        return refusing(file)
                .filter(name -> resolver.ask(Question.addressesLike(evaluated, name))
                        .addresses()
                        .contains(evaluated))
                .or(() -> receiversFilter(file, evaluated))
                .map(DomainName::toString);
    }

    /// The receiver's own filter, which took the mail for it and passed it on: the client's name lies beside the names
    /// that the recipient's MX records send mail to.
    private Optional<DomainName> receiversFilter(CaseFile file, IpAddress evaluated) {
        Optional<DomainName> recipients = file.refusal()
                .flatMap(Refusal::recipient)
                .map(Claim::value)
                .map(address -> address.substring(address.lastIndexOf('@') + 1))
                .flatMap(DomainName::parse);
        Optional<DomainName> client = confirmedName(evaluated)
                .or(() ->
                        file.refusal().flatMap(Refusal::helo).map(Claim::value).flatMap(DomainName::parse));
        if (recipients.isEmpty()
                || client.isEmpty()
                || file.refusal().flatMap(Refusal::reportingMta).isPresent()) {
            return Optional.empty();
        }
        return resolver.ask(new Question(recipients.get(), RecordType.MX)).recordsOrNone().stream()
                .filter(ResourceRecord.Mx.class::isInstance)
                .map(record -> ((ResourceRecord.Mx) record).host())
                .filter(host -> Owners.same(host, client.get()))
                .findFirst();
    }

    /// The refusing server's name, where another server wrote the report.
    private static Optional<DomainName> refusing(CaseFile file) {
        if (reportingHost(file).isEmpty()) {
            return Optional.empty();
        }
        return file.refusal()
                .flatMap(Refusal::remoteMta)
                .map(Claim::value)
                .map(name -> name.replaceAll("[\\s(\\[].*", ""))
                .flatMap(DomainName::parse)
                .filter(name -> name.labelCount() > 1);
    }

    private Optional<Evaluation> otherFamily(CaseFile file, Evaluation checked, DomainName host, DomainName domain) {
        RecordType other = checked.ip().v4() ? RecordType.AAAA : RecordType.A;
        return resolver.ask(new Question(host, other)).addresses().stream()
                .findFirst()
                .map(address -> evaluate(file, address, domain));
    }

    /// The hop before the connecting one that the domain authorises; if none is, the first public one.
    private Optional<DnsEvidence.FirstHop> firstHop(CaseFile file, Optional<IpAddress> connecting, DomainName domain) {
        Map<IpAddress, String> hops = new LinkedHashMap<>();
        List<ReceivedHop> received =
                file.message().map(message -> message.received().hops()).orElse(List.of());
        for (ReceivedHop hop : received) {
            hop.client()
                    .map(Claim::value)
                    .filter(ip -> ip.scope().publiclySeen())
                    .ifPresent(ip -> {
                        if (connecting.filter(ip::equals).isEmpty() && hops.size() < MOST_HOPS) {
                            hops.putIfAbsent(
                                    ip, hop.clientName().map(Claim::value).orElse(ip.toString()));
                        }
                    });
        }
        Optional<DnsEvidence.FirstHop> oldest = Optional.empty();
        for (Map.Entry<IpAddress, String> hop : hops.entrySet()) {
            Evaluation evaluation = evaluate(file, hop.getKey(), domain);
            oldest = Optional.of(new DnsEvidence.FirstHop(hop.getKey(), hop.getValue(), evaluation));
            if (evaluation.result() == SpfResult.PASS) {
                return oldest;
            }
        }
        return oldest;
    }
}
