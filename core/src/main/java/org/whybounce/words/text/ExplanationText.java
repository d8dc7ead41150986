package org.whybounce.words.text;

import java.util.List;
import java.util.Optional;
import org.whybounce.Explanation;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.Cause;
import org.whybounce.cause.CheckResult;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Evidence;
import org.whybounce.cause.Missing;
import org.whybounce.cause.rule.CauseWords;
import org.whybounce.finding.Finding;
import org.whybounce.fix.Fix;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;
import org.whybounce.text.Visible;
import org.whybounce.words.sentence.Quote;
import org.whybounce.words.sentence.Sides;
import org.whybounce.words.sentence.SpfSentences;
import org.whybounce.words.text.TextPage.Ink;

/// An explanation for a terminal: the verdict first, whose side it is, the five checks, what to do, what it is not.
/// Fits
/// one screen; `verbose` shows what is behind it.
public final class ExplanationText {
    private static final int EVIDENCE_SHOWN = 160;

    /// Missing facts that a person can paste; the others are to be done.
    /// Rivals on the first screen; `verbose` shows all.
    private static final int RIVALS_SHOWN = 3;

    /// Findings on the first screen, gravest first.
    private static final int FINDINGS_SHOWN = 2;

    /// The same where the findings are the answer: a domain or a record was pasted.
    private static final int FINDINGS_ALONE = 10;

    private final Explanation explanation;
    private final boolean verbose;
    private final TextPage page;

    private ExplanationText(Explanation explanation, Paper paper, boolean verbose) {
        this.explanation = explanation;
        this.verbose = verbose;
        this.page = new TextPage(paper);
    }

    public static String of(Explanation explanation, boolean colored, boolean verbose) {
        return of(explanation, Paper.ordinary(colored), verbose);
    }

    /// On paper of any width.
    public static String of(Explanation explanation, Paper paper, boolean verbose) {
        return new ExplanationText(explanation, paper, verbose).render();
    }

    private String render() {
        verdict();
        if (explanation.file().refusal().isPresent()
                || explanation.shown().checked().isPresent()) {
            checks();
        }
        missing();
        if (!explanation.fixes().isEmpty()) {
            page.gap();
        }
        for (var fix : explanation.fixes()) {
            FixText.put(page, fix, verbose);
        }
        explanation.fixes().stream()
                .filter(Fix.Publish.class::isInstance)
                .map(Fix.Publish.class::cast)
                .mapToLong(Fix.Publish::checkAgainMinutes)
                .max()
                .ifPresent(minutes -> page.say(
                        Ink.PLAIN,
                        "Then: ",
                        "  ",
                        "send again " + FixText.minutes(minutes)
                                + " after publishing; until then servers may hold the old record."));
        notTheCause();
        findings();
        if (verbose) {
            evaluations();
        }
        others();
        for (String limit : explanation.limits()) {
            page.gap().say(Ink.DOUBT, "Limit: ", "  ", limit);
        }
        return page.toString();
    }

    private void verdict() {
        Diagnosis diagnosis = explanation.diagnosis();
        switch (diagnosis) {
            case Diagnosis.Established established -> {
                page.say(Ink.BOLD, established.summary());
                Cause cause = established.cause();
                page.say(
                        Ink.PLAIN,
                        "Whose side: " + Sides.words(cause) + ". "
                                + (!cause.dnsCanFix() ? "No DNS change of yours mends it." : change()));
            }
            case Diagnosis.Open open -> {
                page.say(Ink.BOLD, open.summary());
                page.say(Ink.DOUBT, undecided(open));
            }
            case Diagnosis.NoRefusal nothing -> page.say(Ink.BOLD, nothing.summary());
        }
    }

    private String change() {
        Optional<Fix.Publish> publish = explanation.fixes().stream()
                .filter(Fix.Publish.class::isInstance)
                .map(Fix.Publish.class::cast)
                .findFirst();
        return publish.flatMap(Fix.Publish::condition)
                .map(only -> "A DNS change mends it " + only.onlyIf() + ".")
                .orElse(publish.isPresent() ? "A DNS change mends it." : "A DNS change can mend it.");
    }

    private static String undecided(Diagnosis.Open open) {
        if (open.missing().stream().anyMatch(missing -> missing.fact() == Missing.Fact.LIMIT)) {
            return "Not decided: a limit of this check was reached before the DNS had answered all.";
        }
        if (open.missing().stream().anyMatch(missing -> missing.fact() == Missing.Fact.DNS)) {
            return "Not decided: the DNS is missing.";
        }
        return "Not decided: " + (open.missing().size() > 1 ? "two facts are" : "one fact is") + " missing.";
    }

    /// Where the receiver's words alone decide, the other four checks have nothing to tell.
    private boolean wordsDecide() {
        return explanation.diagnosis() instanceof Diagnosis.Established(Cause.AsStated stated, var s, var e, var r)
                && !stated.code().startsWith("auth.");
    }

    private void checks() {
        page.gap();
        int number = 1;
        for (CheckResult check : explanation.checks()) {
            if (number > 1 && !verbose && wordsDecide()) {
                page.say(Ink.QUIET, "   ", "   ", "(checks 2 to 5 are about SPF and play no part here; see --verbose)");
                break;
            }
            String lead = " " + number + " ";
            page.say(ink(check), lead, "   ", check.says() + quoted(check));
            if (verbose) {
                for (Evidence evidence : check.evidence()) {
                    page.say(
                            Ink.QUIET,
                            "     "
                                    + switch (evidence.from()) {
                                        case PASTE ->
                                            place(evidence.span())
                                                    .map(at -> at + ": ")
                                                    .orElse("paste: ");
                                        case DNS -> "dns: ";
                                        case STEP -> "spf: ";
                                    },
                            "       ",
                            Visible.line(evidence.text(), 400));
                }
            }
            number++;
        }
    }

