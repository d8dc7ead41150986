package org.whybounce.headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.headers.SpfThenAndNow.At;
import org.whybounce.route.Route;
import org.whybounce.route.Trust;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;

/// The analysis in short.
///
/// @param status  what it comes to
/// @param summary one or two sentences
public record Verdict(Status status, String summary) {
    public enum Status {
        /// Nothing wrong was found.
        FINE("fine"),
        /// A finding is an error.
        WRONG("wrong"),
        /// The headers do not tell enough.
        OPEN("open"),
        /// The DNS could not be asked, and it decides.
        NO_DNS("no-dns");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /// The verdict with the answer for the reader first. What a bounce returned is the sender's own mail:
    /// there the question is what went wrong.
    public static Verdict of(
            Optional<Origin> origin,
            Route way,
            List<SpfThenAndNow> spf,
            List<StatedResult> stated,
            Authentication authentication,
            List<Finding> findings,
            boolean wrong,
            boolean noDns) {
        Verdict found = of(way, spf, stated, authentication, findings, wrong, noDns);
        boolean likely =
                origin.filter(each -> each.status() == Origin.Status.UNTOLD).isPresent()
                        && (way.boundary().restsOn().isPresent()
                                || way.boundary().sawItself().isPresent())
                        && found.status == Status.FINE;
        return likely
                ? new Verdict(Status.OPEN, origin.get().says())
                : origin.map(each -> new Verdict(found.status, joined(each, found.summary)))
                        .orElse(found);
    }

    /// Both sentences, the second only if it tells more.
    private static String joined(Origin origin, String summary) {
        boolean same = summary.startsWith("It cannot be told")
                || origin.status() == Origin.Status.CAME && summary.startsWith("SPF passes")
                || origin.says().contains("DMARC fails") && summary.contains("DMARC fail")
                || origin.says().endsWith(summary);
        return same ? origin.says() : origin.says() + " " + summary;
    }

    private static Verdict of(
            Route way,
            List<SpfThenAndNow> spf,
            List<StatedResult> stated,
            Authentication authentication,
            List<Finding> findings,
            boolean wrong,
            boolean noDns) {
        List<String> passed = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Optional<SpfResult> result = spf.stream()
                .filter(check -> check.at() == At.EVALUATED)
                .flatMap(check -> check.decisive().stream())
                .map(Evaluation::result)
                .findFirst();
        result.filter(r -> r == SpfResult.PASS).ifPresent(_ -> passed.add("SPF passes"));
        if (authentication.signed()) {
            passed.add("a DKIM signature verifies");
        }
        authentication.dmarc().ifPresent(dmarc -> {
            if (dmarc.outcome() == DmarcResult.Outcome.PASS) {
                passed.add("DMARC passes");
            } else if (authentication.spfUnknown()) {
                unknown.add("whether DMARC passes depends on MAIL FROM, which is not among these headers");
            } else if (authentication.open()) {
                unknown.add("whether DMARC passes depends on a signature that cannot be verified without the body");
            }
        });
        boolean silent = noDns || result.filter(r -> r == SpfResult.TEMPERROR).isPresent();
        if (silent
                && !wrong
                && passed.isEmpty()
                && result.filter(r -> r != SpfResult.TEMPERROR).isEmpty()) {
            return new Verdict(
                    Status.NO_DNS,
                    "The DNS gave no answer, so only what the headers say is shown."
                            + told(stated).map(said -> " " + said).orElse(""));
        }
        if (wrong) {
            return new Verdict(Status.WRONG, findings.getFirst().text());
        }
        if (passed.isEmpty()) {
            Optional<String> said = told(stated);
            if (said.isPresent() && stated.stream().anyMatch(each -> each.trust() == Trust.BELIEVED)) {
                return new Verdict(
                        Status.FINE, said.get() + (unknown.isEmpty() ? "" : " " + sentence(unknown.getFirst())));
            }
            if (result.isPresent() && unknown.isEmpty()) {
                return new Verdict(
                        Status.FINE,
                        findings.stream()
                                .filter(finding -> finding.level() == Severity.WARNING)
                                .findFirst()
                                .map(Finding::text)
                                .orElse("SPF gives " + result.get().word() + ", and no policy asks for more."));
            }
            return new Verdict(
                    Status.OPEN,
                    way.hops().isEmpty()
                            ? "It cannot be told from these lines: no Received field is among them. Paste all headers."
                            : unknown.isEmpty()
                                    ? "It cannot be told: these headers do not show which client was evaluated for"
                                            + " which envelope sender."
                                    : "It cannot be told: " + unknown.getFirst() + ". Paste the whole mail.");
        }
        return new Verdict(
                Status.FINE, sentence(join(passed)) + (unknown.isEmpty() ? "" : " " + sentence(unknown.getFirst())));
    }

    /// What the receiver states, in one sentence.
    private static Optional<String> told(List<StatedResult> stated) {
        List<String> words = new ArrayList<>();
        for (String method : List.of("spf", "dkim", "dmarc")) {
            stated.stream()
                    .filter(said -> said.method().equals(method) && said.trust() == Trust.BELIEVED)
                    .findFirst()
                    .ifPresent(said -> words.add(method.toUpperCase(Locale.ROOT) + " " + said.result()));
        }
        return words.isEmpty() ? Optional.empty() : Optional.of("The receiver says " + join(words) + ".");
    }

    private static String join(List<String> words) {
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
