package org.whybounce.fix.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.cause.look.SendingService;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Letter;
import org.whybounce.fix.plan.VendorRemedy;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Vendor;

/// What mends a refusal by DMARC. One aligned pass is enough (RFC 9989, section 4), so the way is whichever of
/// DKIM and return-path the sending service offers; a change of the record alone helps only where the return-path
/// is the From domain's already.
final class DmarcRemedy {
    private DmarcRemedy() {}

    static List<Fix> of(CaseFile file, DnsEvidence shown, Cause.DmarcPolicy cause) {
        String from = cause.from().map(DomainName::toString).orElse("the domain in From");
        return switch (cause.kind().orElse("")) {
            case "forwarded", "list" -> forwarded(from, cause.kind().orElse(""));
            case "from-not-owned" ->
                List.of(new Fix.PublishNothing(
                        "Only whoever runs " + from + " can publish for it, and its DMARC policy lets nobody else send"
                                + " with it in From.",
                        "Send with a From address of a domain of yours, and put the other address into Reply-To."));
            case "dkim-broken" -> dkimBroken(file, shown, from);
            default -> unaligned(file, shown, cause, from);
        };
    }

    private static List<Fix> forwarded(String from, String kind) {
        return List.of(new Fix.PublishNothing(
                "No record mends a forwarded mail's SPF.",
                kind.equals("list")
                        ? "Ask the list's owner to write the list's own address into From (Mailman: from_is_list or"
                                + " dmarc_moderation_action), or to change neither subject nor body, so that the DKIM"
                                + " signature of " + from + " stays valid."
                        : "Sign with DKIM as " + from
                                + ", and ask the forwarder to leave the signed parts as they are."));
    }

    private static List<Fix> dkimBroken(CaseFile file, DnsEvidence shown, String from) {
        return List.of(new Fix.Tell(
                Fix.Whom.SENDER_HOST,
                "Find what changes the mail after it was signed as " + from
                        + " (a footer, a virus scanner, a gateway), and let that come before the signing; check that the"
                        + " key in the DNS is the one that signs.",
                Letter.of(
                        "DKIM signature of " + from + " does not hold",
                        "Mail with From " + from + " is refused by its DMARC policy because the DKIM signature that"
                                + " should carry it does not verify.",
                        CaseLines.of(file, shown),
                        "Please check what changes the mail after signing, and that the selector's record in the DNS"
                                + " holds the public key that belongs to the signing one.")));
    }

    private static List<Fix> unaligned(CaseFile file, DnsEvidence shown, Cause.DmarcPolicy cause, String from) {
        Optional<Vendor> vendor = shown.service().map(SendingService::vendor).filter(v -> v.scope() != Scope.FORWARDER);
        List<Fix> fixes = new ArrayList<>();
        if (vendor.isPresent() && cause.from().isPresent()) {
            fixes.add(VendorRemedy.aligning(vendor.get(), cause.from().get(), CaseLines.of(file, shown)));
        } else {
            fixes.add(new Fix.Tell(
                    Fix.Whom.SENDING_SERVICE,
                    "Have whoever sends this mail sign it with DKIM as " + from + " (d=" + from
                            + "), or use a return-path below " + from + "; one of the two makes DMARC pass.",
                    Letter.of(
                            "Mail sent for " + from + " fails DMARC",
                            "Mail that you send with From " + from
                                    + " is refused by its DMARC policy: neither the return-path nor a DKIM signature"
                                    + " belongs to " + from + ".",
                            CaseLines.of(file, shown),
                            "Please tell us the DKIM records (and, if you offer one, the return-path CNAME) to publish so"
                                    + " that you sign as " + from + ".")));
        }
        if (elsewhere(shown, cause)) {
            fixes.add(new Fix.PublishNothing(
                    "Adding the sender to the SPF record of " + from
                            + " alone does not help while its return-path is another domain.",
                    ""));
        }
        return fixes;
    }

    /// Whether SPF was evaluated for a domain that is not the From domain.
    private static boolean elsewhere(DnsEvidence shown, Cause.DmarcPolicy cause) {
        return shown.checked()
                .map(Evaluation::domain)
                .flatMap(DomainName::parse)
                .map(checked -> cause.from().filter(checked::equals).isEmpty())
                .orElse(shown.checked()
                        .filter(e -> e.result() == SpfResult.PASS)
                        .isEmpty());
    }
}
