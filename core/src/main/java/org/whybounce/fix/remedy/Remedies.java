package org.whybounce.fix.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Fact;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.cause.look.Intermediary;
import org.whybounce.cause.look.SendingService;
import org.whybounce.cause.rule.Ttl;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Letter;
import org.whybounce.fix.plan.AddSender;
import org.whybounce.fix.plan.Mending;
import org.whybounce.fix.plan.RepairRecord;
import org.whybounce.fix.plan.VendorRemedy;
import org.whybounce.fix.term.RecordText;
import org.whybounce.net.IpAddress;
import org.whybounce.route.CustomerHosts;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.Step;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.text.Visible;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Vendor;

/// From a diagnosis to what mends it: one method for each cause that has a remedy of its own.
public final class Remedies {
    private final Resolver resolver;

    public Remedies(Resolver resolver) {
        this.resolver = resolver;
    }

    /// What mends the case, best first; never empty for an established cause.
    public List<Fix> of(CaseFile file, DnsEvidence shown, Diagnosis diagnosis) {
        return switch (diagnosis) {
            case Diagnosis.Established established -> of(file, shown, established.cause());
            case Diagnosis.NoRefusal _ -> unasked(file, shown);
            case Diagnosis.Open _ -> List.of();
        };
    }

    /// Nothing was refused, but a record that does not evaluate is mended all the same, and a sender that it does not
    /// list is named. Whether that sender should be listed, nobody but the reader knows.
    private List<Fix> unasked(CaseFile file, DnsEvidence shown) {
        Optional<Evaluation> evaluation = shown.checked().or(shown::anyAddress);
        Optional<DomainName> at = evaluation.map(Evaluation::domain).flatMap(DomainName::parse);
        if (at.isEmpty() || at.get().isAtOrBelow(NOWHERE)) {
            return List.of();
        }
        return switch (evaluation.get().result()) {
            case PERMERROR -> repair(file, shown, at.get());
            case FAIL, SOFTFAIL, NEUTRAL ->
                shown.checked().isPresent() ? List.of(ifItSends(file, shown, at.get())) : List.of();
            case PASS, NONE, TEMPERROR -> List.of();
        };
    }

    /// Names below it cannot exist (RFC 2606, section 2), so nothing is published there.
    private static final DomainName NOWHERE = DomainName.of("invalid");

    private static Fix ifItSends(CaseFile file, DnsEvidence shown, DomainName at) {
        IpAddress ip = shown.checked().orElseThrow().ip();
        String service = shown.service().map(known -> " (" + known.name() + ")").orElse("");
        return new Fix.Tell(
                Fix.Whom.SENDER_DNS,
                "If " + ip + service + " sends for you, list it: 'whybounce spf fix " + at + " --add " + ip
                        + "' prints the record and proves it. If the mail was only passed on there, list nothing.",
                Letter.of(
                        "SPF record of " + at,
                        ip + " is not listed in the SPF record of " + at + ".",
                        CaseLines.of(file, shown)));
    }

    private List<Fix> of(CaseFile file, DnsEvidence shown, Cause cause) {
        return switch (cause) {
            case Cause.SenderNotListed c ->
                c.owner().isPresent()
                        ? List.of(notOwned(file, shown, c))
                        : listed(
                                file,
                                shown,
                                c.domain(),
                                "List " + c.ip() + " in the SPF record of " + c.domain() + ".");
            case Cause.AnotherDomainChecked c -> anotherDomain(file, shown, c);
            case Cause.RecordBroken c -> repair(file, shown, c.domain());
            case Cause.NoRecord c
            when nowhere(shown) ->
                List.of(new Fix.PublishNothing(
                        "The name " + c.domain() + " does not exist in the DNS, so no record at it mends this.",
                        "See whether the program that sends has the name right, and whether its registration or zone"
                                + " has gone."));
            case Cause.NoRecord c -> listed(file, shown, c.domain(), "Publish an SPF record at " + c.domain() + ".");
            case Cause.HeloFailed c -> List.of(helo(shown, c.helo()));
            case Cause.Forwarded c -> ForwardingRemedy.of(file, shown, c, resolver);
            case Cause.DnsTrouble c -> List.of(dnsTrouble(shown, c));
            case Cause.ReceiverFault c ->
                List.of(tellReceiver(
                        file,
                        shown,
                        "Tell the receiver's postmaster that their filter evaluated SPF for " + c.ip() + ", " + c.why()
                                + ". Publishing anything for it would authorise nobody.",
                        "Your filter evaluated SPF for " + c.ip() + ", which is " + c.why()
                                + " and cannot be the address that our mail came from. It seems to run behind a proxy,"
                                + " container bridge or NAT that hides the client's address."));
            case Cause.VendorPool c -> List.of(pool(file, shown, c));
            case Cause.DmarcPolicy c -> DmarcRemedy.of(file, shown, c);
            case Cause.LocalPolicy c -> localPolicy(file, shown, c);
            case Cause.AsStated c ->
                c.meaning() == Meaning.AUTH_NONE || c.meaning() == Meaning.AUTH_REQUIREMENTS
                        ? AuthenticationRemedy.of(file, shown, c.meaning(), this)
                        : List.of(Advice.of(c.meaning(), file));
        };
    }

