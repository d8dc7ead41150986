package org.whybounce.bounce.wording;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.bounce.BlockList;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Phrase;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Stage;
import org.whybounce.bounce.phrase.Keywords;
import org.whybounce.bounce.phrase.Moods;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.bounce.phrase.Sentence;
import org.whybounce.bounce.phrase.StatusMeanings;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// What each witness of a refusal says. None knows of the others: which of them count is the work of [Ranking].
record Witnesses(Spoken spoken, Phrasebook book, Keywords keywords, StatusMeanings codes, Moods moods) {
    List<Vote> votes(Witness witness) {
        return switch (witness) {
            case KNOWN_TEXT -> knownTexts(true);
            case ADVISED -> knownTexts(false);
            case SPF_CLAUSE -> SpfVerdict.votes(spoken);
            case STAGE -> stage();
            case PLAIN_WORDS -> plainWords();
            case AROUND -> around();
            case OWN_CODE -> ownCode();
            case STATUS_CODE -> statusCodes();
            case REPLY_CODE -> replyCode();
            case SHARPER -> sharper();
        };
    }

    private List<Vote> knownTexts(boolean stated) {
        List<Vote> votes = new ArrayList<>();
        for (Sentence.Match match : spoken.texts()) {
            if (spoken.states(match) == stated && (stated || !spoken.mayBe(match))) {
                votes.add(new Vote.For(reading(spoken, match)));
            }
        }
        return votes;
    }

    static Reading reading(Spoken spoken, Sentence.Match match) {
        Phrase phrase = match.sentence().phrase();
        String whose = phrase.provider().equals(Phrasebook.ANY_PROVIDER)
                ? "wording that many servers use: \""
                : phrase.provider() + "'s wording: \"";
        return new Reading(
                phrase.says(),
                match.sentence().strength(),
                whose + plain(phrase) + "\"",
                Optional.of(phrase),
                Optional.ofNullable(spoken.span(match.place())));
    }

