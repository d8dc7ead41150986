package org.whybounce.headers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dkim.DkimNotice;
import org.whybounce.dkim.DkimOutcome;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dkim.autopsy.DkimExamination;
import org.whybounce.dmarc.DmarcPolicy;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.headers.SpfThenAndNow.At;
import org.whybounce.headers.SpfThenAndNow.Difference;
import org.whybounce.message.Ambiguity;
import org.whybounce.message.FilterReport;
import org.whybounce.message.HeaderBlock;
import org.whybounce.message.MessageEvidence;
import org.whybounce.route.Forwarding;
import org.whybounce.route.Hop;
import org.whybounce.route.Place;
import org.whybounce.route.Relay;
import org.whybounce.route.Route;
import org.whybounce.route.Trust;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;

/// What is wrong or worth knowing, the gravest first. A failed SPF is an error only where nothing else
/// authenticates the message: where DMARC passes by a signature, no receiver minds it.
public final class HeaderFindings {
    /// Longer than queues usually take; mail that was delayed so long was held or refused for a while.
    private static final Duration SLOW = Duration.ofMinutes(15);

    private final MessageEvidence message;
    private final boolean returned;
    private final Route way;
    private final List<SpfThenAndNow> spf;
    private final List<StatedResult> stated;
    private final Authentication authentication;
    private final List<Finding> findings = new ArrayList<>();

    private HeaderFindings(
            MessageEvidence message,
            boolean returned,
            Route way,
            List<SpfThenAndNow> spf,
            List<StatedResult> stated,
            Authentication authentication) {
        this.message = message;
        this.returned = returned;
        this.way = way;
        this.spf = spf;
        this.stated = stated;
        this.authentication = authentication;
    }

    public static List<Finding> of(
            MessageEvidence message,
            boolean returned,
            Route way,
            List<SpfThenAndNow> spf,
            List<StatedResult> stated,
            Authentication authentication) {
        HeaderFindings search = new HeaderFindings(message, returned, way, spf, stated, authentication);
        search.spf();
        search.authentication();
        search.statedFailures();
        search.forwarding();
        search.forged();
        search.filters();
        search.way();
        search.ambiguities();
        search.paste();
        search.findings.sort(Comparator.comparing(Finding::level));
        return List.copyOf(search.findings);
    }

    private void add(HeaderCode code, String subject, String text) {
        findings.add(code.finding(subject, text));
    }

    private boolean dmarcPasses() {
        return authentication
                        .dmarc()
                        .filter(dmarc -> dmarc.outcome() == DmarcResult.Outcome.PASS)
                        .isPresent()
                || authentication.signed()
                || believed("dmarc")
                        .filter(said -> said.result().equals("pass"))
                        .isPresent();
    }

    private Optional<StatedResult> believed(String method) {
        return stated.stream()
                .filter(said -> said.method().equals(method) && said.trust() == Trust.BELIEVED)
                .filter(said -> !aboutGateway(said))
                .findFirst();
    }

    /// The receiver's result, or one that is the receiver's if anybody's: for failures, which nobody forges.
    private Optional<StatedResult> receivers(String method) {
        return believed(method)
                .or(() -> stated.stream()
                        .filter(said -> said.method().equals(method) && said.trust() == Trust.ASSERTED)
                        .filter(said -> !aboutGateway(said))
                        .filter(_ -> way.boundary().hop().isPresent())
                        .findFirst());
    }

    /// Whether a result comes from a field that judged the receiver's own gateway for the sender.
    private boolean aboutGateway(StatedResult said) {
        return stated.stream()
                .filter(other -> other.fieldStart() == said.fieldStart())
                .flatMap(other -> other.ip().stream())
                .anyMatch(ip -> way.inside().stream()
                        .anyMatch(client -> client.ip().value().equals(ip)));
    }

