package org.whybounce.say;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.whybounce.spf.finding.SpfCode;

/// The catalogue fits the program: every code has its sentence, a sentence's arguments are given where the code is
/// said,
/// nothing is given that no sentence takes, and no sentence is left over.
class SentencesTest {
    private static final Path MAIN =
            Path.of(System.getProperty("whybounce.root", ".."), "core", "src", "main", "java", "org", "whybounce");
    private static final Catalogue ENGLISH = Catalogue.english();
    private static final Pattern NAME = Pattern.compile("\\.with\\(\\s*\"(\\w+)\"");
    private static final Pattern VARIANT = Pattern.compile("\\.as\\(\\s*\"([a-z-]+)\"");
    private static final Pattern CODE = Pattern.compile("SpfCode\\s*\\.([A-Z_]+)\\s*$");

    /// Findings that still carry words of their own: this may only become smaller.
    private static final int UNLISTED = 17;

    @Test
    void everyCodeHasASentence() {
        for (SpfCode code : SpfCode.values()) {
            assertThat(ENGLISH.keys())
                    .as(code.code())
                    .anyMatch(key -> key.equals(code.code())
                            || key.startsWith(code.code() + ".")
                            || key.equals(family(code.code())));
        }
    }

    @Test
    void everySentenceIsOfACode() {
        Set<String> codes = new TreeSet<>();
        for (SpfCode code : SpfCode.values()) {
            codes.add(code.code());
            codes.add(family(code.code()));
        }
        assertThat(ENGLISH.keys()).allMatch(key -> codes.contains(key.replaceFirst("\\.[a-z-]+$", "")));
    }

    /// Read from the source: what is given where a code is said, over all of a code's sentences, is what they take.
    @Test
    void argumentsAreThoseOfTheSentences() throws IOException {
        Map<String, Set<String>> given = new TreeMap<>();
        for (String source : sources()) {
            for (int at = source.indexOf(".about("); at >= 0; at = source.indexOf(".about(", at + 1)) {
                Matcher code = CODE.matcher(source.substring(0, at));
                String said = code.find() ? SpfCode.valueOf(code.group(1)).code() : "SPF_SYNTAX/";
                // To the end of the method: a variant's arguments may follow in the next statement.
                String statement = source.substring(at, following(source, at));
                Set<String> names = given.computeIfAbsent(said, _ -> new TreeSet<>());
                NAME.matcher(statement).results().forEach(name -> names.add(name.group(1)));
                VARIANT.matcher(statement)
                        .results()
                        .forEach(variant -> assertThat(ENGLISH.pattern(said, variant.group(1)))
                                .as("a sentence for " + said + " " + variant.group(1))
                                .isPresent());
            }
        }
        Map<String, Set<String>> taken = new TreeMap<>();
        for (String key : ENGLISH.keys()) {
            taken.computeIfAbsent(key.replaceFirst("\\.[a-z-]+$", ""), _ -> new TreeSet<>())
                    .addAll(Catalogue.arguments(ENGLISH.pattern(key, "").orElseThrow()));
        }
        SoftAssertions.assertSoftly(soft -> given.forEach(
                (code, names) -> soft.assertThat(taken.get(code)).as(code).isEqualTo(names)));
        assertThat(given).as("codes that are said").hasSizeGreaterThan(35);
    }

    /// Filling a sentence here and filling it by ICU is the same, so that its rules may be used in any sentence.
    @Test
    void filledAsIcuWouldFill() {
        for (String key : ENGLISH.keys()) {
            String pattern = ENGLISH.pattern(key, "").orElseThrow();
            Map<String, Object> args = new HashMap<>();
            Catalogue.arguments(pattern)
                    .forEach(name -> args.put(name, pattern.contains(", plural,") ? 2 : "<" + name));
            assertThat(ENGLISH.sentence(new Say(key, "", args)))
                    .as(key)
                    .isEqualTo(new MessageFormat(pattern, Locale.ENGLISH).format(args));
        }
    }

    /// Another language is other files: with every sentence marked, every sentence that is made comes out marked.
    @Test
    void anotherCatalogueSaysTheSameInItsOwnWords() {
        Map<String, String> marked = new HashMap<>();
        ENGLISH.keys()
                .forEach(key -> marked.put(key, "[[" + ENGLISH.pattern(key, "").orElseThrow() + "]]"));
        Catalogue pseudo = new Catalogue(marked, Locale.ENGLISH);
        Say say = Say.of("SPF_VOID_LIMIT/SOME").with("voids", 1).with("limit", 2);
        assertThat(pseudo.sentence(say))
                .isEqualTo("[[1 of at most 2 terms of the record finds nothing; remove what does not exist.]]");
        assertThat(pseudo.sentence(Say.plain("words"))).isEqualTo("words");
    }

    @Test
    void whatComesFromOutsideIsNoPattern() {
        Say say = Say.of("SPF_TERM/SUSPICIOUS").as("host").with("term", "include:{at}'{$1\\");
        assertThat(ENGLISH.sentence(say)).isEqualTo("include:{at}'{$1\\ names no host that could exist.");
    }

    @Test
    void fewerAndFewerFindingsHaveWordsOfTheirOwn() throws IOException {
        int plain = 0;
        for (String source : sources()) {
            plain += (int) Pattern.compile("\\.finding\\(|new Finding\\((?!code, level, subject)")
                    .matcher(source)
                    .results()
                    .count();
        }
        assertThat(plain).isEqualTo(UNLISTED);
    }

    private static String family(String code) {
        return code.substring(0, code.indexOf('/') + 1);
    }

    /// The end of what belongs to a code that is said: the next one, or the end of its method.
    private static int following(String source, int at) {
        int next = source.indexOf("SpfCode.", at);
        int end = source.indexOf("\n    }", at);
        return next < 0 ? end : Math.min(next, end);
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
        }
        return sources;
    }
}