    private static boolean nowhere(DnsEvidence shown) {
        return shown.tree()
                .filter(tree -> tree.root().state() instanceof SpfTree.State.Missing(Step.NoRecord why)
                        && why == Step.NoRecord.NO_SUCH_NAME)
                .isPresent();
    }

    /// The sender listed at the name that was evaluated; and where its service offers a return-path or signature of
    /// its own, that too, since an include is the lesser way there.
    List<Fix> listed(CaseFile file, DnsEvidence shown, DomainName at, String what) {
        List<Fix> fixes = new ArrayList<>();
        fixes.add(addSender(file, shown, at, what));
        Optional<Vendor> vendor = shown.service().map(SendingService::vendor);
        vendor.filter(known -> known.scope() == Scope.CNAME || known.scope() == Scope.BOUNCE_SUBDOMAIN)
                .ifPresent(known -> fixes.add(VendorRemedy.instead(known, at)));
        return fixes;
    }

    private Fix addSender(CaseFile file, DnsEvidence shown, DomainName at, String what) {
        Optional<SpfQuestion> failing = shown.checked().map(Evaluation::asked);
        if (failing.isEmpty()) {
            return new Fix.Tell(
                    Fix.Whom.SENDER_DNS,
                    what + " No record is printed, since the address that sends is not known.",
                    Letter.of("SPF record of " + at, what, CaseLines.of(file, shown)));
        }
        Optional<Fix> sentOn =
                shown.intermediary().map(between -> sentOn(failing.get().ip(), at, between));
        if (sentOn.isPresent()) {
            return sentOn.get();
        }
        Optional<Vendor> vendor = shown.service().map(SendingService::vendor);
        Mending mending = mending(file, at, failing);
        Mending.Attempt attempt = AddSender.propose(mending, vendor);
        return conditional(attempt, shown, failing.get().ip(), at).orTell(at, what);
    }

    /// Listing a host that sends on what others sent would let everybody send as the domain who has mail sent on there.
    private static Fix sentOn(IpAddress ip, DomainName at, Intermediary between) {
        String name = Visible.line(between.name(), 80);
        return new Fix.PublishNothing(
                "Do not list " + ip + " unless you know that " + at + " sends through " + name + ": "
                        + Visible.line(between.why(), 200) + ", and if it forwarded this mail, a record that lists it"
                        + " lets everybody whose mail it forwards send as " + at + ".",
                "If you send through it, ‘whybounce spf fix " + at + " --add " + ip
                        + "’ prints the record and proves it. If you wrote to another address, the mail was forwarded:"
                        + " ask whoever did to rewrite the envelope sender (SRS).");
    }

    private Mending mending(CaseFile file, DomainName at, Optional<SpfQuestion> failing) {
        return new Mending(resolver, at, failing, file.fromDomain().map(Fact::value));
    }

    /// Nobody but its owner can publish at the domain: the mail has to be sent otherwise.
    private static Fix notOwned(CaseFile file, DnsEvidence shown, Cause.SenderNotListed cause) {
        return new Fix.Tell(
                Fix.Whom.SENDER_HOST,
                "No record of yours can mend this. Send through the servers of " + cause.domain()
                        + " (log in there with the account), or send with an envelope sender and From of a domain of"
                        + " your own, and the other address in Reply-To.",
                Letter.of(
                        "Mail sent as " + cause.domain() + " from " + cause.ip() + " is refused",
                        "The server " + cause.ip() + " sends mail with an envelope sender at " + cause.domain()
                                + ", whose SPF record does not list it and is not ours to change.",
                        CaseLines.of(file, shown),
                        "Please let it send through the servers of " + cause.domain()
                                + " with a login, or with an envelope sender of our own domain."));
    }

    /// What a client says of itself proves nothing, so the record is for whoever runs the host with that name.
    private Fix helo(DnsEvidence shown, DomainName helo) {
        Optional<SpfQuestion> failing = shown.checked().map(Evaluation::asked);
        return failing.isEmpty() || helo.labelCount() < 2
                ? HeloRemedy.unknown(helo, failing.isEmpty())
                : conditional(
                                HeloRemedy.of(new Mending(resolver, helo, failing)),
                                shown,
                                failing.get().ip(),
                                helo,
                                KnownAddress.leadsTo(
                                        resolver, helo, failing.get().ip()))
                        .orTell(helo, HeloRemedy.what(helo));
    }

