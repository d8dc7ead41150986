package org.whybounce.bounce.wording;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// The domain of the visible From, where a refusal over DMARC names it: DMARC is about no other domain (RFC
/// 7489, section 3.1). An address is taken only where the words call it the From; elsewhere it may be the
/// recipient's.
final class FromDomain {
    /// Words that call what follows the From, whatever the refusal is about.
    private static final List<String> FIELDS = WordList.of("wording", "from domain: fields");

    /// The field itself, quoted in a refusal over DMARC.
    private static final List<String> QUOTED = List.of("header from: ", "from header: ", "from: ");

    /// Words before the domain in refusals over DMARC, the surest first.
    private static final List<String> LEADS = WordList.of("wording", "from domain: leads");

    /// Words between "DMARC" and the domain.
    private static final List<String> BEHIND = WordList.of("wording", "from domain: behind");

    private static final Set<Meaning> ABOUT = EnumSet.of(Meaning.DMARC_POLICY, Meaning.DMARC_TEMPERROR);

    private static final int MOST_TRIES = 16;
    private static final int NEAR = 60;

    private FromDomain() {}

    static Optional<Span> find(String folded, List<Reading> readings) {
        Optional<Span> field = behind(folded, FIELDS, true);
        boolean dmarc =
                !readings.isEmpty() && ABOUT.contains(readings.getFirst().meaning()) && folded.contains("dmarc");
        if (field.isPresent() || !dmarc) {
            return field;
        }
        return behind(folded, LEADS, false)
                .or(() -> behind(folded, QUOTED, true))
                .or(() -> owner(folded))
                .or(() -> named(folded));
    }

    private static Optional<Span> behind(String folded, List<String> leads, boolean addresses) {
        for (String lead : leads) {
            int at = folded.indexOf(lead);
            for (int tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
                boolean word = at == 0 || !Lexicon.alnum(folded.charAt(at - 1));
                if (word && !envelope(folded, at)) {
                    Optional<Span> name = name(folded, at + lead.length(), addresses);
                    if (name.isPresent()) {
                        return name;
                    }
                }
                at = folded.indexOf(lead, at + 1);
            }
        }
        return Optional.empty();
    }

    /// "MAIL FROM domain", "envelope-from domain": the other sender.
    private static boolean envelope(String folded, int at) {
        String before = folded.substring(Math.max(0, at - 12), at);
        return before.endsWith("mail ")
                || before.endsWith("mail-")
                || before.endsWith("smtp.")
                || before.contains("envelope")
                || before.contains("5321.");
    }

    /// "example.org's DMARC policy".
    private static Optional<Span> owner(String folded) {
        int at = folded.indexOf("'s ");
        for (int tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
            int dmarc = folded.indexOf("dmarc", at);
            if (dmarc >= 0 && dmarc - at < NEAR / 2) {
                int start = at;
                while (start > 0 && at - start < NEAR * 4 && folded.charAt(start - 1) > ' ') {
                    start--;
                }
                Optional<Span> name = name(folded, start, false);
                if (name.isPresent()) {
                    return name;
                }
            }
            at = folded.indexOf("'s ", at + 1);
        }
        return Optional.empty();
    }

    /// "DMARC policy of example.org", "DMARC: the domain example.org asks": behind the name, in the same
    /// sentence.
    private static Optional<Span> named(String folded) {
        int at = folded.indexOf("dmarc");
        for (int tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
            int end = Math.min(folded.length(), at + NEAR);
            for (String ends : List.of(". ", "; ", "! ")) {
                int stop = folded.indexOf(ends, at);
                end = stop >= 0 && stop < end ? stop : end;
            }
            for (String lead : BEHIND) {
                int behind = folded.indexOf(lead, at, end);
                while (behind >= 0) {
                    Optional<Span> name = envelope(folded, behind + 1)
                            ? Optional.empty()
                            : name(folded, behind + lead.length(), false);
                    if (name.isPresent()) {
                        return name;
                    }
                    behind = folded.indexOf(lead, behind + 1, end);
                }
            }
            at = folded.indexOf("dmarc", at + 1);
        }
        return Optional.empty();
    }

    private static Optional<Span> name(String folded, int from, boolean addresses) {
        return Nearby.nameAt(folded, from)
                .filter(span -> addresses || span.of(folded).indexOf('@') < 0)
                .map(span -> new Span(span.start() + span.of(folded).lastIndexOf('@') + 1, span.end()));
    }
}
