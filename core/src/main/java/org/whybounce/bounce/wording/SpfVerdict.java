package org.whybounce.bounce.wording;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.phrase.Sentence;
import org.whybounce.bounce.phrase.SpfMentions;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Part;
import org.whybounce.text.Span;

/// Puts what the clauses around "SPF" say beside what the phrasebook found: a result told in words of no known text is
/// added, a told result makes a general "SPF" exact, and where something else was said first, SPF steps back.
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

    static void weigh(
            List<Reading> readings, List<Sentence.Match> matches, SpfMentions.Found spf, FlatText flat, Part part) {
        Optional<SpfMentions.Mention> verdict = spf.verdict();
        int known = first(readings);
        if (verdict.isPresent()) {
            Meaning says = verdict.get().says().orElseThrow();
            Span clause = trimmed(spf.folded(), verdict.get().clause());
            Span place = flat.place(clause.start(), clause.end());
            if (known < 0) {
                @Nullable Span span = part.span(place.start(), place.end());
                Reading added = new Reading(
                        says,
                        Reading.Strength.LIKELY,
                        "the words name SPF and say what became of it: \"" + clause.of(flat.toString()) + "\"",
                        Optional.empty(),
                        Optional.ofNullable(span));
                readings.add(behindSaid(readings), added);
            } else if (exacter(says, readings.get(known))) {
                Reading general = readings.get(known);
                boolean hint = general.strength() == Reading.Strength.HINT;
                readings.removeIf(other -> other.equals(general) || other.meaning() == says);
                readings.add(
                        hint ? behindSaid(readings) : Math.min(known, readings.size()),
                        new Reading(
                                says,
                                hint ? Reading.Strength.LIKELY : general.strength(),
                                general.reason(),
                                general.phrase(),
                                general.span()));
            }
        }
        toldResultFirst(readings);
        stepBack(readings, matches, spf);
    }

    /// A receiver that says two things of SPF, a result and a link to an explanation: the result comes first.
    private static void toldResultFirst(List<Reading> readings) {
        int general = first(readings);
        if (general < 0) {
            return;
        }
        for (int i = general + 1; i < readings.size(); i++) {
            Reading other = readings.get(i);
            if (other.strength() == Reading.Strength.SAID
                    && other.meaning().namesSpf()
                    && other.meaning() != Meaning.SPF_FAIL
                    && exacter(other.meaning(), readings.get(general))) {
                readings.remove(i);
                readings.add(general, other);
                return;
            }
        }
    }

    private static int first(List<Reading> readings) {
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i).meaning().namesSpf()) {
                return i;
            }
        }
        return -1;
    }

    private static int behindSaid(List<Reading> readings) {
        int at = 0;
        while (at < readings.size() && readings.get(at).strength() == Reading.Strength.SAID) {
            at++;
        }
        return at;
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

    /// One text for every result (Cisco's "SPF unauthorized mail is prohibited") stays unspecified, since its words say
    /// no more; a mere "SPF" takes whatever result is told.
    private static boolean exacter(Meaning says, Reading known) {
        Meaning general = known.meaning();
        if (says == general || says == Meaning.SPF_UNSPECIFIED) {
            return false;
        }
        boolean told = says != Meaning.SPF_FAIL;
        return general == Meaning.SPF_UNSPECIFIED && (told || known.strength() == Reading.Strength.HINT)
                || general == Meaning.SPF_FAIL && told;
    }

    /// "No such user; spf=fail was seen": what was said first, in a clause of its own, is the verdict, unless the words
    /// make SPF the reason.
    private static void stepBack(List<Reading> readings, List<Sentence.Match> matches, SpfMentions.Found spf) {
        int at = first(readings);
        if (at < 0
                || readings.get(at).strength() == Reading.Strength.SAID
                || spf.all().isEmpty()) {
            return;
        }
        SpfMentions.Mention mention = spf.verdict().orElseGet(() -> spf.all().getFirst());
        String clause = mention.clause().of(spf.folded());
        boolean reason = REASONS.stream().anyMatch(clause::contains);
        if (reason) {
            return;
        }
        boolean before = matches.stream()
                .anyMatch(match -> match.sentence().strength() != Reading.Strength.HINT
                        && PLAIN.contains(match.sentence().phrase().says())
                        && match.place().end() <= mention.clause().start());
        if (!before) {
            return;
        }
        List<Reading> spfReadings = readings.stream()
                .filter(reading -> reading.meaning().namesSpf())
                .map(reading -> new Reading(
                        reading.meaning(),
                        Reading.Strength.HINT,
                        reading.reason() + ", behind words that say something else",
                        reading.phrase(),
                        reading.span()))
                .toList();
        readings.removeIf(reading -> reading.meaning().namesSpf());
        readings.addAll(spfReadings);
    }

    private static final List<String> REASONS =
            List.of("due to spf", "due to: spf", "because of spf", "rejected by spf", "blocked by spf", "per spf");
}