    /// For the first check the line that decides, as it stands.
    private String quoted(CheckResult check) {
        if (check.id() != CheckResult.Id.BOUNCE_SAYS || check.evidence().isEmpty()) {
            return "";
        }
        Evidence first = check.evidence().getFirst();
        Optional<Quote> quote =
                first.span().flatMap(span -> Quote.of(explanation.pasted().text(), span));
        return quote.map(q -> ": line " + q.line() + ": \"" + q.words() + "\"")
                .orElseGet(() -> ": \"" + Visible.line(refusal().orElse(first.text()), EVIDENCE_SHOWN) + "\"");
    }

    /// The refusal's own words, for one that stood in a part of the paste that had to be decoded and has no line there.
    private Optional<String> refusal() {
        return explanation
                .file()
                .refusal()
                .flatMap(Refusal::diagnosticText)
                .map(Claim::value)
                .filter(words -> !words.isBlank());
    }

    private Optional<String> place(Optional<Span> span) {
        return span.map(s -> "line " + Quote.line(explanation.pasted().text(), s.start()));
    }

    private static Ink ink(CheckResult check) {
        if (check.outcome() == CheckResult.Outcome.UNKNOWN) {
            return Ink.DOUBT;
        }
        return switch (check.standing()) {
            case GOOD -> Ink.GOOD;
            case BAD -> Ink.BAD;
            case NEUTRAL -> Ink.PLAIN;
        };
    }

    private void missing() {
        if (!(explanation.diagnosis() instanceof Diagnosis.Open open)) {
            return;
        }
        page.gap();
        for (Missing missing : open.missing()) {
            page.say(Ink.BOLD, missing.fact().toPaste() ? "Paste next: " : "Next: ", "  ", missing.ask());
        }
        List<String> could = open.candidates().stream()
                .map(candidate -> CauseWords.of(candidate.cause()))
                .distinct()
                .toList();
        if (!could.isEmpty()) {
            page.say(Ink.PLAIN, "It could be: ", "  ", String.join("; ", could) + ".");
        }
        if (verbose) {
            open.candidates().forEach(this::candidate);
        }
    }

    private void notTheCause() {
        if (!(explanation.diagnosis() instanceof Diagnosis.Established established)) {
            return;
        }
        List<Candidate> ruledOut = established.ruledOut().stream()
                .filter(candidate -> verbose || !candidate.speaksFor().isEmpty())
                .filter(candidate -> !candidate.speaksAgainst().isEmpty())
                .toList();
        if (ruledOut.isEmpty()) {
            return;
        }
        page.gap().say(Ink.BOLD, "What it is not:");
        if (verbose) {
            ruledOut.forEach(this::candidate);
            return;
        }
        ruledOut.stream()
                .limit(RIVALS_SHOWN)
                .forEach(candidate -> page.say(
                        Ink.QUIET,
                        "  ",
                        "    ",
                        CauseWords.of(candidate.cause()) + ": "
                                + candidate.speaksAgainst().getFirst()));
    }

    private void candidate(Candidate candidate) {
        page.say(Ink.PLAIN, "  ", "    ", candidate.cause() + ": " + CauseWords.of(candidate.cause()));
        candidate.speaksFor().forEach(line -> page.say(Ink.QUIET, "    for: ", "         ", line));
        candidate.speaksAgainst().forEach(line -> page.say(Ink.QUIET, "    against: ", "         ", line));
    }

    private void findings() {
        List<Finding> findings = explanation.findings();
        if (findings.isEmpty()) {
            return;
        }
        boolean alone = explanation.file().refusal().isEmpty();
        page.gap();
        if (!alone) {
            page.say(
                    Ink.BOLD,
                    explanation.diagnosis() instanceof Diagnosis.Established(Cause.RecordBroken _, var s, var e, var r)
                            ? "What is wrong in it:"
                            : "Seen beside it:");
        }
        int most = verbose ? findings.size() : alone ? FINDINGS_ALONE : FINDINGS_SHOWN;
        for (Finding finding : findings.stream().limit(most).toList()) {
            FindingText.put(page, finding);
        }
        if (findings.size() > most) {
            page.say(Ink.QUIET, "and " + (findings.size() - most) + " more with --verbose");
        }
    }

    private void evaluations() {
        explanation.shown().evaluations().forEach(evaluation -> {
            page.gap()
                    .say(
                            Ink.BOLD,
                            "SPF, step by step: " + evaluation.identity().words() + " " + evaluation.domain() + " from "
                                    + evaluation.ip());
            page.say(Ink.PLAIN, SpfSentences.of(evaluation));
        });
    }

    private void others() {
        if (explanation.others().isEmpty()) {
            return;
        }
        page.gap().say(Ink.BOLD, "Also in this text:");
        int shown = 0;
        for (Explanation.Other other : explanation.others()) {
            if (shown++ == (verbose ? 100 : 5)) {
                page.say(Ink.PLAIN, "  ", "  ", "and " + (explanation.others().size() - shown + 1) + " more refusals.");
                break;
            }
            String who = other.file()
                    .refusal()
                    .flatMap(refusal -> refusal.recipient())
                    .map(claim -> Visible.line(claim.value(), 80) + ": ")
                    .orElse("");
            page.say(Ink.PLAIN, "  ", "    ", who + other.diagnosis().summary());
        }
    }
}