    private void spf() {
        for (SpfThenAndNow check : spf) {
            if (check.at() == At.INSIDE && check.stated().isEmpty()) {
                continue;
            }
            if (check.at() == At.INSIDE) {
                add(
                        HeaderCode.GATEWAY_JUDGED,
                        check.client().ip().value().toString(),
                        "The receiver evaluated SPF for its own gateway at "
                                + check.client().ip().value() + " ("
                                + check.stated().map(StatedResult::result).orElse("no result stated")
                                + "): that says nothing about the sender. The receiver should tell its servers about"
                                + " the gateway.");
                continue;
            }
            boolean sawItself = check.at() == At.EVALUATED && way.sawItself(Optional.of(check.client()));
            if (sawItself && check.result().filter(SpfResult.PASS::equals).isPresent()) {
                continue;
            }
            if (sawItself) {
                add(
                        HeaderCode.CHECKED_ITSELF,
                        check.client().ip().value().toString(),
                        "The receiver saw its own address in place of the sender's, so SPF judged its own server: no"
                                + " DNS record can help.");
                continue;
            }
            if (!check.client().ip().value().scope().publiclySeen()
                    && check.client().stated()) {
                add(
                        HeaderCode.CHECKED_ITSELF,
                        check.client().ip().value().toString(),
                        "The receiver evaluated SPF for " + check.client().ip().value() + ", "
                                + check.client().ip().value().scope().words()
                                + ": it saw one of its own machines and not the sender. No DNS record can help.");
                continue;
            }
            if (check.at() == At.EVALUATED) {
                check.decisive().ifPresent(now -> evaluated(now, check.byHelo()));
            }
            if (differs(check.difference()) && check.decisive().isPresent()) {
                add(HeaderCode.SPF_DIFFERS, check.client().ip().value().toString(), sentence(check.says()));
            }
        }
    }

    private static boolean differs(Difference difference) {
        return switch (difference) {
            case SAME, NOT_STATED, NOT_EVALUATED -> false;
            case OTHER_ADDRESS, OTHER_IDENTITY, TEMPORARY_THEN, TEMPORARY_NOW, ANOTHER_WORD, RECORD_CHANGED -> true;
        };
    }

    private void evaluated(Evaluation evaluation, boolean byHelo) {
        SpfResult result = evaluation.result();
        if (result == SpfResult.PASS || result == SpfResult.TEMPERROR) {
            return;
        }
        // Few hosts have an SPF record of their own, and notices with an empty MAIL FROM need none.
        if (byHelo && result != SpfResult.FAIL) {
            return;
        }
        Optional<SpfThenAndNow> before = spf.stream()
                .filter(check -> check.at() == At.BEFORE_FORWARDING)
                .filter(check -> check.result().filter(r -> r == SpfResult.PASS).isPresent())
                .findFirst();
        String what = evaluation.domain() + " gives " + result.word() + " to " + evaluation.ip();
        if (before.isPresent() && result != SpfResult.NONE && way.forwarding().certain()) {
            String text =
                    "SPF broke where the message was sent on: " + what + ", the server that sent it on, and passes "
                            + before.get().client().ip().value() + ", where it set out.";
            if (dmarcPasses()) {
                add(HeaderCode.SPF_HARMLESS, evaluation.domain(), text + " DMARC passes all the same.");
            } else {
                add(HeaderCode.FORWARDING_BROKE_SPF, evaluation.domain(), text);
            }
            return;
        }
        if (dmarcPasses()) {
            add(
                    HeaderCode.SPF_HARMLESS,
                    evaluation.domain(),
                    "SPF does not pass: " + what + ". DMARC passes without it.");
            return;
        }
        String perhaps = way.forwarding().status() == Forwarding.Status.LIKELY && result != SpfResult.NONE
                ? " That it was sent on would explain it, and nothing proves that it was."
                : "";
        switch (result) {
            case FAIL -> add(HeaderCode.SPF_FAIL, evaluation.domain(), "SPF fails: " + what + "." + perhaps);
            case PERMERROR -> add(HeaderCode.SPF_BROKEN, evaluation.domain(), "SPF cannot be evaluated: " + what + ".");
            case SOFTFAIL, NEUTRAL, NONE ->
                add(HeaderCode.SPF_SOFT, evaluation.domain(), "SPF does not pass: " + what + "." + perhaps);
            case PASS, TEMPERROR -> {}
        }
    }

