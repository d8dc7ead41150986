package org.whybounce.words.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.HeaderAnalysis;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.headers.FieldWord;
import org.whybounce.headers.NextStep;
import org.whybounce.headers.SpfThenAndNow;
import org.whybounce.headers.StatedResult;
import org.whybounce.headers.Verdict;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.route.Boundary;
import org.whybounce.route.EvaluatedClient;
import org.whybounce.route.FieldTrust;
import org.whybounce.route.Forwarding;
import org.whybounce.route.Hop;
import org.whybounce.route.Place;
import org.whybounce.route.Trust;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;
import org.whybounce.words.sentence.SpfSentences;
import org.whybounce.words.text.TextPage.Ink;

/// An analysis for a terminal: the verdicts first, on one screen, then the way, then what else is worth knowing.
/// `verbose`
/// adds whom to believe field by field, every stated result, and SPF step by step.
public final class HeadersText {
    private static final int LABEL = 11;

    private final HeaderAnalysis analysis;
    private final boolean verbose;
    private final TextPage page;

    private HeadersText(HeaderAnalysis analysis, Paper paper, boolean verbose) {
        this.analysis = analysis;
        this.verbose = verbose;
        this.page = new TextPage(paper);
    }

    public static String of(HeaderAnalysis analysis, boolean colored, boolean verbose) {
        return of(analysis, Paper.ordinary(colored), verbose);
    }

    /// On paper of any width.
    public static String of(HeaderAnalysis analysis, Paper paper, boolean verbose) {
        return new HeadersText(analysis, paper, verbose).render();
    }

    private String render() {
        verdict();
        facts();
        way();
        SignatureText.put(page, analysis);
        FilterText.put(page, analysis, verbose);
        findings();
        if (verbose) {
            believed();
            fields();
            stated();
            authentication();
            evaluations();
        }
        for (String limit : analysis.limits()) {
            page.gap().say(Ink.DOUBT, "Limit: ", "  ", limit);
        }
        return page.toString();
    }

    private void verdict() {
        Ink ink = switch (analysis.verdict().status()) {
            case FINE -> Ink.BOLD;
            case WRONG -> Ink.BAD;
            case OPEN, NO_DNS -> Ink.DOUBT;
        };
        page.say(ink, analysis.verdict().summary());
        if (analysis.returned()) {
            page.say(Ink.QUIET, "These are the headers of the message that the bounce returned.");
        }
        page.gap();
    }

    private void facts() {
        row(
                "From",
                String.join(
                        ", ",
                        analysis.message().from().stream()
                                .map(claim -> claim.value().toString())
                                .limit(5)
                                .toList()));
        row(
                "MAIL FROM",
                analysis.message()
                        .returnPath()
                        .map(claim -> claim.value().isNull()
                                ? "<> (a bounce or notice)"
                                : claim.value().toString())
                        .orElse(""));
        Optional<EvaluatedClient> client = analysis.client();
        row(
                "Evaluated",
                client.map(this::client)
                        .orElse("not known: " + analysis.way().boundary().why()));
        for (SpfThenAndNow check : analysis.spf()) {
            boolean sentOn = check.at() == SpfThenAndNow.At.BEFORE_FORWARDING
                    && analysis.way().forwarding().certain();
            if (sentOn || check.at() == SpfThenAndNow.At.INSIDE || verbose) {
                spf(check);
            }
        }
        GlanceText.put(page, analysis);
        page.gap();
        for (NextStep step : analysis.steps()) {
            page.say(Ink.BOLD, step.who().words() + ": ", "  ", step.what());
        }
        page.gap();
        forwarded();
        boundary();
    }

    private void boundary() {
        Boundary boundary = analysis.way().boundary();
        row(
                "Believe",
                boundary.hop()
                        .map(number -> "what hop " + number + " and later ones wrote: " + boundary.why()
                                + (boundary.by() == Boundary.By.TOLD ? "" : " (move it with --boundary N)"))
                        .orElse("nobody can be: " + boundary.why()));
        if (verbose) {
            boundary.steps()
                    .forEach(step -> row(
                            Ink.QUIET,
                            "  hop " + step.hop(),
                            "is inside: " + step.because().words()));
            row(Ink.QUIET, "  false if", boundary.falseIf());
        }
        boundary.other()
                .ifPresent(other -> row(
                        Ink.DOUBT,
                        "Or else",
                        other.why() + ". Then " + other.client().ip().value()
                                + " is the address to look at (--boundary " + other.hop() + ")."));
    }

