package org.whybounce.dns;

import crawlercommons.domains.EffectiveTldFinder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The public suffix list (publicsuffix.org), read from the crawler-commons library that carries it: the way to
/// organisational domains before RFC 9989, and still the way of most receivers. Both of its sections count, as they do
/// for the libraries that mail servers use.
///
/// The list is kept as it is written, U-labels and all; a name with A-labels is looked up in its Unicode form.
public final class PublicSuffixes {
    private record List(Set<String> rules, Set<String> wildcards, Set<String> exceptions, Optional<String> version) {}

    /// Read on first use: some 10,000 lines that many runs never need.
    private static final class Loaded {
        static final List LIST = load();
    }

    private PublicSuffixes() {}

    private static List load() {
        Set<String> rules = new HashSet<>(20_000);
        Set<String> wildcards = new HashSet<>();
        Set<String> exceptions = new HashSet<>();
        String version = null;
        try (InputStream in = EffectiveTldFinder.class.getResourceAsStream(EffectiveTldFinder.ETLD_DATA)) {
            if (in == null) {
                throw new IllegalStateException("the public suffix list is not on the class path");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String rule = line.strip();
                if (rule.startsWith("// VERSION:")) {
                    version = rule.substring("// VERSION:".length()).strip();
                }
                if (rule.isEmpty() || rule.startsWith("//")) {
                    continue;
                }
                switch (rule.charAt(0)) {
                    case '!' -> exceptions.add(rule.substring(1));
                    case '*' -> wildcards.add(rule.substring(2));
                    default -> rules.add(rule);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new List(rules, wildcards, exceptions, Optional.ofNullable(version));
    }

    /// The domain that was registered below a public suffix: the name itself or one above it. Empty for a public suffix
    /// and for the root. A top level that the list does not know counts as a public suffix (the list's rule `*`).
    public static Optional<DomainName> registrable(DomainName name) {
        int suffix = suffixLabels(name.unicode());
        int labels = name.labelCount();
        if (labels <= suffix) {
            return Optional.empty();
        }
        DomainName found = name;
        for (int i = labels; i > suffix + 1; i--) {
            found = found.parent().orElseThrow();
        }
        return Optional.of(found);
    }

    /// How many labels at the end of `name` are public suffix: an exception rule wins, else the longest rule.
    private static int suffixLabels(String name) {
        int labels = 1;
        for (int i = 0; i < name.length(); i++) {
            labels += name.charAt(i) == '.' ? 1 : 0;
        }
        String rest = name;
        while (labels > 1) {
            String above = rest.substring(rest.indexOf('.') + 1);
            if (Loaded.LIST.exceptions().contains(rest)) {
                return labels - 1;
            }
            if (Loaded.LIST.rules().contains(rest) || Loaded.LIST.wildcards().contains(above)) {
                return labels;
            }
            rest = above;
            labels--;
        }
        return 1;
    }

    /// The organisational domain by the list (RFC 7489, section 3.2): the registrable domain, or the name itself.
    public static DomainName organisation(DomainName name) {
        return registrable(name).orElse(name);
    }

    /// The version line of the list, such as `2025-11-27_13-27-58_UTC`; empty if the list does not tell.
    public static Optional<String> version() {
        return Loaded.LIST.version();
    }
}