    /// Whether anything was evaluated that DMARC can go by: without, it fails for want of evidence.
    private boolean judged() {
        boolean spfJudged = spf.stream()
                .anyMatch(check -> check.at() == At.EVALUATED
                        && !way.sawItself(Optional.of(check.client()))
                        && check.decisive()
                                .filter(now -> now.result() != SpfResult.TEMPERROR)
                                .isPresent());
        return spfJudged
                && believed("dmarc")
                        .filter(said -> said.result().equals("pass"))
                        .isEmpty();
    }

    private void authentication() {
        authentication.dmarc().ifPresent(dmarc -> {
            if (dmarc.outcome() == DmarcResult.Outcome.FAIL && !authentication.open() && judged()) {
                boolean asks = dmarc.applies()
                        .filter(policy -> policy != DmarcPolicy.NONE)
                        .isPresent();
                add(
                        asks ? HeaderCode.DMARC_FAIL : HeaderCode.DMARC_FAIL_NONE,
                        dmarc.fromDomain().toString(),
                        "DMARC fails for " + dmarc.fromDomain() + ": " + dmarc.says() + "; the policy is "
                                + dmarc.applies().map(policy -> policy.code()).orElse("none") + ".");
            }
        });
        for (DkimExamination each : authentication.dkim()) {
            String whose = whose(each.result());
            switch (each.result().outcome()) {
                case DkimOutcome.Fail _, DkimOutcome.PermError _ ->
                    signature(
                            each.result(),
                            "The signature of " + whose + " does not hold ("
                                    + each.result().outcome().word() + ")."
                                    + each.autopsy()
                                            .map(autopsy -> " " + autopsy.says())
                                            .orElse(""));
                case DkimOutcome.Pass _, DkimOutcome.TempError _, DkimOutcome.Neutral _ -> {}
            }
            each.result()
                    .notices()
                    .forEach(notice -> findings.add(new Finding(
                            notice.code(),
                            notice.kind() == DkimNotice.Kind.WEAK_KEY ? Severity.WARNING : Severity.INFO,
                            whose,
                            sentence(notice.says()))));
        }
    }

    private static String whose(DkimResult result) {
        return result.signature()
                .map(signature -> signature.domain() + " (selector " + signature.selector() + ")")
                .orElse("field " + (result.index() + 1));
    }

    /// What changed since the receiver saw a signature hold: the key or what receivers take, where the signature
    /// cannot be verified at all; else the text.
    private static String since(DkimOutcome outcome) {
        if (!(outcome instanceof DkimOutcome.PermError(DkimOutcome.Defect why))) {
            return " It held when the receiver verified it: the copy that was pasted is not intact.";
        }
        return switch (why) {
            case DkimOutcome.Defect.KeyMissing _, DkimOutcome.Defect.KeyRevoked _ ->
                " It held when the receiver verified it: the key was taken away since.";
            case DkimOutcome.Defect.HistoricAlgorithm _, DkimOutcome.Defect.KeyTooShort _ ->
                " It held when the receiver verified it, which took what is no longer to be taken (RFC 8301).";
            case DkimOutcome.Defect.Malformed _, DkimOutcome.Defect.KeyUnreadable _, DkimOutcome.Defect.KeyUnfit _ ->
                " It held when the receiver verified it.";
        };
    }

    /// A signature that the receiver saw hold and that does not now: the copy was altered since, or the key
    /// is gone.
    private void signature(DkimResult result, String text) {
        String domain = result.signature()
                .map(signature -> signature.domain().toString())
                .orElse("");
        boolean heldThen = stated.stream()
                .anyMatch(said -> said.method().equals("dkim")
                        && said.result().equals("pass")
                        && said.trust() != Trust.FORGEABLE
                        && said.domain().filter(domain::equalsIgnoreCase).isPresent());
        if (heldThen) {
            add(HeaderCode.DKIM_SINCE, domain, text + since(result.outcome()));
        } else if (dmarcPasses() || copyMayDiffer()) {
            add(HeaderCode.DKIM_UNPROVEN, domain, text);
        } else {
            add(HeaderCode.DKIM_FAIL, domain, text);
        }
    }

