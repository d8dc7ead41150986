package org.whybounce.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Fact;
import org.whybounce.cause.SendingService;
import org.whybounce.cause.Shown;
import org.whybounce.cause.Ttl;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.text.Claim;
import org.whybounce.text.Visible;
import org.whybounce.vendor.Vendor;

/// From a diagnosis to what mends it: one method for each cause that has a remedy of its own.
public final class Remedies {
    private final Resolver resolver;

    public Remedies(Resolver resolver) {
        this.resolver = resolver;
    }

    /// What mends the case, best first; never empty for an established cause.
    public List<Fix> of(CaseFile file, Shown shown, Diagnosis diagnosis) {
        return switch (diagnosis) {
            case Diagnosis.Established established -> of(file, shown, established.cause());
            case Diagnosis.Open _, Diagnosis.NoRefusal _ -> List.of();
        };
    }

    private List<Fix> of(CaseFile file, Shown shown, Cause cause) {
        return switch (cause) {
            case Cause.SenderNotListed c ->
                List.of(addSender(shown, c.domain(), "List " + c.ip() + " in the SPF record of " + c.domain() + "."));
            case Cause.AnotherDomainChecked c -> anotherDomain(shown, c);
            case Cause.RecordBroken c -> List.of(repair(shown, c.domain()));
            case Cause.NoRecord c ->
                List.of(addSender(shown, c.domain(), "Publish an SPF record at " + c.domain() + "."));
            case Cause.HeloFailed c ->
                List.of(addSender(shown, c.helo(), "Publish an SPF record for the HELO name " + c.helo() + " itself."));
            case Cause.Forwarded c -> forwarded(file, c);
            case Cause.DnsTrouble c ->
                List.of(new Fix.Tell(
                        Fix.Whom.SENDER_DNS,
                        "Have the name servers of " + c.domain() + " answer: no record needs a change.",
                        Letter.of(
                                "Name servers of " + c.domain() + " do not answer",
                                "Mail from " + c.domain() + " is refused because its SPF record cannot be looked up.",
                                shown.checked()
                                        .flatMap(Evaluation::temporary)
                                        .map(error -> "The question " + error.question() + " ends with: "
                                                + error.answer().why().words() + ".")
                                        .orElse("The name servers do not answer."))));
            case Cause.ReceiverFault c ->
                List.of(tellReceiver(
                        file,
                        "Tell the receiver's postmaster that their filter evaluated SPF for " + c.ip() + ", " + c.why()
                                + ". Publishing anything for it would authorise nobody.",
                        "Your filter evaluated SPF for " + c.ip() + ", which is " + c.why()
                                + " and cannot be the address that our mail came from. It seems to run behind a proxy,"
                                + " container bridge or NAT that hides the client's address."));
            case Cause.VendorPool c ->
                List.of(new Fix.Tell(
                        Fix.Whom.SENDING_SERVICE,
                        "Ask " + c.vendor() + " why this mail left through its relay pool; do not list the pool.",
                        Letter.of(
                                "Mail sent through a relay pool",
                                "Mail of ours left your service from " + c.ip()
                                        + ", which is not in your SPF record, and was refused.",
                                "Please tell us why this pool was used and what we are to change.")));
            case Cause.DmarcPolicy c -> dmarc(c);
            case Cause.LocalPolicy c -> localPolicy(file, shown, c);
            case Cause.AsStated c -> List.of(Advice.of(c.meaning(), file));
        };
    }

    private Fix addSender(Shown shown, DomainName at, String what) {
        Optional<SpfQuestion> failing = shown.checked().map(Evaluation::asked);
        if (failing.isEmpty()) {
            return new Fix.Tell(
                    Fix.Whom.SENDER_DNS,
                    what + " No record is printed, since the address that sends is not known.",
                    Letter.of("SPF record of " + at, what));
        }
        Optional<Vendor> vendor = shown.service().map(SendingService::vendor);
        return AddSender.propose(new Mending(resolver, at, failing), vendor).orTell(at, what);
    }

    private List<Fix> anotherDomain(Shown shown, Cause.AnotherDomainChecked cause) {
        if (cause.ownDomain()) {
            return List.of(addSender(
                    shown,
                    cause.checked(),
                    "List " + cause.ip() + " in the SPF record of " + cause.checked()
                            + ", the name that was evaluated."));
        }
        return List.of(
                new Fix.Tell(
                        Fix.Whom.SENDING_SERVICE,
                        "The record to mend is that of " + cause.checked()
                                + ", which is not yours: ask whoever sends for you to list " + cause.ip()
                                + " there, or to send with a return-path below " + cause.from() + ".",
                        Letter.of(
                                "SPF of " + cause.checked() + " does not list " + cause.ip(),
                                "Mail that you send for " + cause.from() + " leaves from " + cause.ip()
                                        + " with a return-path at " + cause.checked()
                                        + ", and the SPF record there does not list that address.",
                                "Please list it, or let us use a return-path below " + cause.from() + ".")),
                new Fix.PublishNothing(
                        "An include in the record of " + cause.from() + " would do nothing: it was not evaluated.",
                        ""));
    }

