package org.whybounce.headers;

import java.util.List;
import java.util.Optional;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.finding.Finding;
import org.whybounce.message.MessageEvidence;
import org.whybounce.route.Route;
import org.whybounce.route.Trust;

/// What the findings of one message are made of.
record HeaderCase(
        MessageEvidence message,
        boolean returned,
        Route way,
        List<SpfThenAndNow> spf,
        List<StatedResult> stated,
        Authentication authentication) {
    boolean dmarcPasses() {
        return authentication
                        .dmarc()
                        .filter(dmarc -> dmarc.outcome() == DmarcResult.Outcome.PASS)
                        .isPresent()
                || authentication.signed()
                || believed("dmarc")
                        .filter(said -> said.result().equals("pass"))
                        .isPresent();
    }

    Optional<StatedResult> believed(String method) {
        return stated.stream()
                .filter(said -> said.method().equals(method) && said.trust() == Trust.BELIEVED)
                .filter(said -> !aboutGateway(said))
                .findFirst();
    }

    /// The receiver's result, or one that is the receiver's if anybody's: for failures, which nobody forges.
    Optional<StatedResult> receivers(String method) {
        return believed(method)
                .or(() -> stated.stream()
                        .filter(said -> said.method().equals(method) && said.trust() == Trust.ASSERTED)
                        .filter(said -> !aboutGateway(said))
                        .filter(_ -> way.boundary().hop().isPresent())
                        .findFirst());
    }

    /// Whether a result comes from a field that judged the receiver's own gateway for the sender.
    boolean aboutGateway(StatedResult said) {
        return stated.stream()
                .filter(other -> other.fieldStart() == said.fieldStart())
                .flatMap(other -> other.ip().stream())
                .anyMatch(ip -> way.inside().stream()
                        .anyMatch(client -> client.ip().value().equals(ip)));
    }

    /// With a capital at the beginning and a full stop at the end.
    static String sentence(String words) {
        return words.isEmpty() || words.endsWith(".")
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    /// The one place where a finding of the headers is made.
    static void add(List<Finding> findings, HeaderCode code, String subject, String text) {
        findings.add(code.finding(subject, text));
    }
}
