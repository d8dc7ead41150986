package org.whybounce.bounce.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.bounce.BlockList;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Phrase;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refuser;
import org.whybounce.bounce.Wording;
import org.whybounce.bounce.phrase.Keywords;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.bounce.phrase.Precedence;
import org.whybounce.bounce.phrase.Sentence;
import org.whybounce.bounce.phrase.SpfMentions;
import org.whybounce.bounce.phrase.StatusMeanings;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Part;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// Reads a refusal's sentence: which texts of the phrasebook it is, and the facts in it. Provider before wording before
/// code, since codes collide.
public final class WordingReader {
    private final Phrasebook book;
    private final StatusMeanings codes;
    private final SpfMentions mentions = new SpfMentions();
    private final Keywords keywords = new Keywords();

    public WordingReader(Phrasebook book, StatusMeanings codes) {
        this.book = book;
        this.codes = codes;
    }

    public record Read(Wording wording, Optional<Claim<String>> provider, Refuser refuser) {}

    public Read read(
            FlatText flat,
            Part part,
            Optional<String> host,
            Optional<Integer> reply,
            List<Claim<EnhancedStatus>> enhanced,
            String around) {
        String folded = flat.folded();
        Optional<String> byHost = host.flatMap(book::providerOf).or(() -> book.providerBySign(folded));
        SpfMentions.Found spf = mentions.find(folded);
        List<Sentence.Match> matches = rank(book.matches(folded), byHost);
        if (spf.onlyNamed() && matches.stream().noneMatch(WordingReader::saidSpf)) {
            matches = rank(book.matches(spf.masked()), byHost);
        }
        List<Reading> readings = readings(matches, flat, part);
        SpfVerdict.weigh(readings, matches, spf, flat, part);
        plainWords(readings, flat, part);
        if (readings.isEmpty() && !around.isEmpty()) {
            FlatText wide = FlatText.of(around, 0, around.length());
            List<Sentence.Match> wider = rank(book.matches(wide.folded()), byHost);
            for (Sentence.Match match : wider) {
                add(
                        readings,
                        new Reading(
                                match.sentence().phrase().says(),
                                weaker(match.sentence().strength()),
                                "the words around the refusal: \""
                                        + plain(match.sentence().phrase()) + "\"",
                                Optional.of(match.sentence().phrase()),
                                Optional.empty()));
            }
        }
        ownCode(readings, byHost, enhanced);
        for (Claim<EnhancedStatus> code : enhanced) {
            if (code.value().kind() == 2) {
                continue;
            }
            codes.meaning(code.value())
                    .ifPresent(meaning -> add(
                            readings,
                            new Reading(
                                    meaning,
                                    Reading.Strength.HINT,
                                    "the code " + code.value() + " alone, which servers use for more than one thing",
                                    Optional.empty(),
                                    Optional.ofNullable(code.span()))));
        }
        if (readings.isEmpty()) {
            reply.flatMap(codes::meaning)
                    .ifPresent(meaning -> add(
                            readings,
                            new Reading(
                                    meaning,
                                    Reading.Strength.HINT,
                                    "the reply code " + reply.get() + " alone",
                                    Optional.empty(),
                                    Optional.empty())));
        }
        listed(readings, folded, flat, part);
        specific(readings, enhanced);
        readings.sort(Comparator.<Reading>comparingInt(reading -> strength(reading.strength()))
                .thenComparingInt(
                        reading -> reading.strength() == Reading.Strength.HINT ? Precedence.of(reading.meaning()) : 0));
        FactReader facts = new FactReader(flat, part);
        for (Sentence.Match match : matches) {
            facts.take(match);
        }
        Wording wording = facts.wording(readings);
        Optional<Claim<String>> provider = provider(matches, byHost, part, flat);
        return new Read(wording, provider, refuser(provider, matches));
    }

    /// Where no known text says what it is about, plain words may.
    private void plainWords(List<Reading> readings, FlatText flat, Part part) {
        boolean told = readings.stream()
                .anyMatch(reading ->
                        reading.strength() != Reading.Strength.HINT && reading.meaning() != Meaning.POLICY_UNSPECIFIED);
        if (told) {
            return;
        }
        keywords.find(flat.folded()).ifPresent(found -> {
            Span place = flat.place(found.place().start(), found.place().end());
            readings.removeIf(
                    reading -> reading.meaning() == found.says() || reading.meaning() == Meaning.POLICY_UNSPECIFIED);
            readings.addFirst(new Reading(
                    found.says(),
                    Reading.Strength.LIKELY,
                    "its words: \"" + String.join("\", \"", found.words()) + "\"",
                    Optional.empty(),
                    Optional.ofNullable(part.span(place.start(), place.end()))));
        });
    }

