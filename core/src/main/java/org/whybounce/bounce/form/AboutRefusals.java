package org.whybounce.bounce.form;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.Wording;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// Texts about refusals that are none: program text, a server's configuration, a table of codes, a paragraph of
/// an RFC, a sentence with "550 tubes" in it. A refusal happened to a mail, so it names something of it: a
/// recipient, an address, a host, a domain; or it stands alone, as a server sent it.
final class AboutRefusals {
    static final Optional<String> WHAT = Optional.of("a text about refusals, and no refusal of a mail");

    private static final List<String> CODE_LINES = WordList.of("form", "about refusals: code lines");
    private static final List<String> CODE_ENDS = List.of(";", "{", "}", "});", "):", "else:", "\\");
    private static final int MOST_LINES = 400;

    private AboutRefusals() {}

    static boolean is(String text, List<Refusal> refusals) {
        if (refusals.isEmpty() || refusals.stream().anyMatch(AboutRefusals::happened)) {
            return false;
        }
        int program = 0;
        int settings = 0;
        int lines = 0;
        Set<String> codes = new HashSet<>();
        for (int at = 0; at < text.length() && lines < MOST_LINES; lines++) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end).strip();
            boolean begins = CODE_LINES.stream().anyMatch(line::startsWith);
            program += !line.isEmpty() && (begins || CODE_ENDS.stream().anyMatch(line::endsWith)) ? 1 : 0;
            settings += setting(line) ? 1 : 0;
            Lexicon.enhanced(text, at, end).stream().findFirst().ifPresent(place -> codes.add(place.of(text)));
            at = end + 1;
        }
        return program > 1 || settings > 1 || codes.size() > 2 || inSentence(text, refusals);
    }

    private static boolean happened(Refusal refusal) {
        Wording words = refusal.wording();
        return refusal.recipient().isPresent()
                || refusal.remoteMta().isPresent()
                || refusal.queueId().isPresent()
                || words.ip().isPresent()
                || words.maskedIp().isPresent()
                || words.checkedDomain().isPresent()
                || words.fromDomain().isPresent();
    }

    /// `unknown_client_reject_code = 550`.
    private static boolean setting(String line) {
        int equals = line.indexOf(" = ");
        return equals > 0
                && line.substring(0, equals).chars().allMatch(c -> Lexicon.alnum((char) c) || c == '_' || c == '.');
    }

    /// "rejected my parcel with 550 tubes", "450 and 7 messages": the number stands in a sentence, small
    /// letters on both sides, and no enhanced code and no known words are there.
    private static boolean inSentence(String text, List<Refusal> refusals) {
        for (Refusal refusal : refusals) {
            Optional<Span> place = refusal.replyCode().flatMap(claim -> Optional.ofNullable(claim.span()));
            boolean told = !refusal.enhancedCodes().isEmpty()
                    || place.isEmpty()
                    || place.get().end() > text.length()
                    || refusal.wording().readings().stream()
                            .anyMatch(reading -> reading.strength() == Reading.Strength.SAID);
            if (told
                    || !small(text, place.get().start() - 2)
                    || !small(text, place.get().end() + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean small(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLowerCase(text.charAt(at));
    }
}