    /// The text as people read it, with dots for what differs from mail to mail.
    private static String plain(Phrase phrase) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        String text = phrase.text();
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            plain.append(text, at, open).append("...");
            at = close + 1;
        }
        return plain.append(text, at, text.length()).toString();
    }

    /// RFC 5321, section 3.3: no recipient was named yet when MAIL FROM was refused, so that "mailbox
    /// unavailable" there
    /// is about the sender.
    private List<Vote> stage() {
        boolean atMailFrom =
                spoken.stage().filter(stage -> stage == Stage.MAIL_FROM).isPresent();
        return atMailFrom
                ? List.of(new Vote.Against(
                        OF_A_RECIPIENT::contains, "no recipient was named yet when MAIL FROM was refused", true))
                : List.of();
    }

    private static final Set<Meaning> OF_A_RECIPIENT = EnumSet.of(
            Meaning.RECIPIENT_UNKNOWN, Meaning.RECIPIENT_FULL, Meaning.RECIPIENT_DISABLED, Meaning.RECIPIENT_NULL_MX);

    private List<Vote> plainWords() {
        String stated = Moods.stated(spoken.folded(), spoken.unstated());
        boolean none = stated.chars().noneMatch(Character::isLetter);
        return keywords.find(stated)
                .or(() -> none ? keywords.find(spoken.folded()) : Optional.empty())
                .map(found -> List.of(Vote.likely(
                        found.says(),
                        "its words: \"" + String.join("\", \"", found.words()) + "\"",
                        Optional.ofNullable(spoken.span(found.place())))))
                .orElse(List.of());
    }

    private List<Vote> around() {
        List<Vote> votes = new ArrayList<>();
        if (!spoken.around().isEmpty()) {
            FlatText wide = FlatText.of(spoken.around(), 0, spoken.around().length());
            // What the words around list as possible is no reason either.
            String stated = moods.withoutMaybe(wide.folded());
            for (Sentence.Match match : Spoken.ranked(book.matches(stated), spoken.provider())) {
                Phrase phrase = match.sentence().phrase();
                boolean hint = match.sentence().strength() == Reading.Strength.HINT;
                votes.add(new Vote.For(new Reading(
                        phrase.says(),
                        hint ? Reading.Strength.HINT : Reading.Strength.LIKELY,
                        "the words around the refusal: \"" + plain(phrase) + "\"",
                        Optional.of(phrase),
                        Optional.empty())));
            }
        }
        return votes;
    }

    /// A provider's own code tells where none of its texts is known in these words.
    private List<Vote> ownCode() {
        for (Claim<EnhancedStatus> code : spoken.codes()) {
            Optional<Phrase> phrase = book.byCode(spoken.provider(), code.value());
            if (phrase.isPresent()) {
                return List.of(new Vote.For(new Reading(
                        phrase.get().says(),
                        Reading.Strength.LIKELY,
                        phrase.get().provider() + "'s code " + code.value(),
                        phrase,
                        Optional.ofNullable(code.span()))));
            }
        }
        return List.of();
    }

    private List<Vote> statusCodes() {
        List<Vote> votes = new ArrayList<>();
        for (Claim<EnhancedStatus> code : spoken.codes()) {
            Optional<Meaning> meaning = code.value().kind() == 2 ? Optional.empty() : codes.meaning(code.value());
            meaning.ifPresent(says -> votes.add(new Vote.For(new Reading(
                    says,
                    Reading.Strength.HINT,
                    "the code " + code.value() + " alone, which servers use for more than one thing",
                    Optional.empty(),
                    Optional.ofNullable(code.span())))));
        }
        return votes;
    }

    private List<Vote> replyCode() {
        return spoken.reply()
                .flatMap(reply -> codes.meaning(reply)
                        .map(meaning -> List.<Vote>of(new Vote.For(new Reading(
                                meaning,
                                Reading.Strength.HINT,
                                "the reply code " + reply + " alone",
                                Optional.empty(),
                                Optional.empty())))))
                .orElse(List.of());
    }

    private List<Vote> sharper() {
        List<Vote> votes = new ArrayList<>();
        // "Blocked" and the like beside a block list's name: it is that list.
        BlockList.find(spoken.folded())
                .ifPresent(list -> votes.add(exactly(
                        Meaning.REPUTATION_IP,
                        Meaning.REPUTATION_BLOCKLIST,
                        "the words refuse the address and name the block list " + list.name(),
                        Optional.ofNullable(spoken.span(list.place())))));
        for (Claim<EnhancedStatus> code : spoken.codes()) {
            EnhancedStatus status = code.value();
            Optional<Span> place = Optional.ofNullable(code.span());
            if (status.subject() == 1 && (status.detail() == 7 || status.detail() == 8)) {
                // RFC 3463, section 3.2: X.1.7 and X.1.8 are about the sender's address, whatever "no such domain"
                // says.
                votes.add(exactly(
                        Meaning.RECIPIENT_UNKNOWN,
                        Meaning.HOST_SENDER_DOMAIN_DNS,
                        "the code " + status + " is about the sender's address (RFC 3463)",
                        place));
            } else if (status.kind() == 5 && status.subject() == 1 && status.detail() == 1) {
                // RFC 3463: X.1.1 is "bad destination mailbox address"; "service unavailable" beside it says nothing.
                votes.add(exactly(
                        Meaning.SYSTEM_TEMPORARY,
                        Meaning.RECIPIENT_UNKNOWN,
                        "the code " + status + " is a mailbox that does not exist, and the words say no reason",
                        place));
            } else if (status.subject() == 7 && status.detail() == 24) {
                // IANA's X.7.24 is "SPF validation error": a server that names SPF and no result tells it by the code.
                // Google uses the code for something else, in words of its own.
                votes.add(new Vote.Sharper(
                        reading -> reading.meaning() == Meaning.SPF_UNSPECIFIED
                                && reading.phrase()
                                        .filter(phrase -> !phrase.provider().equals("Google"))
                                        .isPresent(),
                        new Reading(
                                status.temporary() ? Meaning.SPF_TEMPERROR : Meaning.SPF_PERMERROR,
                                Reading.Strength.LIKELY,
                                "the words name SPF, and the code " + status
                                        + " is \"SPF validation error\" (RFC 7372)",
                                Optional.empty(),
                                place),
                        true,
                        false));
            }
        }
        return votes;
    }

    private static Vote exactly(Meaning general, Meaning exact, String because, Optional<Span> place) {
        return new Vote.Sharper(
                reading -> reading.meaning() == general,
                new Reading(exact, Reading.Strength.LIKELY, because, Optional.empty(), place),
                true,
                false);
    }
}