    private Fix repair(Shown shown, DomainName at) {
        String what = "Mend the SPF record of " + at + ".";
        Optional<SpfQuestion> failing = shown.checked().map(Evaluation::asked);
        Mending.Attempt attempt = RepairRecord.propose(new Mending(resolver, at, failing));
        if (attempt.fix().isEmpty() && failing.isPresent()) {
            Mending.Attempt withSender = AddSender.propose(
                    new Mending(resolver, at, failing), shown.service().map(SendingService::vendor));
            if (withSender.fix().isPresent()) {
                return withSender.orTell(at, what);
            }
        }
        return attempt.orTell(at, what);
    }

    private static List<Fix> forwarded(CaseFile file, Cause.Forwarded cause) {
        String recipient = original(file);
        return List.of(
                new Fix.Tell(
                        Fix.Whom.FORWARDER,
                        "Ask the forwarder (" + cause.forwarder()
                                + ") to rewrite the envelope sender (SRS) when it sends mail on, or the recipient to have"
                                + " the mail fetched instead. Sign your mail with DKIM: a signature survives forwarding.",
                        Letter.of(
                                "Forwarded mail is refused: please rewrite the envelope sender",
                                "Mail from " + cause.domain() + " to " + recipient + " is sent on by "
                                        + cause.forwarder()
                                        + " with our envelope sender unchanged, and the next server refuses it by SPF.",
                                "Please rewrite the envelope sender when you forward (Sender Rewriting Scheme), or have"
                                        + " the mail fetched by the final mailbox instead.")),
                new Fix.PublishNothing(
                        "Do not add the forwarder's addresses to your record: they send everybody's mail.",
                        "DKIM with your domain in d=, so that DMARC passes whatever way the mail takes."));
    }

    private static String original(CaseFile file) {
        return file.refusal()
                .flatMap(refusal -> refusal.originalRecipient().or(refusal::recipient))
                .map(Claim::value)
                .map(address -> Visible.line(address, 80))
                .orElse("your user");
    }

    private List<Fix> dmarc(Cause.DmarcPolicy cause) {
        String from = cause.from().map(DomainName::toString).orElse("the domain in From");
        String kind = cause.kind().orElse("");
        return switch (kind) {
            case "forwarded", "list" ->
                List.of(new Fix.PublishNothing(
                        "No record mends a forwarded mail's SPF.",
                        "Sign with DKIM as " + from
                                + ", and ask the forwarder to leave the signed parts as they are."));
            default ->
                List.of(
                        new Fix.Tell(
                                Fix.Whom.SENDING_SERVICE,
                                "Have whoever sends this mail sign it with DKIM as " + from
                                        + " (d=" + from + "), or use a return-path below " + from
                                        + "; one of the two makes DMARC pass.",
                                Letter.of(
                                        "Mail sent for " + from + " fails DMARC",
                                        "Mail that you send with From " + from
                                                + " is refused by its DMARC policy: neither the return-path nor a DKIM"
                                                + " signature belongs to " + from + ".",
                                        "Please tell us the DKIM records (and, if you offer one, the return-path CNAME) to"
                                                + " publish so that you sign as " + from + ".")),
                        new Fix.PublishNothing(
                                "Adding the sender to the SPF record of " + from
                                        + " alone does not help while its return-path is another domain.",
                                ""));
        };
    }

    private static List<Fix> localPolicy(CaseFile file, Shown shown, Cause.LocalPolicy cause) {
        List<Fix> fixes = new ArrayList<>();
        String wait = shown.checked()
                .flatMap(Ttl::ofRecord)
                .map(seconds ->
                        "If the record was changed lately, send again after " + Ttl.words(seconds) + " (its TTL). ")
                .orElse("");
        fixes.add(new Fix.PublishNothing(
                "The record already authorises " + cause.ip() + "; there is nothing to add.",
                wait + "If it is refused again, write to the receiver's postmaster."));
        fixes.add(tellReceiver(
                file,
                "If it is refused again, ask the receiver's postmaster.",
                "SPF for " + cause.domain() + " and " + cause.ip()
                        + " evaluates to pass by public DNS. Please tell us which rule refuses our mail."));
        return fixes;
    }

    private static Fix tellReceiver(CaseFile file, String text, String says) {
        String refused = file.refusal().map(Refusal::flattened).orElse("");
        String when = file.refusal()
                .flatMap(Refusal::date)
                .map(Claim::value)
                .map(date -> " on " + Visible.line(date, 60))
                .orElse("");
        return new Fix.Tell(
                Fix.Whom.RECEIVER,
                text,
                Letter.of(
                        "Mail refused by your server",
                        "Your server refused a mail of ours" + when + ":",
                        " " + Visible.line(refused, 300),
                        says,
                        "Envelope sender: "
                                + file.mailFrom()
                                        .map(Fact::value)
                                        .map(v -> Visible.line(v, 100))
                                        .orElse("not known")
                                + "; connecting address: "
                                + file.ip()
                                        .map(Fact::value)
                                        .map(IpAddress::toString)
                                        .orElse("not known")));
    }
}
