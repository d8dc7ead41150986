package org.whybounce.say;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One language's sentences. A key is `CODE` or `CODE.variant`; `FAMILY/` stands for every code of the family that has
/// no
/// sentence of its own. Sentences are patterns of ICU's MessageFormat with named arguments. Most hold nothing but
/// `{name}`, and those are filled here: the many findings of a run over very many domains need no format built for
/// each.
public final class Catalogue {
    private static final List<String> FILES = List.of("spf.properties");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)([,}])");

    // Read once, when the first sentence is made.
    private static final class English {
        static final Catalogue SENTENCES = read("en", Locale.ENGLISH);
    }

    private final Map<String, String> sentences;
    private final Locale locale;

    public Catalogue(Map<String, String> sentences, Locale locale) {
        this.sentences = Map.copyOf(sentences);
        this.locale = locale;
    }

    public static Catalogue english() {
        return English.SENTENCES;
    }

    private static Catalogue read(String language, Locale locale) {
        Map<String, String> read = new HashMap<>();
        for (String file : FILES) {
            String path = "/org/whybounce/knowledge/sentences/" + language + "/" + file;
            Properties properties = new Properties();
            try (InputStream in = Catalogue.class.getResourceAsStream(path)) {
                if (in == null) {
                    throw new IllegalStateException("the program lacks " + path);
                }
                properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            properties.stringPropertyNames().forEach(key -> read.put(key, properties.getProperty(key)));
        }
        return new Catalogue(read, locale);
    }

    /// The sentence, filled. That one is missing, or one of its arguments, only a bug can bring about.
    public String sentence(Say say) {
        if (!say.listed()) {
            return say.args().getOrDefault("text", "").toString();
        }
        String pattern = pattern(say.code(), say.variant())
                .orElseThrow(() -> new IllegalStateException("no sentence for " + say.code() + " " + say.variant()));
        return pattern.contains(", plural,")
                ? new MessageFormat(pattern, locale).format(say.args())
                : filled(pattern, say.args());
    }

    private static String filled(String pattern, Map<String, Object> args) {
        Matcher argument = ARGUMENT.matcher(pattern);
        StringBuilder text = new StringBuilder();
        while (argument.find()) {
            Object value = args.get(argument.group(1));
            if (value == null) {
                throw new IllegalStateException("the sentence needs " + argument.group(1) + ": " + pattern);
            }
            argument.appendReplacement(text, Matcher.quoteReplacement(value.toString()));
        }
        return argument.appendTail(text).toString();
    }

    /// The pattern for a code and its variant, or else that for all of its family.
    public Optional<String> pattern(String code, String variant) {
        return Optional.ofNullable(sentences.get(key(code, variant)))
                .or(() -> Optional.ofNullable(sentences.get(key(code.substring(0, code.indexOf('/') + 1), variant))));
    }

    public static String key(String code, String variant) {
        return variant.isEmpty() ? code : code + "." + variant;
    }

    /// Every key, for whoever proves that each is used.
    public Set<String> keys() {
        return sentences.keySet();
    }

    /// The names of the arguments of a pattern.
    public static Set<String> arguments(String pattern) {
        return ARGUMENT.matcher(pattern)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
