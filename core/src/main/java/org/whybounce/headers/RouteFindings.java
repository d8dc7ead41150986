package org.whybounce.headers;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.whybounce.finding.Finding;
import org.whybounce.message.Ambiguity;
import org.whybounce.message.FilterReport;
import org.whybounce.message.HeaderBlock;
import org.whybounce.route.Forwarding;
import org.whybounce.route.Hop;
import org.whybounce.route.Place;
import org.whybounce.route.Relay;
import org.whybounce.route.Trust;
import org.whybounce.text.Claim;

/// What the way, the filters on it and the fields themselves are worth knowing for.
final class RouteFindings {
    /// Longer than queues usually take; mail that was delayed so long was held or refused for a while.
    private static final Duration SLOW = Duration.ofMinutes(15);

    private final HeaderCase it;
    private final List<Finding> findings;

    private RouteFindings(HeaderCase it, List<Finding> findings) {
        this.it = it;
        this.findings = findings;
    }

    /// @param findings those found before, to which these are added
    static void add(HeaderCase it, List<Finding> findings) {
        RouteFindings search = new RouteFindings(it, findings);
        search.forwarding();
        search.forged();
        search.filters();
        search.way();
        search.ambiguities();
        search.paste();
    }

    private void add(HeaderCode code, String subject, String text) {
        HeaderCase.add(findings, code, subject, text);
    }

    private void forwarding() {
        Forwarding forwarding = it.way().forwarding();
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
        it.way().trust().stream()
                .filter(each -> each.trust() == Trust.FORGEABLE && each.forged())
                .filter(each -> said.add(each.field().name().toLowerCase(Locale.ROOT)))
                .forEach(each -> add(
                        HeaderCode.FORGED_RESULT,
                        each.field().name(),
                        "A field " + each.field().name()
                                + " bears the receiver's name, but came in with the message: do not believe it."));
    }

    private void filters() {
        for (StatedResult said : it.stated()) {
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
        for (FilterReport report : it.message().reports()) {
            boolean heard = it.way().trustAt(report.field().span().start()) != Trust.FORGEABLE
                    || it.way().hops().isEmpty();
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
        it.way().clocks().forEach(clock -> add(HeaderCode.CLOCK, clock.host(), HeaderCase.sentence(clock.says())));
        for (Hop hop : it.way().hops()) {
            hop.delay().filter(delay -> delay.compareTo(SLOW) > 0).ifPresent(delay -> {
                String by = hop.received().by().map(Claim::value).orElse("a server without a name");
                add(
                        HeaderCode.SLOW,
                        by,
                        "It took " + words(delay) + " to reach " + by + " (hop " + hop.number() + ").");
            });
        }
        it.way()
                .boundary()
                .hop()
                .flatMap(it.way()::hop)
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
        for (Ambiguity ambiguity : it.message().ambiguities()) {
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
            add(
                    code,
                    ambiguity.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    HeaderCase.sentence(ambiguity.says()));
        }
    }

    private void paste() {
        if (!it.message().headers().damage().isEmpty()) {
            add(
                    HeaderCode.DAMAGED,
                    "paste",
                    "The paste was altered on its way here: "
                            + String.join(
                                    "; ",
                                    it.message().headers().damage().stream()
                                            .map(HeaderBlock.Damage::words)
                                            .sorted()
                                            .toList())
                            + ".");
        }
    }
}