    /// A provider's own code tells where none of its texts is known in these words: wordings change, codes stay.
    private void ownCode(List<Reading> readings, Optional<String> provider, List<Claim<EnhancedStatus>> enhanced) {
        if (!readings.isEmpty() && readings.getFirst().strength() == Reading.Strength.SAID) {
            return;
        }
        for (Claim<EnhancedStatus> code : enhanced) {
            Optional<Phrase> phrase = book.byCode(provider, code.value());
            if (phrase.isPresent()) {
                readings.removeIf(reading -> reading.meaning() == phrase.get().says());
                readings.addFirst(new Reading(
                        phrase.get().says(),
                        Reading.Strength.LIKELY,
                        phrase.get().provider() + "'s code " + code.value(),
                        phrase,
                        Optional.ofNullable(code.span())));
                return;
            }
        }
    }

    private static boolean saidSpf(Sentence.Match match) {
        return match.sentence().strength() == Reading.Strength.SAID
                && match.sentence().phrase().says().namesSpf();
    }

    private static Reading.Strength weaker(Reading.Strength strength) {
        return strength == Reading.Strength.HINT ? Reading.Strength.HINT : Reading.Strength.LIKELY;
    }

    /// Strongest first: said before likely, the host's own provider before others, long before short. A text inside a
    /// longer one's place is dropped: the longer one says what it means there.
    private static List<Sentence.Match> rank(List<Sentence.Match> found, Optional<String> host) {
        List<Sentence.Match> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.<Sentence.Match>comparingInt(
                        match -> strength(match.sentence().strength()))
                .thenComparingInt(match -> isOf(match, host) ? 0 : 1)
                .thenComparingInt(WordingReader::precedence)
                .thenComparing(Sentence.Match::literal, Comparator.reverseOrder()));
        List<Sentence.Match> kept = new ArrayList<>();
        for (Sentence.Match match : sorted) {
            boolean inside = kept.stream()
                    .anyMatch(longer -> longer.place().contains(match.place()) && longer.literal() > match.literal());
            if (!inside) {
                kept.add(match);
            }
        }
        return kept;
    }

    private static int strength(Reading.Strength strength) {
        return switch (strength) {
            case SAID -> 0;
            case LIKELY -> 1;
            case HINT -> 2;
        };
    }

    /// Among the common wordings the more telling comes first: "SPF" in a refusal that also says "access denied" is
    /// what it is about. A receiver's own sentence needs no such order.
    private static int precedence(Sentence.Match match) {
        Phrase phrase = match.sentence().phrase();
        return match.sentence().strength() == Reading.Strength.SAID ? 0 : Precedence.of(phrase.says());
    }

    /// IANA's X.7.24 is "SPF validation error": a server that names SPF and no result tells the result by it. Google
    /// uses the code for something else, in words of its own.
    private static void specific(List<Reading> readings, List<Claim<EnhancedStatus>> enhanced) {
        boolean unspecified = !readings.isEmpty()
                && readings.getFirst().meaning() == Meaning.SPF_UNSPECIFIED
                && readings.getFirst().phrase().isPresent()
                && readings.getFirst()
                        .phrase()
                        .filter(phrase -> phrase.provider().equals("Google"))
                        .isEmpty();
        for (Claim<EnhancedStatus> code : enhanced) {
            EnhancedStatus status = code.value();
            // RFC 3463, section 3.2: X.1.7 and X.1.8 are about the sender's address, whatever "no such domain" says.
            if (!readings.isEmpty()
                    && readings.getFirst().meaning() == Meaning.RECIPIENT_UNKNOWN
                    && readings.getFirst().strength() != Reading.Strength.SAID
                    && status.subject() == 1
                    && (status.detail() == 7 || status.detail() == 8)) {
                readings.addFirst(new Reading(
                        Meaning.HOST_SENDER_DOMAIN_DNS,
                        Reading.Strength.LIKELY,
                        "the code " + status + " is about the sender's address (RFC 3463)",
                        Optional.empty(),
                        Optional.ofNullable(code.span())));
                return;
            }
            // RFC 3463: X.1.1 is "bad destination mailbox address"; "service unavailable" beside it says nothing.
            if (!readings.isEmpty()
                    && status.kind() == 5
                    && status.subject() == 1
                    && status.detail() == 1
                    && readings.getFirst().meaning() == Meaning.SYSTEM_TEMPORARY
                    && readings.getFirst().strength() != Reading.Strength.SAID) {
                readings.removeIf(reading -> reading.meaning() == Meaning.RECIPIENT_UNKNOWN);
                readings.addFirst(new Reading(
                        Meaning.RECIPIENT_UNKNOWN,
                        Reading.Strength.LIKELY,
                        "the code " + status + " is a mailbox that does not exist, and the words say no reason",
                        Optional.empty(),
                        Optional.ofNullable(code.span())));
                return;
            }
            if (unspecified && status.subject() == 7 && status.detail() == 24) {
                readings.addFirst(new Reading(
                        status.temporary() ? Meaning.SPF_TEMPERROR : Meaning.SPF_PERMERROR,
                        readings.getFirst().strength(),
                        "the words name SPF, and the code " + status + " is \"SPF validation error\" (RFC 7372)",
                        readings.getFirst().phrase(),
                        Optional.ofNullable(code.span())));
                return;
            }
        }
    }

    /// "Blocked" and the like beside a block list's name: it is that list.
    private static void listed(List<Reading> readings, String folded, FlatText flat, Part part) {
        if (readings.isEmpty()
                || readings.getFirst().meaning() != Meaning.REPUTATION_IP
                || readings.getFirst().strength() == Reading.Strength.SAID) {
            return;
        }
        BlockList.find(folded).ifPresent(list -> {
            Span place = flat.place(list.place().start(), list.place().end());
            readings.removeIf(reading -> reading.meaning() == Meaning.REPUTATION_BLOCKLIST);
            readings.addFirst(new Reading(
                    Meaning.REPUTATION_BLOCKLIST,
                    Reading.Strength.LIKELY,
                    "the words refuse the address and name the block list " + list.name(),
                    Optional.empty(),
                    Optional.ofNullable(part.span(place.start(), place.end()))));
        });
    }

    private static boolean isOf(Sentence.Match match, Optional<String> host) {
        return host.isPresent() && match.sentence().phrase().provider().equals(host.get());
    }

    private static List<Reading> readings(List<Sentence.Match> matches, FlatText flat, Part part) {
        List<Reading> readings = new ArrayList<>();
        for (Sentence.Match match : matches) {
            Phrase phrase = match.sentence().phrase();
            Span place = flat.place(match.place().start(), match.place().end());
            String whose = phrase.provider().equals(Phrasebook.ANY_PROVIDER)
                    ? "wording that many servers use: \""
                    : phrase.provider() + "'s wording: \"";
            add(
                    readings,
                    new Reading(
                            phrase.says(),
                            match.sentence().strength(),
                            whose + plain(phrase) + "\"",
                            Optional.of(phrase),
                            Optional.ofNullable(part.span(place.start(), place.end()))));
        }
        return readings;
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

    private static void add(List<Reading> readings, Reading reading) {
        if (readings.stream().noneMatch(other -> other.meaning() == reading.meaning())) {
            readings.add(reading);
        }
    }

    private Optional<Claim<String>> provider(
            List<Sentence.Match> matches, Optional<String> byHost, Part part, FlatText flat) {
        if (byHost.isPresent()) {
            return byHost.map(name -> new Claim<>(name, null));
        }
        return matches.stream()
                .filter(match -> match.sentence().strength() == Reading.Strength.SAID)
                .filter(match -> book.telling(match.sentence()))
                .findFirst()
                .map(match -> {
                    Span place = flat.place(match.place().start(), match.place().end());
                    return part.claim(match.sentence().phrase().provider(), place.start(), place.end());
                });
    }

    private static final Set<Meaning> OWN_RELAY =
            EnumSet.of(Meaning.RELAY_AUTH_REQUIRED, Meaning.RELAY_SENDER_MISMATCH, Meaning.REPUTATION_OWN_ACCOUNT);

    private static final Set<String> GATEWAYS = Set.of(
            "Mimecast",
            "Proofpoint",
            "Barracuda",
            "Cisco",
            "MessageLabs",
            "Trend Micro",
            "Sophos",
            "McAfee",
            "Forcepoint",
            "Cloudmark",
            "SpamExperts",
            "Hornetsecurity",
            "Trustwave",
            "FortiMail",
            "Retarus",
            "NoSpamProxy");

    private static Refuser refuser(Optional<Claim<String>> provider, List<Sentence.Match> matches) {
        if (!matches.isEmpty()
                && OWN_RELAY.contains(matches.getFirst().sentence().phrase().says())) {
            return Refuser.OWN_RELAY;
        }
        return provider.map(Claim::value).filter(GATEWAYS::contains).isPresent() ? Refuser.GATEWAY : Refuser.UNKNOWN;
    }
}
