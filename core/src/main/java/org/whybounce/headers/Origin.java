package org.whybounce.headers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.dmarc.DmarcPolicy;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.finding.Finding;
import org.whybounce.headers.SpfThenAndNow.At;
import org.whybounce.message.MessageEvidence;
import org.whybounce.net.IpAddress;
import org.whybounce.route.Trust;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;

/// Whether the message came from whom it claims, for the person who reads it. Only what nobody on the way
/// could have written counts: signatures that verify, the address that the receiver saw with the MAIL FROM
/// that it was given, and results that the receiver wrote. That a message may have been sent on excuses
/// nothing.
///
/// @param status what is known
/// @param says   in one sentence
public record Origin(Status status, String says) {
    public enum Status {
        CAME("came"),
        DID_NOT("did-not"),
        UNTOLD("cannot-be-told");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public static Origin of(
            MessageEvidence message,
            List<SpfThenAndNow> spf,
            List<StatedResult> stated,
            Authentication authentication,
            List<Finding> findings) {
        Optional<DomainName> from = message.fromDomain().map(Claim::value);
        Optional<Finding> doubtful = findings.stream()
                .filter(finding -> finding.code().equals(HeaderCode.SEVERAL_FROM.code()))
                .findFirst();
        if (from.isEmpty() || doubtful.isPresent()) {
            return new Origin(
                    Status.UNTOLD,
                    "It cannot be told from whom this mail came: "
                            + doubtful.map(Finding::text)
                                    .map(text -> Character.toLowerCase(text.charAt(0)) + text.substring(1))
                                    .orElse("no single domain stands in its From."));
        }
        return new Search(from.get(), spf, stated, authentication).find();
    }

    private record Search(
            DomainName from, List<SpfThenAndNow> spf, List<StatedResult> stated, Authentication authentication) {
        Origin find() {
            Optional<String> proof = proof();
            if (proof.isPresent()) {
                return new Origin(Status.CAME, "This mail did come from " + from + ": " + proof.get() + ".");
            }
            Optional<String> denial = denial();
            if (denial.isPresent()) {
                return new Origin(
                        Status.DID_NOT,
                        "This mail did not come from " + from + " by the rules that " + from + " publishes: "
                                + denial.get() + ".");
            }
            return new Origin(
                    Status.UNTOLD, "It cannot be told whether this mail came from " + from + ": " + missing() + ".");
        }

        private Optional<String> proof() {
            Optional<DmarcResult> dmarc = authentication.dmarc();
            if (authentication.signed()) {
                return Optional.of(
                        dmarcPasses(dmarc) ? "its signature verifies, and DMARC passes" : "its signature verifies");
            }
            Optional<Evaluation> now = believedEnvelope()
                    .flatMap(SpfThenAndNow::decisive)
                    .filter(each -> each.result() == SpfResult.PASS)
                    .filter(each -> ours(each.domain()));
            if (now.isPresent()) {
                if (dmarcPasses(dmarc)) {
                    return Optional.of("SPF passes for " + now.get().ip() + ", and DMARC passes");
                }
                if (dmarc.filter(each -> each.outcome() == DmarcResult.Outcome.NONE)
                        .isPresent()) {
                    return Optional.of("SPF passes for " + now.get().ip() + ", which sent it");
                }
            }
            return believed("dmarc")
                    .filter(said -> said.result().equals("pass")
                            && said.domain().filter(this::ours).isPresent())
                    .map(_ -> "the receiver found that DMARC passes");
        }

        private static boolean dmarcPasses(Optional<DmarcResult> dmarc) {
            return dmarc.filter(each -> each.outcome() == DmarcResult.Outcome.PASS)
                    .isPresent();
        }

        /// Why the owner of the From domain disowns it. A policy of none asks nobody to refuse, and is no answer.
        private Optional<String> denial() {
            Optional<DmarcResult> dmarc = authentication.dmarc();
            Optional<DmarcPolicy> asks =
                    dmarc.flatMap(DmarcResult::applies).filter(policy -> policy != DmarcPolicy.NONE);
            boolean receiverSays = believed("dmarc")
                    .filter(said -> said.result().equals("fail"))
                    .isPresent();
            boolean fails = dmarc.filter(each -> each.outcome() == DmarcResult.Outcome.FAIL)
                            .isPresent()
                    && !authentication.open()
                    && believedEnvelope().isPresent();
            if (asks.isPresent() && (fails || receiverSays)) {
                return Optional.of(
                        "DMARC fails, and the policy is " + asks.get().code());
            }
            return believedEnvelope()
                    .flatMap(SpfThenAndNow::decisive)
                    .filter(now -> now.result() == SpfResult.FAIL && ours(now.domain()) && !authentication.open())
                    .map(now -> "its SPF record does not let " + now.ip() + " send for it");
        }

        private String missing() {
            Optional<IpAddress> hidden = evaluated()
                    .map(check -> check.client().ip().value())
                    .filter(ip -> !ip.scope().publiclySeen());
            if (hidden.isPresent()) {
                return "the receiver saw only " + hidden.get() + ", an address of its own network";
            }
            if (evaluated().isEmpty()) {
                return "no field shows which server handed it over";
            }
            if (believedEnvelope().isEmpty()) {
                return "no field of the receiver's tells MAIL FROM, so SPF decides nothing";
            }
            if (authentication.open()) {
                return "that depends on a signature which cannot be verified without the body";
            }
            Optional<DmarcResult> dmarc = authentication.dmarc();
            boolean silent = dmarc.filter(each -> each.outcome() == DmarcResult.Outcome.TEMPERROR)
                            .isPresent()
                    || evaluated()
                            .flatMap(SpfThenAndNow::result)
                            .filter(result -> result == SpfResult.TEMPERROR)
                            .isPresent();
            if (silent) {
                return "the DNS gave no answer";
            }
            if (dmarc.filter(each -> each.outcome() == DmarcResult.Outcome.FAIL).isPresent()) {
                return "DMARC fails, but " + from + " asks nobody to refuse such mail (p=none)";
            }
            return "neither SPF nor a signature vouches for " + from;
        }

        /// The check, where MAIL FROM is the receiver's word: whoever sends can write another below.
        private Optional<SpfThenAndNow> believedEnvelope() {
            return evaluated()
                    .filter(check -> check.envelope()
                            .filter(trust -> trust == Trust.BELIEVED)
                            .isPresent());
        }

        private Optional<SpfThenAndNow> evaluated() {
            return spf.stream().filter(check -> check.at() == At.EVALUATED).findFirst();
        }

        private Optional<StatedResult> believed(String method) {
            return stated.stream()
                    .filter(said -> said.method().equals(method) && said.trust() == Trust.BELIEVED)
                    .findFirst();
        }

        private boolean ours(String domain) {
            return DomainName.parse(domain.toLowerCase(Locale.ROOT))
                    .filter(name -> PublicSuffixes.organisation(name).equals(PublicSuffixes.organisation(from)))
                    .isPresent();
        }
    }
}