    /// What bounces return and what pages show is often cut or re-wrapped; a signature that fails there
    /// proves nothing.
    private boolean copyMayDiffer() {
        return returned || !message.headers().damage().isEmpty();
    }

    private void statedFailures() {
        boolean dmarcFails = false;
        Optional<StatedResult> dmarc =
                believed("dmarc").filter(said -> said.result().equals("fail"));
        if (dmarc.isPresent()) {
            dmarcFails = true;
        }
        boolean foundOut = findings.stream()
                .anyMatch(finding -> finding.code().equals(HeaderCode.DMARC_FAIL.code())
                        || finding.code().equals(HeaderCode.DMARC_FAIL_NONE.code()));
        if (dmarc.isPresent() && !foundOut) {
            add(
                    HeaderCode.DMARC_STATED_FAIL,
                    dmarc.get().domain().orElse(""),
                    "The receiver says that DMARC failed"
                            + dmarc.get().domain().map(name -> " for " + name).orElse("") + ".");
        }
        boolean evaluated = spf.stream()
                .anyMatch(check -> check.at() == At.EVALUATED && check.ours().isPresent());
        Optional<StatedResult> failed = receivers("spf")
                .filter(said -> said.spfResult()
                        .filter(r -> r == SpfResult.FAIL || r == SpfResult.PERMERROR)
                        .isPresent());
        if (failed.isPresent() && !evaluated && !dmarcFails && !dmarcPasses()) {
            add(
                    HeaderCode.SPF_STATED_FAIL,
                    failed.get().domain().orElse(""),
                    "The receiver says " + failed.get().result() + " of SPF"
                            + failed.get().domain().map(name -> " for " + name).orElse("") + ".");
        }
        believed("dkim")
                .filter(said -> said.result().equals("fail") || said.result().equals("permerror"))
                .ifPresent(said -> {
                    if (!dmarcPasses()
                            && stated.stream()
                                    .noneMatch(other -> other.method().equals("dkim")
                                            && other.trust() == Trust.BELIEVED
                                            && other.result().equals("pass"))) {
                        add(
                                HeaderCode.DKIM_STATED_FAIL,
                                said.domain().orElse(""),
                                "The receiver says " + said.result() + " of the signature"
                                        + said.domain()
                                                .map(name -> " by " + name)
                                                .orElse("")
                                        + said.reason()
                                                .map(reason -> ": " + reason)
                                                .orElse("") + ".");
                    }
                });
    }

    private void forwarding() {
        Forwarding forwarding = way.forwarding();
        String who = String.join(
                " and ", forwarding.relays().stream().map(Relay::by).distinct().toList());
        String reason = forwarding.reasons().isEmpty()
                ? ""
                : ": " + forwarding.reasons().getFirst();
        switch (forwarding.status()) {
            case FORWARDED ->
                add(
                        HeaderCode.FORWARDED,
                        who,
                        "The message was sent on" + (who.isEmpty() ? "" : " by " + who) + reason + ".");
            case LIKELY ->
                add(HeaderCode.LOOKS_FORWARDED, who, "The message looks as if it was sent on by " + who + reason + ".");
            case NOT, UNKNOWN -> {}
        }
    }

    private void forged() {
        Set<String> said = new HashSet<>();
        way.trust().stream()
                .filter(each -> each.trust() == Trust.FORGEABLE && each.forged())
                .filter(each -> said.add(each.field().name().toLowerCase(Locale.ROOT)))
                .forEach(each -> add(
                        HeaderCode.FORGED_RESULT,
                        each.field().name(),
                        "A field " + each.field().name()
                                + " bears the receiver's name, but came in with the message: do not believe it."));
    }