    /// The record as it is where the address is known to send for the domain; else on the condition that it does. An
    /// address without a name, a service or a listed neighbour may be a forwarder's, or a forger's.
    private Mending.Attempt conditional(Mending.Attempt attempt, DnsEvidence shown, IpAddress ip, DomainName at) {
        return conditional(attempt, shown, ip, at, KnownAddress.of(resolver, shown, ip, at));
    }

    private static Mending.Attempt conditional(
            Mending.Attempt attempt, DnsEvidence shown, IpAddress ip, DomainName at, boolean known) {
        Optional<Fix.Condition> against =
                Reservations.of(shown, ip, at, known && shown.service().isEmpty());
        if (against.isPresent()) {
            return attempt.onlyIf(against.get());
        }
        boolean service = attempt.fix()
                .map(fix -> fix.edit().becomes().stream()
                        .noneMatch(text -> RecordText.of(text).has("ip" + (ip.v4() ? "4:" : "6:") + ip)))
                .orElse(shown.service().isPresent());
        boolean listed = attempt.fix()
                .filter(fix -> fix.edit().was().stream()
                        .anyMatch(text -> RecordText.of(text).has("ip" + (ip.v4() ? "4:" : "6:") + ip)))
                .isPresent();
        if (!listed && !known && shown.service().isPresent() && !shown.customer()) {
            // Everybody's mail leaves from a service's addresses.
            return attempt.onlyIf(new Fix.Condition(
                    "if you send with " + shown.service().get().name(),
                    "Somebody else sent it through that service: it was forged or forwarded, and nothing is to be"
                            + " listed."));
        }
        if (service || listed || known) {
            return attempt;
        }
        Optional<String> line = shown.hostName().filter(name -> CustomerHosts.named(name, ip));
        if (line.isPresent()) {
            return attempt.onlyIf(new Fix.Condition(
                    "if " + ip + " is a mail server of yours",
                    "Its host, " + Visible.line(line.get(), 80) + ", is called as providers call the addresses of their"
                            + " customers. From a home or office line send through a mail server with a login, and list"
                            + " nothing; nor if it is a forwarder's, or somebody's who forged the mail."));
        }
        String host = shown.hostName()
                .map(name -> " (its host is " + Visible.line(name, 80) + ")")
                .orElse("");
        return attempt.onlyIf(new Fix.Condition(
                "if " + ip + " is yours",
                "Whose address it is, is not known here" + host
                        + ". If somebody sent the mail on, list nothing: whoever did has to rewrite the envelope"
                        + " sender. If you never sent it, it was forged, and nothing is to be done."));
    }

    private List<Fix> anotherDomain(CaseFile file, DnsEvidence shown, Cause.AnotherDomainChecked cause) {
        if (cause.ownDomain()) {
            return listed(
                    file,
                    shown,
                    cause.checked(),
                    "List " + cause.ip() + " in the SPF record of " + cause.checked()
                            + ", the name that was evaluated.");
        }
        Optional<Vendor> vendor = shown.service().map(SendingService::vendor);
        List<Fix> fixes = new ArrayList<>();
        fixes.add(new Fix.Tell(
                Fix.Whom.SENDING_SERVICE,
                "The record to mend is that of " + cause.checked()
                        + ", which is not yours: ask whoever sends for you to list " + cause.ip()
                        + " there, or to send with a return-path below " + cause.from() + ".",
                Letter.of(
                        "SPF of " + cause.checked() + " does not list " + cause.ip(),
                        "Mail that you send for " + cause.from() + " leaves from " + cause.ip()
                                + " with a return-path at " + cause.checked()
                                + ", and the SPF record there does not list that address.",
                        CaseLines.of(file, shown),
                        "Please list it, or let us use a return-path below " + cause.from() + ".")));
        vendor.filter(known -> known.scope() != Scope.FORWARDER)
                .filter(known -> !known.records().isEmpty())
                .ifPresent(known -> fixes.add(VendorRemedy.of(known, cause.from())));
        fixes.add(new Fix.PublishNothing(
                "An include in the record of " + cause.from() + " would do nothing: it was not evaluated.", ""));
        return fixes;
    }

