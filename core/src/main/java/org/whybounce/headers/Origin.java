package org.whybounce.headers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.whybounce.dkim.DkimNotice;
import org.whybounce.dkim.autopsy.DkimExamination;
import org.whybounce.dmarc.DmarcPolicy;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.finding.Finding;
import org.whybounce.headers.SpfThenAndNow.At;
import org.whybounce.message.HeaderBlock;
import org.whybounce.message.MessageEvidence;
import org.whybounce.net.IpAddress;
import org.whybounce.route.Boundary;
import org.whybounce.route.FieldOrder;
import org.whybounce.route.FieldTrust;
import org.whybounce.route.Forwarding;
import org.whybounce.route.Hop;
import org.whybounce.route.Place;
import org.whybounce.route.Route;
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
    /// Records and keys change; what they say today of a mail older than this proves nothing against it.
    private static final Duration LONG_AGO = Duration.ofDays(365);

    private static final String SIGNATURE_HELD = "the receiver found that a signature of its domain holds";

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
            List<Finding> findings,
            Route way,
            Instant now) {
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
        return new Search(message, from.get(), spf, stated, authentication, way, now).find();
    }

    private record Search(
            MessageEvidence message,
            DomainName from,
            List<SpfThenAndNow> spf,
            List<StatedResult> stated,
            Authentication authentication,
            Route way,
            Instant now) {
        Origin find() {
            Optional<String> proof = proof();
            if (proof.isPresent()) {
                String others = othersToo()
                        .map(who -> ". By the rules that " + from + " publishes " + who + " could send so too")
                        .orElse("");
                return new Origin(Status.CAME, "This mail did come from " + from + ": " + proof.get() + others + ".");
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

        /// Who could have sent it with the same results, where they rest on SPF alone.
        private Optional<String> othersToo() {
            if (authentication.signed() || passed("dkim")) {
                return Optional.empty();
            }
            return evaluated()
                    .flatMap(SpfThenAndNow::decisive)
                    .filter(now -> ours(now.domain()))
                    .flatMap(now -> SharedSender.of(now, way.boundary().hop().flatMap(way::hop)));
        }

        private Optional<String> proof() {
            Optional<DmarcResult> dmarc = authentication.dmarc();
            if (message.headers().fields().size() >= HeaderBlock.MOST_FIELDS) {
                return Optional.empty();
            }
            if (authentication.signed() && partly().isEmpty()) {
                return Optional.of(
                        dmarcPasses(dmarc) ? "its signature verifies, and DMARC passes" : "its signature verifies");
            }
            // The receiver saw an address of its own: SPF, and DMARC by it, judged the receiver and not the sender.
            if (sawItself().isPresent()) {
                return partly().isEmpty() && passed("dkim") ? Optional.of(SIGNATURE_HELD) : Optional.empty();
            }
            Optional<Evaluation> now = believedEnvelope()
                    .flatMap(SpfThenAndNow::decisive)
                    .filter(each -> each.result() == SpfResult.PASS)
                    .filter(each -> ours(each.domain()))
                    .filter(each -> !letsAnybody(each))
                    .filter(_ -> way.boundary().restsOn().isEmpty());
            if (now.isPresent()) {
                if (dmarcPasses(dmarc)) {
                    return Optional.of("SPF passes for " + now.get().ip() + ", and DMARC passes");
                }
                if (dmarc.filter(each -> each.outcome() == DmarcResult.Outcome.NONE)
                        .isPresent()) {
                    return Optional.of("SPF passes for " + now.get().ip() + ", which sent it");
                }
            }
            // Where the receiver's words contradict each other, one of them is the sender's.
            boolean failed = stated.stream()
                    .anyMatch(said -> said.method().equals("dmarc")
                            && said.trust() == Trust.BELIEVED
                            && said.result().equals("fail"));
            if (failed || partly().isPresent()) {
                return Optional.empty();
            }
            if (passed("dmarc")) {
                return Optional.of("the receiver found that DMARC passes");
            }
            if (passed("dkim")) {
                return Optional.of(SIGNATURE_HELD);
            }
            boolean nobody = believedEnvelope()
                    .flatMap(SpfThenAndNow::decisive)
                    .filter(Search::letsAnybody)
                    .isPresent();
            return passed("spf") && !nobody
                    ? Optional.of("the receiver found that SPF passes for a MAIL FROM of its domain")
                    : Optional.empty();
        }

        /// Whether the receiver wrote that a method passes for the From domain, and nothing else of it.
        private boolean passed(String method) {
            List<StatedResult> about = stated.stream()
                    .filter(said -> said.method().equals(method) && said.trust() == Trust.BELIEVED)
                    .filter(said -> said.domain().filter(this::ours).isPresent())
                    .toList();
            boolean pass = about.stream().anyMatch(said -> said.result().equals("pass"));
            return pass
                    && (method.equals("dkim")
                            || about.stream().allMatch(said -> said.result().equals("pass")));
        }

        private static boolean dmarcPasses(Optional<DmarcResult> dmarc) {
            return dmarc.filter(each -> each.outcome() == DmarcResult.Outcome.PASS)
                    .isPresent();
        }

        /// The notice that the only signatures which carry DMARC leave the rest of the text to anybody (RFC 6376,
        /// section 8.2); empty if one covers all of it.
        private Optional<String> partly() {
            List<DkimExamination> carrying = authentication.dkim().stream()
                    .filter(each -> each.result().passed())
                    .filter(each -> each.result()
                            .signature()
                            .filter(signature -> ours(signature.domain().toString()))
                            .isPresent())
                    .toList();
            List<String> partly = carrying.stream()
                    .flatMap(each -> each.result().notices().stream()
                            .filter(notice -> notice.kind() == DkimNotice.Kind.BODY_LENGTH)
                            .map(DkimNotice::says)
                            .limit(1))
                    .toList();
            return partly.isEmpty() || partly.size() < carrying.size()
                    ? Optional.empty()
                    : Optional.of(partly.getFirst());
        }

        /// Whether the record names nobody: `+all` is what matched.
        private static boolean letsAnybody(Evaluation spf) {
            return spf.result() == SpfResult.PASS
                    && spf.matched()
                            .filter(match ->
                                    match.text().toLowerCase(Locale.ROOT).endsWith("all"))
                            .isPresent();
        }

        /// Whether the DNS of today can still speak for the day on which the mail came in.
        private boolean old() {
            return way.boundary()
                    .hop()
                    .flatMap(way::hop)
                    .flatMap(hop -> hop.received().date())
                    .filter(date -> date.value().toInstant().isBefore(now.minus(LONG_AGO)))
                    .isPresent();
        }

        /// Why what failed may be no fault of the sender's, where the receiver itself shows it.
        private Optional<String> excuse() {
            Optional<IpAddress> hidden = evaluated()
                    .map(check -> check.client().ip().value())
                    .filter(ip -> !ip.scope().publiclySeen());
            if (hidden.isPresent()) {
                return Optional.of("the receiver saw only " + hidden.get() + ", an address of its own network");
            }
            if (sawItself().isPresent()) {
                return Optional.of(sawItself().get() + "; behind address translation a stranger looks the same");
            }
            Optional<Boundary.OtherReading> gateway = way.boundary().other().filter(Boundary.OtherReading::inDns);
            if (gateway.isPresent()) {
                return Optional.of("the receiver judged "
                        + evaluated()
                                .map(check -> check.client().ip().value().toString())
                                .orElse("a client")
                        + ", to which the DNS leads the mail of whom it is addressed to: if that is a gateway of the"
                        + " receiver's, it judged its own server and not the sender");
            }
            boolean chain = stated.stream()
                    .anyMatch(said -> said.method().equals("arc")
                            && said.trust() == Trust.BELIEVED
                            && said.result().equals("pass"));
            if (chain && way.forwarding().backing() == Forwarding.Backing.PROVIDER_VOUCHES) {
                return Optional.of("it was sent on, and what vouched for it broke on the way");
            }
            if (passedAtTimes()) {
                return Optional.of(
                        "results that look like the receiver's say that it passes, and stand where the sender"
                                + " can write too");
            }
            return FieldOrder.lost(message)
                    ? Optional.of("the fields do not stand in the order in which servers wrote them, so nobody can tell"
                            + " whose they are; paste them as they came")
                    : Optional.empty();
        }

        /// Whether a result for the From domain stands where this receiver writes at times, and none of the surely
        /// receiver's speaks against it.
        private boolean passedAtTimes() {
            Set<Integer> places = way.trust().stream()
                    .filter(each -> each.why().equals(FieldTrust.BELOW_AT_TIMES))
                    .map(each -> each.field().span().start())
                    .collect(Collectors.toSet());
            return stated.stream()
                            .anyMatch(said -> places.contains(said.fieldStart())
                                    && (said.method().equals("dmarc")
                                            || said.method().equals("dkim"))
                                    && said.result().equals("pass")
                                    && said.domain().filter(this::ours).isPresent())
                    && stated.stream()
                            .noneMatch(said -> said.method().equals("dmarc")
                                    && said.result().equals("fail")
                                    && (said.trust() == Trust.BELIEVED || places.contains(said.fieldStart())));
        }

        /// Why the owner of the From domain disowns it. A policy of none asks nobody to refuse, and is no answer.
        private Optional<String> denial() {
            if (excuse().isPresent()) {
                return Optional.empty();
            }
            Optional<DmarcResult> dmarc = authentication.dmarc();
            Optional<DmarcPolicy> asks =
                    dmarc.flatMap(DmarcResult::applies).filter(policy -> policy != DmarcPolicy.NONE);
            boolean receiverSays = stated.stream()
                    .anyMatch(said -> said.method().equals("dmarc")
                            && said.trust() == Trust.BELIEVED
                            && said.result().equals("fail"));
            boolean fails = dmarc.filter(each -> each.outcome() == DmarcResult.Outcome.FAIL)
                            .isPresent()
                    && !authentication.open()
                    && !old()
                    && believedEnvelope().isPresent();
            if (asks.isPresent() && (fails || receiverSays)) {
                return Optional.of(
                        "DMARC fails, and the policy is " + asks.get().code());
            }
            return believedEnvelope()
                    .filter(_ -> !old())
                    .flatMap(SpfThenAndNow::decisive)
                    .filter(now -> now.result() == SpfResult.FAIL && ours(now.domain()) && !authentication.open())
                    .map(now -> "its SPF record does not let " + now.ip() + " send for it");
        }

        private String missing() {
            if (message.headers().fields().size() >= HeaderBlock.MOST_FIELDS) {
                return "only the first " + HeaderBlock.MOST_FIELDS + " header fields were read";
            }
            if (partly().isPresent()) {
                return "its signature verifies, but does not cover the whole text: " + partly().get();
            }
            if (excuse().isPresent()) {
                return excuse().get();
            }
            if (way.boundary().restsOn().isPresent() && evaluated().isPresent()) {
                return "what the headers say of "
                        + evaluated().get().client().ip().value() + " counts only if "
                        + way.boundary().restsOn().get().client()
                        + " is the receiver's own; "
                        + way.boundary().restsOn().get().why();
            }
            Optional<Hop> login = way.boundary().hop().flatMap(way::hop).filter(hop -> hop.place() == Place.SUBMISSION);
            if (login.isPresent()) {
                return "a user of "
                        + login.get().received().by().map(Claim::value).orElse("the receiver")
                        + " who had logged in sent it, and only that server knows what it lets its users write in From";
            }
            if (way.hops().isEmpty() && !stated.isEmpty()) {
                return "no Received field shows who wrote these results";
            }
            if (believedEnvelope()
                    .flatMap(SpfThenAndNow::decisive)
                    .filter(Search::letsAnybody)
                    .isPresent()) {
                return "its SPF record lets anybody send for it (+all), so that a pass proves nothing";
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
            boolean fails = dmarc.filter(each -> each.outcome() == DmarcResult.Outcome.FAIL)
                    .isPresent();
            if (fails && old()) {
                return "DMARC fails by the DNS of today, and the mail is older than a year";
            }
            if (fails
                    && dmarc.flatMap(DmarcResult::requested)
                            .filter(asked -> asked != DmarcPolicy.NONE)
                            .isPresent()) {
                return "DMARC fails, but " + from + " only tests its policy (t=y)";
            }
            if (fails) {
                return "DMARC fails, but " + from + " asks nobody to refuse such mail (p=none)";
            }
            return "neither SPF nor a signature vouches for " + from;
        }

        private Optional<String> sawItself() {
            return way.boundary()
                    .sawItself()
                    .filter(_ -> way.sawItself(evaluated().map(SpfThenAndNow::client)));
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

        private boolean ours(String domain) {
            return DomainName.parse(domain.toLowerCase(Locale.ROOT))
                    .filter(name -> PublicSuffixes.organisation(name).equals(PublicSuffixes.organisation(from)))
                    .isPresent();
        }
    }
}
