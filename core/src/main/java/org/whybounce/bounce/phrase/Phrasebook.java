package org.whybounce.bounce.phrase;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Phrase;
import org.whybounce.bounce.Provider;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Stanza;

/// The receivers' own sentences and what they say.
///
/// Matching costs time linear in the text: each sentence is filed under its rarest word, the text is cut into
/// words once, and only the sentences filed under a word that stands in the text are compared, by searching
/// their literal pieces one behind the other. No regular expressions, so no text can make it slow.
public final class Phrasebook {
    public static final String ANY_PROVIDER = "any";

    private final List<Provider> providers;
    private final List<Sentence> sentences;
    private final Map<String, int[]> byWord;
    private final List<String> replies;
    private final Set<Sentence> shared;

    private Phrasebook(List<Provider> providers, List<Sentence> sentences, List<String> replies) {
        this.replies = List.copyOf(replies);
        this.providers = List.copyOf(providers);
        this.sentences = List.copyOf(sentences);
        this.byWord = index(this.sentences);
        this.shared = shared(this.sentences);
    }

    /// The wordings that several providers have, or that many servers use.
    private static Set<Sentence> shared(List<Sentence> sentences) {
        Map<List<String>, Set<String>> owners = new HashMap<>();
        for (Sentence sentence : sentences) {
            owners.computeIfAbsent(sentence.pieces(), _ -> new HashSet<>())
                    .add(sentence.phrase().provider());
        }
        Set<Sentence> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Sentence sentence : sentences) {
            Set<String> whose = owners.getOrDefault(sentence.pieces(), Set.of());
            if (whose.size() > 1 || whose.contains(ANY_PROVIDER)) {
                shared.add(sentence);
            }
        }
        return shared;
    }

    /// A file of stanzas.
    ///
    /// @param name for messages
    public record Source(String name, String stanzas) {}

    /// The phrasebook that comes with the library.
    public static Phrasebook standard() {
        return standardAnd(List.of());
    }

    /// The same with more texts behind its own.
    public static Phrasebook standardAnd(List<Source> own) {
        List<Stanza> stanzas = new ArrayList<>();
        for (String line : Knowledge.lines("bounces/FILES")) {
            String file = "bounces/" + line.strip();
            stanzas.addAll(Stanza.parse(file, Knowledge.text(file)));
        }
        own.forEach(source -> stanzas.addAll(Stanza.parse(source.name(), source.stanzas())));
        return of(stanzas);
    }

    private static final List<String> FIELDS = List.of(
            "Provider",
            "Role",
            "Hosts",
            "Signs",
            "Text",
            "Reply",
            "Says",
            "Strength",
            "Unless",
            "Sisimai",
            "List",
            "Source");

    static Phrasebook of(List<Stanza> stanzas) {
        List<Provider> providers = new ArrayList<>();
        List<Sentence> sentences = new ArrayList<>();
        List<String> replies = new ArrayList<>();
        String provider = ANY_PROVIDER;
        String file = "";
        for (Stanza stanza : stanzas) {
            stanza.allowing(FIELDS);
            if (!stanza.source().equals(file)) {
                file = stanza.source();
                provider = ANY_PROVIDER;
            }
            Optional<String> named = stanza.value("Provider");
            if (named.isPresent()) {
                provider = named.get();
                List<String> hosts = stanza.words("Hosts").stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .toList();
                List<String> signs = stanza.value("Signs").stream()
                        .flatMap(value -> List.of(value.split("\\|")).stream())
                        .map(Sentence::fold)
                        .toList();
                providers.add(new Provider(
                        provider,
                        stanza.value("Role")
                                .map(role -> Provider.Role.valueOf(role.toUpperCase(Locale.ROOT)))
                                .orElse(Provider.Role.RECEIVER),
                        hosts,
                        signs));
            }
            add(stanza, provider, sentences);
            String reply = stanza.value("Reply").orElse("");
            while (replies.size() < sentences.size()) {
                replies.add(reply);
            }
        }
        return new Phrasebook(providers, sentences, replies);
    }

    private static void add(Stanza stanza, String provider, List<Sentence> sentences) {
        List<String> texts = stanza.values("Text");
        if (texts.isEmpty()) {
            return;
        }
        String says = stanza.required("Says");
        Meaning meaning = Meaning.ofCode(says)
                .orElseThrow(() -> new IllegalArgumentException(stanza.where() + "no meaning " + says));
        String source = stanza.required("Source");
        String sisimai = stanza.value("Sisimai").orElse("");
        Reading.Strength strength = stanza.value("Strength")
                .map(word -> Reading.Strength.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(provider.equals(ANY_PROVIDER) ? Reading.Strength.LIKELY : Reading.Strength.SAID);
        List<String> unless = new ArrayList<>();
        stanza.value("Unless").ifPresent(value -> {
            for (String word : value.split("\\|")) {
                unless.add(Sentence.fold(word));
            }
        });
        for (String text : texts) {
            sentences.addAll(Sentence.spellings(
                    new Phrase(provider, text, meaning, source, sisimai),
                    strength,
                    List.copyOf(unless),
                    stanza.value("List")));
        }
    }

    private static Map<String, int[]> index(List<Sentence> sentences) {
        Map<String, Integer> count = new HashMap<>();
        List<List<String>> words = new ArrayList<>(sentences.size());
        for (Sentence sentence : sentences) {
            List<String> own = sentence.words();
            words.add(own);
            for (String word : own) {
                count.merge(word, 1, Integer::sum);
            }
        }
        Map<String, List<Integer>> lists = new HashMap<>();
        for (int i = 0; i < sentences.size(); i++) {
            lists.computeIfAbsent(rarest(words.get(i), count), _ -> new ArrayList<>())
                    .add(i);
        }
        Map<String, int[]> index = new HashMap<>();
        lists.forEach((word, list) ->
                index.put(word, list.stream().mapToInt(Integer::intValue).toArray()));
        return Map.copyOf(index);
    }

    /// The longest of those that stand in the fewest sentences.
    private static String rarest(List<String> words, Map<String, Integer> count) {
        String rarest = words.getFirst();
        int least = count.getOrDefault(rarest, 0);
        for (String word : words) {
            int times = count.getOrDefault(word, 0);
            if (times < least || times == least && word.length() > rarest.length()) {
                rarest = word;
                least = times;
            }
        }
        return rarest;
    }

    /// Whether a wording tells whose it is. One that several providers have, or that many servers use, does not.
    public boolean telling(Sentence sentence) {
        return !shared.contains(sentence);
    }

    List<Sentence> sentences() {
        return sentences;
    }

    /// Texts that were seen with an enhanced code, the first of each stanza's provider and meaning.
    ///
    /// @param anyClass whether 4.7.1 and 5.7.1 count as one
    public List<Phrase> withCode(EnhancedStatus status, boolean anyClass) {
        String code = status.toString();
        List<Phrase> found = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (int i = 0; i < sentences.size(); i++) {
            Phrase phrase = sentences.get(i).phrase();
            String reply = replies.get(i);
            if (reply.isEmpty()) {
                continue;
            }
            boolean same = List.of(reply.split("[ ,]+")).stream()
                    .anyMatch(word -> word.equals(code)
                            || anyClass
                                    && word.length() > 1
                                    && word.substring(1).equals(code.substring(1)));
            if (same && told.add(phrase.provider() + phrase.says().code())) {
                found.add(phrase);
            }
        }
        return List.copyOf(found);
    }

    public List<Phrase> phrases() {
        return sentences.stream().map(Sentence::phrase).toList();
    }

    /// The provider that a host belongs to.
    public Optional<String> providerOf(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return providers.stream()
                .filter(provider -> provider.owns(bare))
                .map(Provider::name)
                .findFirst();
    }

    public Provider.Role role(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .map(Provider::role)
                .findFirst()
                .orElse(Provider.Role.RECEIVER);
    }

    /// The provider whose sign stands in a folded text, as Gmail ends its replies in "- gsmtp".
    public Optional<String> providerBySign(String folded) {
        return providers.stream()
                .filter(provider -> provider.signs().stream().anyMatch(folded::contains))
                .map(Provider::name)
                .findFirst();
    }

    /// From here on a code's detail is nobody's but the provider's that made it (IANA's registry ends far
    /// below).
    private static final int OWN_CODES = 100;

    /// Details below this are the general ones of RFC 3463, which everybody uses.
    private static final int TELLING_CODES = 20;

    /// What a provider means by a code, where all its texts that were seen with it say the same. Without a
    /// provider only codes count that no two providers use.
    public Optional<Phrase> byCode(Optional<String> provider, EnhancedStatus status) {
        if (status.detail() < (provider.isPresent() ? TELLING_CODES : OWN_CODES)) {
            return Optional.empty();
        }
        List<Phrase> seen = withCode(status, true).stream()
                .filter(phrase -> !phrase.provider().equals(ANY_PROVIDER))
                .filter(phrase -> provider.isEmpty() || phrase.provider().equals(provider.get()))
                .toList();
        return seen.stream().map(Phrase::says).distinct().count() == 1
                ? Optional.of(seen.getFirst())
                : Optional.empty();
    }

    /// All sentences that stand in a folded text (see [FlatText#folded]).
    public List<Sentence.Match> matches(String folded) {
        List<Sentence.Match> found = new ArrayList<>();
        BitSet tried = new BitSet(sentences.size());
        int at = 0;
        int length = folded.length();
        while (at < length) {
            if (!Lexicon.alnum(folded.charAt(at))) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < length && Lexicon.alnum(folded.charAt(end))) {
                end++;
            }
            int[] candidates = end - at <= LONGEST_WORD ? byWord.get(folded.substring(at, end)) : null;
            if (candidates != null) {
                for (int candidate : candidates) {
                    if (!tried.get(candidate)) {
                        tried.set(candidate);
                        sentences.get(candidate).match(folded).ifPresent(found::add);
                    }
                }
            }
            at = end;
        }
        return found;
    }

    private static final int LONGEST_WORD = 64;
}
