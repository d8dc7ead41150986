package org.whybounce.fix.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Fact;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Letter;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;

/// What mends mail that passed neither SPF nor DKIM. Both can be had: SPF by a record at the domain that was evaluated,
/// which is proven here, and DKIM by the server that signs, which only its keeper can switch on. A receiver that wants
/// one of the two is content with either; DKIM is the one that survives forwarding.
final class AuthenticationRemedy {
    private AuthenticationRemedy() {}

    static List<Fix> of(CaseFile file, DnsEvidence shown, Meaning meaning, Remedies remedies) {
        List<Fix> fixes = new ArrayList<>();
        Optional<Evaluation> checked = shown.checked();
        boolean forwarded = file.sentOn()
                || shown.firstHop()
                                .filter(hop -> hop.evaluation().result() == SpfResult.PASS)
                                .isPresent()
                        && shown.service().isEmpty();
        Optional<DomainName> at = checked.map(Evaluation::domain)
                .flatMap(DomainName::parse)
                .filter(name -> shown.owner().isEmpty())
                .filter(name -> ofSender(file, name));
        if (shown.intermediary().isPresent()) {
            fixes.add(sign(file, shown, meaning, forwarded));
        }
        if (at.isPresent() && !forwarded) {
            DomainName name = at.get();
            switch (checked.orElseThrow().result()) {
                case FAIL, SOFTFAIL, NEUTRAL, NONE ->
                    fixes.addAll(remedies.listed(
                            file,
                            shown,
                            name,
                            "List " + checked.orElseThrow().ip() + " in the SPF record of " + name + "."));
                case PERMERROR -> fixes.addAll(remedies.repair(file, shown, name));
                case PASS, TEMPERROR -> {}
            }
        }
        if (shown.intermediary().isEmpty()) {
            fixes.add(sign(file, shown, meaning, forwarded));
        }
        return fixes;
    }

    /// Whether the domain that was evaluated is the sender's, as far as names can tell.
    private static boolean ofSender(CaseFile file, DomainName checked) {
        return file.fromDomain()
                .map(Fact::value)
                .filter(from -> !PublicSuffixes.organisation(from).equals(PublicSuffixes.organisation(checked)))
                .isEmpty();
    }

    private static Fix sign(CaseFile file, DnsEvidence shown, Meaning meaning, boolean forwarded) {
        Optional<String> known = file.fromDomain()
                .or(file::checkedDomain)
                .map(fact -> fact.value().toString());
        String domain = known.orElse("the domain in From");
        if (shown.owner().isPresent()) {
            String text =
                    "Send through the servers of " + domain + " with a login there, or with an envelope sender and From"
                            + " of a domain of your own: nobody but its owner can publish or sign for " + domain + ".";
            return new Fix.Tell(
                    Fix.Whom.SENDER_HOST,
                    text,
                    Letter.of(
                            "Mail of " + domain + " is refused as not authenticated", text, CaseLines.of(file, shown)));
        }
        String sign = "Switch on DKIM for " + domain + " where the mail is sent"
                + shown.service()
                        .map(service -> " (" + service.name() + ")")
                        .orElse(" (mail service or server): its pages show the record to publish");
        String why = forwarded
                ? ". The mail was forwarded, and a signature is what survives that; do not list the forwarder's addresses."
                : meaning == Meaning.AUTH_NONE
                        ? ". A signature that holds is enough for this receiver, and it survives forwarding."
                        : ". If _dmarc." + domain
                                + " has no TXT record, publish one (‘v=DMARC1; p=none’ will do to begin"
                                + " with): this receiver wants SPF, DKIM and DMARC together.";
        return new Fix.Tell(
                Fix.Whom.SENDER_HOST,
                sign + why,
                // Where the domain is not known the letter speaks of "our domain": one with a gap is no letter.
                Letter.of(
                        "Mail of " + known.orElse("our domain") + " is refused as not authenticated",
                        "Mail from " + known.orElse("our domain")
                                + " is refused because neither SPF nor DKIM passes for it.",
                        CaseLines.of(file, shown),
                        "Please sign our mail with DKIM as "
                                + known.map(name -> name + " (d=" + name + ")").orElse("our own domain")
                                + " and send us the record to publish."));
    }
}
