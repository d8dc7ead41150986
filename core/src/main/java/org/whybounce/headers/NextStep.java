package org.whybounce.headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.message.MessageEvidence;
import org.whybounce.route.Forwarding;
import org.whybounce.route.Relay;
import org.whybounce.route.Route;
import org.whybounce.text.Claim;

/// What to do, for the one who can do it.
///
/// @param who whose step it is
/// @param what in whole sentences
public record NextStep(Who who, String what) {
    public enum Who {
        READER("reader", "If you got it"),
        SENDER("sender", "If you sent it"),
        POSTMASTER("postmaster", "If you run the receiving server");

        private final String code;
        private final String words;

        Who(String code, String words) {
            this.code = code;
            this.words = words;
        }

        public String code() {
            return code;
        }

        public String words() {
            return words;
        }
    }

    /// At most one for each of them; none where nothing is to be done.
    ///
    /// @param findings the gravest first
    /// @param proven   the remedy for an unlisted sender that is proven, in one sentence, where there is one
    public static List<NextStep> of(
            MessageEvidence message,
            Route way,
            Optional<Origin> origin,
            List<SpfThenAndNow> spf,
            List<Glance> glance,
            List<Finding> findings,
            Optional<String> proven) {
        String from =
                message.fromDomain().map(Claim::value).map(DomainName::toString).orElse("the From domain");
        List<NextStep> steps = new ArrayList<>();
        origin.filter(each -> each.status() == Origin.Status.DID_NOT)
                .ifPresent(_ -> steps.add(new NextStep(
                        Who.READER,
                        "Do what it asks only after " + from + " has confirmed it by another way than this mail.")));
        List<HeaderCode> codes = new ArrayList<>();
        List<Finding> grave = findings.stream()
                .filter(finding -> finding.level() == Severity.ERROR || finding.level() == Severity.WARNING)
                .toList();
        grave.forEach(finding -> HeaderCode.of(finding.code()).ifPresent(codes::add));
        sender(codes, grave, from, way, spf, glance, proven)
                .ifPresent(what -> steps.add(new NextStep(Who.SENDER, what)));
        postmaster(codes).ifPresent(what -> steps.add(new NextStep(Who.POSTMASTER, what)));
        return List.copyOf(steps);
    }

    private static Optional<String> postmaster(List<HeaderCode> codes) {
        if (codes.contains(HeaderCode.GATEWAY_JUDGED) || codes.contains(HeaderCode.CHECKED_ITSELF)) {
            return Optional.of(
                    "Tell your server which of its neighbours are gateways, so that it evaluates the client in"
                            + " front of them; no record of the sender's can mend this.");
        }
        if (codes.contains(HeaderCode.FORGED_RESULT)) {
            return Optional.of("Have it take out results that come in under its own name (RFC 8601, section 5).");
        }
        return Optional.empty();
    }

    private static Optional<String> sender(
            List<HeaderCode> codes,
            List<Finding> findings,
            String from,
            Route way,
            List<SpfThenAndNow> spf,
            List<Glance> glance,
            Optional<String> proven) {
        boolean sentOn = way.forwarding().certain();
        boolean byDefault = glance.stream()
                .anyMatch(row -> row.method().equals("DKIM") && row.note().contains("default signature"));
        boolean dmarc = codes.contains(HeaderCode.DMARC_FAIL)
                || codes.contains(HeaderCode.DMARC_FAIL_NONE)
                || codes.contains(HeaderCode.DMARC_STATED_FAIL);
        if (dmarc && byDefault) {
            return Optional.of("Turn on DKIM for " + from + " at your mail system: it signs with its default key, which"
                    + " DMARC cannot use for " + from
                    + (sentOn ? ", and only such a signature survives forwarding." : "."));
        }
        if (sentOn && (codes.contains(HeaderCode.FORWARDING_BROKE_SPF) || dmarc)) {
            String who = way.forwarding().relays().stream()
                    .map(Relay::by)
                    .findFirst()
                    .orElse("whoever sent it on");
            boolean signed = glance.stream()
                    .anyMatch(
                            row -> row.method().equals("DKIM") && row.aligned().orElse(false));
            if (signed) {
                return Optional.of("Nothing of yours is to be changed: the signature of " + from
                        + " was broken by what " + who + " altered. Ask its postmaster to send mail on unchanged.");
            }
            return Optional.of("No record of " + from + " mends this. Sign with DKIM as " + from
                    + ": a signature survives forwarding, as long as " + who + " changes nothing that it signs.");
        }
        Optional<Finding> unlisted = findings.stream()
                .filter(finding -> finding.code().equals(HeaderCode.SPF_FAIL.code())
                        || finding.code().equals(HeaderCode.SPF_SOFT.code()))
                .findFirst();
        if (unlisted.isPresent()) {
            return spf.stream()
                    .filter(check -> check.at() == SpfThenAndNow.At.EVALUATED)
                    .findFirst()
                    .map(check -> check.client().ip().value())
                    .map(
                            ip -> "If " + ip + " sends for you, list it. "
                                    + proven.orElse("whybounce spf fix "
                                            + unlisted.get().subject() + " --add " + ip
                                            + " shows a change that is proven.")
                                    + (way.forwarding().status() == Forwarding.Status.LIKELY
                                            ? " If it only sent the mail on, list nothing: a forwarder belongs in no record but"
                                                    + " its own. If neither, somebody else used the name."
                                            : " If it does not, somebody else used the name, and there is nothing to publish."));
        }
        Optional<Finding> broken = findings.stream()
                .filter(finding -> finding.code().equals(HeaderCode.SPF_BROKEN.code()))
                .findFirst();
        if (broken.isPresent()) {
            return Optional.of("Mend the record of " + broken.get().subject() + ": whybounce spf fix "
                    + broken.get().subject() + " shows a change that is proven.");
        }
        if (dmarc) {
            return Optional.of("Let one of the two pass for " + from + ": sign with DKIM as " + from
                    + ", or send with a MAIL FROM of it from a server that its SPF record lists.");
        }
        return codes.contains(HeaderCode.SEVERAL_FROM)
                ? Optional.of("Send with one From address only.")
                : Optional.empty();
    }
}