    private void row(String label, String text) {
        row(Ink.BOLD, label, text);
    }

    private void row(Ink ink, String label, String text) {
        if (!text.isEmpty()) {
            page.columns(ink, label, LABEL, text);
        }
    }

    private String client(EvaluatedClient client) {
        return client.ip().value()
                + client.helo().map(helo -> " (" + helo.value() + ")").orElse("") + ": " + client.why();
    }

    private void spf(SpfThenAndNow check) {
        Ink ink = check.result().map(HeadersText::ink).orElse(Ink.DOUBT);
        String label = switch (check.at()) {
            case EVALUATED -> "SPF";
            case BEFORE_FORWARDING -> "SPF before";
            case INSIDE -> "SPF inside";
        };
        String what = check.ours()
                .map(ours -> ours.result().word() + " for " + ours.domain() + " from " + ours.ip()
                        + (check.mailFrom().isEmpty() ? " (HELO)" : "")
                        + (check.assumed() ? " (MAIL FROM there is not known, the From domain was taken)" : "")
                        + "; ")
                .orElse("");
        row(ink, label, what + check.says());
        if (check.mailFrom().isPresent() && verbose) {
            check.helo()
                    .ifPresent(helo -> row(Ink.QUIET, "  HELO", helo.result().word() + " for " + helo.domain()));
        }
    }

    private static Ink ink(SpfResult result) {
        return switch (result) {
            case PASS -> Ink.GOOD;
            case FAIL, PERMERROR -> Ink.BAD;
            case SOFTFAIL, NEUTRAL, NONE, TEMPERROR -> Ink.DOUBT;
        };
    }

    private void forwarded() {
        Forwarding forwarding = analysis.way().forwarding();
        List<String> who = forwarding.relays().stream()
                .map(relay -> relay.by()
                        + relay.sentAt().map(hop -> " (hop " + hop + ")").orElse(""))
                .distinct()
                .toList();
        String reasons = String.join(
                "; ", forwarding.reasons().stream().limit(verbose ? 20 : 2).toList());
        String against = String.join(
                "; ", forwarding.against().stream().limit(verbose ? 20 : 2).toList());
        row(
                "Forwarded",
                switch (forwarding.status()) {
                    case FORWARDED ->
                        "yes" + (who.isEmpty() ? "" : ", by " + String.join(" and ", who)) + ": " + reasons;
                    case LIKELY ->
                        "perhaps" + (who.isEmpty() ? "" : ", by " + String.join(" and ", who)) + ": " + reasons;
                    case NOT -> "no: " + against;
                    case UNKNOWN -> "cannot be seen: " + against;
                });
    }

    private void way() {
        List<Hop> hops = analysis.way().hops();
        if (hops.isEmpty()) {
            return;
        }
        Duration total = analysis.way().total();
        page.gap()
                .say(
                        Ink.BOLD,
                        "The way, oldest hop first" + (total.isZero() ? "" : ", " + words(total) + " in all") + ":");
        for (Hop hop : hops) {
            hop(hop, total);
        }
    }

    private void hop(Hop hop, Duration total) {
        ReceivedHop received = hop.received();
        boolean entry =
                analysis.way().boundary().hop().filter(at -> at == hop.number()).isPresent();
        String ip = received.client().map(claim -> claim.value().toString()).orElse("");
        String name = received.clientName().map(Claim::value).orElse("");
        String client = name.isEmpty() || name.equals(ip) || name.equals("[" + ip + "]")
                ? (ip.isEmpty() ? "(no client)" : ip)
                : name + (ip.isEmpty() ? "" : " [" + ip + "]");
        String by = received.by().map(Claim::value).orElse("(not told)");
        page.say(
                entry ? Ink.BOLD : Ink.PLAIN,
                "%3d ".formatted(hop.number()),
                "      ",
                client + " -> " + by
                        + hop.delay()
                                .map(delay -> "  +" + words(delay) + share(hop, total))
                                .orElse(""));
        List<String> notes = new ArrayList<>();
        if (departs(hop)) {
            notes.add("left the sender's hands here");
        }
        if (hop.place() != Place.SENDER_INSIDE || !departs(hop)) {
            notes.add(hop.place().words());
        }
        received.with()
                .ifPresent(with -> notes.add(with.value()
                        + (received.tls() ? ", " + received.tlsVersion().orElse("encrypted") : "")));
        hop.owner().ifPresent(owner -> notes.add("client of " + owner.shortName()));
        if (hop.internal() && received.client().isPresent()) {
            notes.add(received.client().get().value().scope().words());
        }
        notes.add(hop.trust().word());
        page.say(Ink.QUIET, "      ", "      ", String.join("; ", notes));
    }