    /// The record mended. Where it must list the sender too for this mail to pass and nobody knows whose address that
    /// is, the record mended alone comes first: it is right whoever sent.
    List<Fix> repair(CaseFile file, DnsEvidence shown, DomainName at) {
        String what = "Mend the SPF record of " + at + ".";
        Optional<SpfQuestion> failing = shown.checked().map(Evaluation::asked);
        Mending.Attempt attempt = RepairRecord.propose(mending(file, at, failing));
        if (attempt.found() || failing.isEmpty()) {
            return List.of(attempt.orTell(at, what));
        }
        IpAddress ip = failing.get().ip();
        Optional<String> between = shown.intermediary()
                .map(Intermediary::name)
                .or(() -> file.expandedFrom().map(address -> "whoever" + " keeps " + address))
                .map(name -> Visible.line(name, 80));
        if (between.isPresent()) {
            return List.of(RepairRecord.propose(mending(file, at, Optional.empty()))
                    .noting("The mended record does not list " + ip + ". List it only if you know that " + at
                            + " sends through " + between.get() + "; if " + between.get()
                            + " forwarded this mail, list nothing.")
                    .orTell(at, what));
        }
        Mending.Attempt withSender =
                AddSender.propose(mending(file, at, failing), shown.service().map(SendingService::vendor));
        if (!withSender.found()) {
            return List.of(attempt.orTell(at, what));
        }
        Mending.Attempt both = conditional(withSender, shown, ip, at);
        Mending.Attempt alone = RepairRecord.propose(mending(file, at, Optional.empty()));
        Optional<Fix.Condition> only = both.fix().flatMap(Fix.Publish::condition);
        if (only.isPresent() && alone.fix().filter(Remedies::listsSomebody).isPresent()) {
            return List.of(
                    alone.orTell(at, what),
                    both.onlyIf(new Fix.Condition(only.get().onlyIf(), "The record above is the one to publish."))
                            .without(alone.fix().get().notes())
                            .noting("Two changes in one, to be published instead of the record above.")
                            .orTell(at, what));
        }
        return List.of(both.noting("Two changes in one: mended alone, the record would still keep " + ip + " out.")
                .orTell(at, what));
    }

    private static boolean listsSomebody(Fix.Publish fix) {
        return RecordText.of(fix.edit().becomes().getFirst()).terms().stream()
                .anyMatch(term -> !RecordText.isModifier(term) && !term.endsWith("all"));
    }

    private static Fix dnsTrouble(DnsEvidence shown, Cause.DnsTrouble cause) {
        return new Fix.Tell(
                Fix.Whom.SENDER_DNS,
                "Have the name servers of " + cause.domain() + " answer: no record needs a change.",
                Letter.of(
                        "Name servers of " + cause.domain() + " do not answer",
                        "Mail from " + cause.domain() + " is refused because its SPF record cannot be looked up.",
                        shown.checked()
                                .or(shown::anyAddress)
                                .flatMap(Evaluation::temporary)
                                .map(error -> "The question " + error.question() + " ends with: "
                                        + error.answer().words() + ".")
                                .orElse("The name servers do not answer."),
                        "Please have them answer over UDP and TCP, and check the delegation and DNSSEC signatures."));
    }

    private static Fix pool(CaseFile file, DnsEvidence shown, Cause.VendorPool cause) {
        return new Fix.Tell(
                Fix.Whom.SENDING_SERVICE,
                "Check in your " + cause.vendor()
                        + " account that the domain in From is verified there and signed with DKIM, and whether a rule"
                        + " forwards this mail: such mail leaves through the pool. Do not list the pool; if neither is"
                        + " the reason, ask " + cause.vendor() + ".",
                Letter.of(
                        "Mail sent through a relay pool",
                        "Mail of ours left your service from " + cause.ip()
                                + ", which is not in your SPF record, and was refused.",
                        CaseLines.of(file, shown),
                        "Please tell us why this pool was used (a From domain that is not verified in our account, mail"
                                + " that was forwarded, or a limit reached) and what we are to change."));
    }

    private static List<Fix> localPolicy(CaseFile file, DnsEvidence shown, Cause.LocalPolicy cause) {
        List<Fix> fixes = new ArrayList<>();
        String wait = shown.checked()
                .flatMap(Ttl::ofRecord)
                .map(seconds ->
                        "If the record was changed lately, send again after " + Ttl.words(seconds) + " (its TTL). ")
                .orElse("");
        fixes.add(new Fix.PublishNothing(
                "The record already authorises " + cause.ip() + "; there is nothing to add.", wait.strip()));
        fixes.add(tellReceiver(
                file,
                shown,
                "If it is refused again, ask the receiver's postmaster.",
                "SPF for " + cause.domain() + " and " + cause.ip()
                        + " evaluates to pass by public DNS. Please tell us which rule refuses our mail."));
        return fixes;
    }

    private static Fix tellReceiver(CaseFile file, DnsEvidence shown, String text, String says) {
        return new Fix.Tell(
                Fix.Whom.RECEIVER,
                text,
                Letter.of(
                        "Mail refused by your server",
                        "Your server refused a mail of ours:",
                        CaseLines.of(file, shown),
                        says));
    }
}
