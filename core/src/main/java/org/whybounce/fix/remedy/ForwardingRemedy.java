package org.whybounce.fix.remedy;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.dns.Resolver;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Letter;
import org.whybounce.fix.plan.Advisories;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.text.Claim;
import org.whybounce.text.Visible;

/// What mends mail that somebody sends on: the forwarder writes an envelope sender of its own, or the mail is
/// fetched, or a signature carries it through. Never the forwarder's addresses in the sender's record: they send
/// everybody's mail.
final class ForwardingRemedy {
    private ForwardingRemedy() {}

    static List<Fix> of(CaseFile file, DnsEvidence shown, Cause.Forwarded cause, Resolver resolver) {
        String recipient = file.refusal()
                .flatMap(refusal -> refusal.originalRecipient().or(refusal::recipient))
                .map(Claim::value)
                .map(address -> Visible.line(address, 80))
                .orElse("your user");
        List<Fix> fixes = new ArrayList<>();
        fixes.add(new Fix.Tell(
                Fix.Whom.FORWARDER,
                "Ask the forwarder (" + cause.forwarder()
                        + ") to rewrite the envelope sender (SRS) when it sends mail on, or the recipient to have the mail"
                        + " fetched instead. Sign your mail with DKIM: a signature survives forwarding.",
                Letter.of(
                        "Forwarded mail is refused: please rewrite the envelope sender",
                        "Mail from " + cause.domain() + " to " + recipient + " is sent on by " + cause.forwarder()
                                + " with our envelope sender unchanged. The next server then evaluates SPF of "
                                + cause.domain() + " for your address, which that record does not and must not list,"
                                + " and refuses the mail.",
                        CaseLines.of(file, shown),
                        "Please rewrite the envelope sender to a domain of yours when you forward (Sender Rewriting"
                                + " Scheme, as postsrsd and most forwarding services do), or have the final mailbox fetch"
                                + " the mail. Please leave subject and body as they are, so that our DKIM signature stays"
                                + " valid.")));
        fixes.add(new Fix.PublishNothing(
                "Do not add the forwarder's addresses to your record: they send everybody's mail.",
                "DKIM with your domain in d=, so that DMARC passes whatever way the mail takes."
                        + end(cause, resolver)));
        return fixes;
    }

    /// `~all` where DMARC does the refusing: a receiver that refuses a plain fail at once never looks at the
    /// signature.
    private static String end(Cause.Forwarded cause, Resolver resolver) {
        ReachReader reader = new ReachReader(resolver);
        List<String> records = reader.records(cause.domain());
        boolean hard = records.size() == 1
                && reader.read(cause.domain(), records.getFirst()).unlisted() == Qualifier.FAIL;
        return hard && Advisories.enforced(cause.domain(), reader)
                ? " Your DMARC policy refuses forgeries already, so ‘~all’ instead of ‘-all’ protects as well and lets a"
                        + " signed mail that was forwarded get as far as DMARC."
                : "";
    }
}