    /// What part of the whole time one hop took, where that is worth a look.
    private static String share(Hop hop, Duration total) {
        return total.toSeconds() < 60
                        || hop.delay().filter(delay -> !delay.isZero()).isEmpty()
                ? ""
                : hop.share(total).map(share -> " (" + share + " %)").orElse("");
    }

    private boolean departs(Hop hop) {
        return analysis.way().departure().filter(at -> at == hop.number()).isPresent();
    }

    private static String words(Duration delay) {
        long seconds = delay.toSeconds();
        return seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? seconds / 60 + " min"
                        : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }

    private void findings() {
        List<Finding> shown = analysis.findings().stream()
                .filter(finding -> verbose
                        || finding.level() != Severity.INFO
                        || finding.code().startsWith("HEADER_FILTER"))
                .filter(finding -> !analysis.verdict().summary().contains(finding.text()))
                .toList();
        if (!shown.isEmpty()) {
            page.gap();
            shown.forEach(finding -> FindingText.put(page, finding));
        }
        if (analysis.verdict().status() == Verdict.Status.OPEN
                && analysis.way().hops().isEmpty()) {
            page.gap()
                    .say(
                            Ink.BOLD,
                            "Paste next: ",
                            "  ",
                            "all the headers, with every Received line; in most mail programs \"Show original\" or"
                                    + " \"View source\".");
        }
    }

    /// As much of a field as fits a line with its name.
    private static final int SHOWN = 60;

    private void believed() {
        page.gap().say(Ink.BOLD, "Whom to believe, field by field:");
        for (Trust trust : Trust.values()) {
            List<FieldTrust> of = analysis.way().trust().stream()
                    .filter(each -> each.trust() == trust)
                    .toList();
            of.stream()
                    .map(FieldTrust::why)
                    .distinct()
                    .forEach(why -> page.say(
                            Ink.PLAIN,
                            "  " + trust.word() + ": ",
                            "    ",
                            String.join(
                                            ", ",
                                            of.stream()
                                                    .filter(each -> each.why().equals(why))
                                                    .map(each -> each.field().name())
                                                    .distinct()
                                                    .toList())
                                    + " (" + why + ")"));
        }
    }

    /// Every field from the top, its beginning, how far it can be believed, and what it is for where that matters.
    private void fields() {
        page.gap().say(Ink.BOLD, "Every field, from the top:");
        for (FieldTrust each : analysis.way().trust()) {
            page.say(
                    each.trust() == Trust.BELIEVED ? Ink.PLAIN : Ink.QUIET,
                    "  ",
                    "    ",
                    each.field().name() + ": " + each.field().beginning(SHOWN) + " ("
                            + each.trust().word() + ")");
            FieldWord.means(each.field()).ifPresent(means -> page.say(Ink.QUIET, "      ", "      ", means));
        }
    }

    private void stated() {
        if (analysis.stated().isEmpty()) {
            return;
        }
        page.gap().say(Ink.BOLD, "What the headers state:");
        for (StatedResult said : analysis.stated()) {
            page.say(
                    Ink.PLAIN,
                    "  ",
                    "    ",
                    said.method() + " " + said.result()
                            + said.domain().map(domain -> " for " + domain).orElse("")
                            + said.ip().map(ip -> " from " + ip).orElse("")
                            + " (" + said.field()
                            + said.who().map(who -> " of " + who).orElse("") + ", "
                            + said.trust().word() + ")");
        }
    }

    private void authentication() {
        page.gap();
        DkimText.put(page, analysis.authentication().dkim(), true);
        ArcText.put(page, analysis.authentication().arc());
        analysis.authentication().dmarc().ifPresent(dmarc -> DmarcText.put(page, dmarc, true));
    }

    private void evaluations() {
        analysis.evaluations().forEach(evaluation -> {
            page.gap()
                    .say(
                            Ink.BOLD,
                            "SPF in one line: " + evaluation.identity().words() + " " + evaluation.domain() + " from "
                                    + evaluation.ip());
            page.say(Ink.PLAIN, SpfSentences.of(evaluation));
        });
    }
}