    private void filters() {
        for (StatedResult said : stated) {
            if (!said.method().equals("compauth") || said.trust() == Trust.FORGEABLE) {
                continue;
            }
            String code = said.reason().orElse("");
            String means = CompositeReason.of(code)
                    .map(reason -> " (" + code + "): " + reason.means())
                    .orElse(code.isEmpty() ? "" : " (" + code + ", a code that is not documented)");
            add(
                    said.result().equals("fail") ? HeaderCode.COMPOSITE_FAIL : HeaderCode.COMPOSITE,
                    "compauth",
                    "Microsoft's composite authentication says " + said.result() + means + ".");
        }
        for (FilterReport report : message.reports()) {
            boolean heard = way.trustAt(report.field().span().start()) != Trust.FORGEABLE
                    || way.hops().isEmpty();
            if (heard && report.spam().orElse(false)) {
                add(
                        HeaderCode.SPAM,
                        report.field().name(),
                        report.dialect().words() + " at the receiver took it for spam: "
                                + report.verdict().map(Claim::value).orElse("")
                                + report.score()
                                        .map(score -> ", score " + score.value())
                                        .orElse("")
                                + report.required()
                                        .map(most -> " of " + most.value())
                                        .orElse("") + ".");
            }
        }
    }

    private void way() {
        way.clocks().forEach(clock -> add(HeaderCode.CLOCK, clock.host(), sentence(clock.says())));
        for (Hop hop : way.hops()) {
            hop.delay().filter(delay -> delay.compareTo(SLOW) > 0).ifPresent(delay -> {
                String by = hop.received().by().map(Claim::value).orElse("a server without a name");
                add(
                        HeaderCode.SLOW,
                        by,
                        "It took " + words(delay) + " to reach " + by + " (hop " + hop.number() + ").");
            });
        }
        way.boundary()
                .hop()
                .flatMap(way::hop)
                .filter(hop -> hop.place() == Place.ENTRY && !hop.received().tls() && !hop.internal())
                .filter(hop -> hop.received().with().isPresent())
                .ifPresent(hop -> add(
                        HeaderCode.NO_TLS,
                        hop.received().by().map(Claim::value).orElse(""),
                        "The receiver's field does not show that the message came in encrypted ("
                                + hop.received().with().map(Claim::value).orElse("") + ")."));
    }

    private static String words(Duration delay) {
        long minutes = delay.toMinutes();
        return minutes < 120
                ? minutes + " minutes"
                : minutes < 2880 ? minutes / 60 + " hours" : minutes / 1440 + " days";
    }

    private void ambiguities() {
        for (Ambiguity ambiguity : message.ambiguities()) {
            HeaderCode code = switch (ambiguity.code()) {
                case SEVERAL_FROM_FIELDS, SEVERAL_FROM_ADDRESSES -> HeaderCode.SEVERAL_FROM;
                case NO_FROM,
                        FROM_WITHOUT_DOMAIN,
                        DUPLICATE_FIELD,
                        ENCODED_WORD_IN_ADDRESS,
                        ADDRESS_IN_DISPLAY_NAME,
                        NUL_CHARACTER,
                        BARE_CARRIAGE_RETURN,
                        SPACE_BEFORE_COLON,
                        EMPTY_ADDRESS,
                        ROUTE_IN_ADDRESS,
                        COMMENT_IN_ADDRESS,
                        SEVERAL_AT_SIGNS,
                        OTHER_SENDER -> HeaderCode.AMBIGUOUS;
            };
            add(code, ambiguity.code().name().toLowerCase(Locale.ROOT).replace('_', '-'), sentence(ambiguity.says()));
        }
    }

    private void paste() {
        if (!message.headers().damage().isEmpty()) {
            add(
                    HeaderCode.DAMAGED,
                    "paste",
                    "The paste was altered on its way here: "
                            + String.join(
                                    "; ",
                                    message.headers().damage().stream()
                                            .map(HeaderBlock.Damage::words)
                                            .sorted()
                                            .toList())
                            + ".");
        }
    }

    private static String sentence(String words) {
        return words.isEmpty() || words.endsWith(".")
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
