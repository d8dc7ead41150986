package org.whybounce.bounce.wording;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.phrase.Sentence;
import org.whybounce.bounce.phrase.SpfMentions;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// Puts what the clauses around "SPF" say beside what the phrasebook found: a result told in words of no known
/// text is added, a told result makes a general "SPF" exact, and where something else was said first, SPF steps
/// back.
final class SpfVerdict {
    private SpfVerdict() {}

    /// What is plain enough, when it stands before SPF is named, to be what the refusal is about.
    private static final Set<Meaning> PLAIN = EnumSet.of(
            Meaning.DMARC_POLICY,
            Meaning.DKIM_BROKEN,
            Meaning.AUTH_NONE,
            Meaning.AUTH_REQUIREMENTS,
            Meaning.HOST_PTR,
            Meaning.HOST_HELO,
            Meaning.HOST_DYNAMIC_IP,
            Meaning.HOST_SENDER_DOMAIN_DNS,
            Meaning.RELAY_DENIED,
            Meaning.RELAY_AUTH_REQUIRED,
            Meaning.RELAY_SENDER_MISMATCH,
            Meaning.REPUTATION_BLOCKLIST,
            Meaning.REPUTATION_OWN_ACCOUNT,
            Meaning.CONTENT_SPAM,
            Meaning.CONTENT_MALWARE,
            Meaning.CONTENT_FORMAT,
            Meaning.CONTENT_SIZE,
            Meaning.RECIPIENT_UNKNOWN,
            Meaning.RECIPIENT_FULL,
            Meaning.RECIPIENT_DISABLED,
            Meaning.RATE_LIMITED,
            Meaning.RATE_GREYLISTED,
            Meaning.SYSTEM_LOOP);

    static List<Vote> votes(Spoken spoken) {
        List<Vote> votes = new ArrayList<>();
        SpfMentions.Found spf = spoken.spf();
        Optional<Sentence.Match> known = spfText(spoken);
        boolean behind = behindAnother(spoken, known);
        spf.verdict(spoken.unstated()).ifPresent(mention -> {
            Meaning says = mention.says().orElseThrow();
            Span clause = trimmed(spf.folded(), mention.clause());
            Reading reading = new Reading(
                    says,
                    Reading.Strength.LIKELY,
                    "the words name SPF and say what became of it: \""
                            + clause.of(spoken.flat().toString()) + "\"",
                    Optional.empty(),
                    Optional.ofNullable(spoken.span(clause)));
            if (known.isEmpty()) {
                votes.add(new Vote.For(reading));
            } else if (!behind && exacter(says, known.get())) {
                Meaning general = known.get().sentence().phrase().says();
                votes.add(new Vote.Sharper(other -> other.meaning() == general, reading, false, true));
            }
        });
        known.ifPresent(text -> toldResultFirst(spoken, text, votes));
        if (behind) {
            votes.add(new Vote.Against(Meaning::namesSpf, "behind words that say something else", false));
        }
        return votes;
    }

    /// A receiver that says two things of SPF, a result and a link to an explanation: the result comes first.
    private static void toldResultFirst(Spoken spoken, Sentence.Match general, List<Vote> votes) {
        Meaning known = general.sentence().phrase().says();
        spoken.texts().stream()
                .filter(other -> other.sentence().strength() == Reading.Strength.SAID)
                .filter(other -> other.sentence().phrase().says().namesSpf())
                .filter(other -> other.sentence().phrase().says() != Meaning.SPF_FAIL)
                .filter(other -> exacter(other.sentence().phrase().says(), general))
                .findFirst()
                .ifPresent(other -> votes.add(new Vote.Sharper(
                        reading -> reading.meaning() == known, Witnesses.reading(spoken, other), false, false)));
    }

    private static Optional<Sentence.Match> spfText(Spoken spoken) {
        return spoken.texts().stream()
                .filter(match -> match.sentence().phrase().says().namesSpf())
                .findFirst();
    }

    private static Span trimmed(String text, Span clause) {
        int start = clause.start();
        int end = clause.end();
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return new Span(start, end);
    }

    /// One text for every result (Cisco's "SPF unauthorized mail is prohibited") stays unspecified, since its
    /// words say no more; a mere "SPF" takes whatever result is told.
    private static boolean exacter(Meaning says, Sentence.Match known) {
        Meaning general = known.sentence().phrase().says();
        if (says == general || says == Meaning.SPF_UNSPECIFIED) {
            return false;
        }
        boolean told = says != Meaning.SPF_FAIL;
        return general == Meaning.SPF_UNSPECIFIED && (told || known.sentence().strength() == Reading.Strength.HINT)
                || general == Meaning.SPF_FAIL && told;
    }

    /// "No such user; spf=fail was seen": what was said first, in a clause of its own, is the verdict, unless
    /// the words make SPF the reason.
    private static boolean behindAnother(Spoken spoken, Optional<Sentence.Match> known) {
        SpfMentions.Found spf = spoken.spf();
        if (spf.all().isEmpty()
                || known.filter(text -> text.sentence().strength() == Reading.Strength.SAID)
                        .isPresent()) {
            return false;
        }
        SpfMentions.Mention mention =
                spf.verdict(spoken.unstated()).orElseGet(() -> spf.all().getFirst());
        String clause = mention.clause().of(spf.folded());
        return REASONS.stream().noneMatch(clause::contains)
                && spoken.texts().stream()
                        .anyMatch(match -> match.sentence().strength() != Reading.Strength.HINT
                                && PLAIN.contains(match.sentence().phrase().says())
                                && match.place().end() <= mention.clause().start());
    }

    private static final List<String> REASONS = WordList.of("wording", "spf verdict: reasons");
}
