package org.whybounce.dkim;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.message.field.RawField;
import org.whybounce.message.field.TagList;

/// Reads a signature field (RFC 6376, section 3.5).
public final class DkimParser {
    /// Bytes of a signature field that are read; the longest seen are some 3 KiB.
    static final int LONGEST = 64 * 1024;

    /// Names in `h=`; each may cost a search through all header fields.
    static final int MOST_SIGNED = 500;

    private final RawField field;
    private final boolean arc;
    private final TagList tags;

    private DkimParser(RawField field, boolean arc) {
        this.field = field;
        this.arc = arc;
        this.tags = TagList.read(field.value());
    }

    /// What stops the reading; it never leaves this class.
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean unsupported;

        Stop(boolean unsupported, String why) {
            super(why, null, false, false);
            this.unsupported = unsupported;
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /// Reads a DKIM-Signature field.
    public static SignatureReading parse(RawField field) {
        return read(field, false);
    }

    /// Reads an ARC-Message-Signature field (RFC 8617, section 4.1.2): as a DKIM-Signature, but without `v=`, with an
    /// instance number as `i=`, and with no demand that From is signed.
    public static SignatureReading parseArc(RawField field) {
        return read(field, true);
    }

    private static SignatureReading read(RawField field, boolean arc) {
        if (field.length() > LONGEST) {
            return new SignatureReading.Malformed(field, "is longer than " + LONGEST + " bytes");
        }
        try {
            return new DkimParser(field, arc).signature();
        } catch (Stop stop) {
            return stop.unsupported
                    ? new SignatureReading.Unsupported(field, stop.why())
                    : new SignatureReading.Malformed(field, stop.why());
        }
    }

    private DkimSignature signature() throws Stop {
        if (tags.problem().isPresent()) {
            throw malformed("breaks the grammar: it holds " + tags.problem().get());
        }
        if (!arc && !required("v").equals("1")) {
            throw unsupported("says v=" + shown("v") + ", and only version 1 exists");
        }
        Algorithm algorithm = algorithm(required("a"));
        String signature = base64("b");
        String bodyHash = base64("bh");
        Canonicalization header = Canonicalization.SIMPLE;
        Canonicalization body = Canonicalization.SIMPLE;
        if (tags.tag("c").isPresent()) {
            String[] halves = tags.value("c").orElse("").split("/", -1);
            header = canonicalization(halves[0]);
            // Only one word names the header's; the body's is simple then.
            body = halves.length > 1 ? canonicalization(halves[1]) : Canonicalization.SIMPLE;
            if (halves.length > 2) {
                throw unsupported("says c=" + shown("c") + ", which nobody knows");
            }
        }
        DomainName domain = name("d");
        DomainName selector = name("s");
        String agent = arc ? "@" + domain : agent(domain);
        List<String> signed = signed();
        if (!arc && !signed.contains("from")) {
            throw malformed("does not sign the From field, which it must");
        }
        if (arc && signed.contains("arc-seal")) {
            throw malformed("signs ARC-Seal fields, which it must not");
        }
        method();
        OptionalLong signedAt = number("t");
        OptionalLong expires = number("x");
        if (signedAt.isPresent() && expires.isPresent() && expires.getAsLong() <= signedAt.getAsLong()) {
            throw malformed("expires (x=) before it was made (t=)");
        }
        return new DkimSignature(
                field,
                tags,
                algorithm,
                signature,
                bodyHash,
                header,
                body,
                domain,
                selector,
                agent,
                signed,
                number("l"),
                instant(signedAt),
                instant(expires));
    }

    private static Stop malformed(String why) {
        return new Stop(false, why);
    }

    private static Stop unsupported(String why) {
        return new Stop(true, why);
    }

    private String shown(String name) {
        return DkimKeyParser.shortened(tags.value(name).orElse(""));
    }

    private String required(String name) throws Stop {
        String value = tags.value(name).orElse(null);
        if (value == null || value.isEmpty()) {
            throw malformed(value == null ? "has no " + name + "=" : "has an empty " + name + "=");
        }
        return value;
    }

    private Algorithm algorithm(String code) throws Stop {
        Algorithm algorithm = Algorithm.parse(code).orElse(null);
        if (algorithm == null) {
            throw unsupported("is made by an algorithm that nobody knows: a=" + shown("a"));
        }
        return algorithm;
    }

    private static Canonicalization canonicalization(String word) throws Stop {
        Canonicalization found = Canonicalization.parse(word.strip()).orElse(null);
        if (found == null) {
            throw unsupported("names a canonicalization that nobody knows: " + DkimKeyParser.shortened(word));
        }
        return found;
    }

    private String base64(String name) throws Stop {
        required(name);
        String value = tags.compact(name).orElse("");
        try {
            Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException notBase64) {
            throw malformed("holds no valid base64 in " + name + "=");
        }
        return value;
    }

    /// U-labels stand as UTF-8 (RFC 8616, section 4).
    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private DomainName name(String tag) throws Stop {
        String value = required(tag);
        DomainName name = host(value);
        if (name == null) {
            throw malformed("has a " + tag + "= that is no domain name: " + DkimKeyParser.shortened(utf8(value)));
        }
        return name;
    }

    /// A name of letters, digits, hyphens and, as real selectors have them, underscores.
    private static @Nullable DomainName host(String value) {
        DomainName name = DomainName.parse(utf8(value)).orElse(null);
        if (name == null || name.isRoot() || value.endsWith(".")) {
            return null;
        }
        boolean plain = name.toString()
                .chars()
                .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.');
        return plain ? name : null;
    }

    /// RFC 6376, section 3.5: the domain of `i=` is that of `d=` or lies below it.
    private String agent(DomainName domain) throws Stop {
        Optional<String> value = tags.value("i");
        if (value.isEmpty()) {
            return "@" + domain;
        }
        String agent = utf8(value.get());
        int at = agent.lastIndexOf('@');
        DomainName under =
                at < 0 ? null : host(value.get().substring(value.get().lastIndexOf('@') + 1));
        if (under == null) {
            throw malformed("has an i= that is no address: " + DkimKeyParser.shortened(agent));
        }
        if (!under.isAtOrBelow(domain)) {
            throw malformed("speaks for " + under + " (i=), which does not lie in " + domain + " (d=)");
        }
        return agent;
    }

    private List<String> signed() throws Stop {
        String list = tags.value("h").orElse(null);
        if (list == null) {
            throw malformed("has no h=, the list of the fields signed");
        }
        List<String> names = new ArrayList<>();
        for (String name : list.split(":", -1)) {
            names.add(name.strip().toLowerCase(Locale.ROOT));
        }
        if (names.size() > MOST_SIGNED) {
            throw malformed("lists more than " + MOST_SIGNED + " fields in h=");
        }
        return names;
    }

    /// RFC 6376, section 3.5, `q=`: only keys in the DNS exist.
    private void method() throws Stop {
        String methods = tags.value("q").orElse("dns/txt");
        boolean dns = Arrays.stream(methods.split(":", MOST_SIGNED))
                .map(String::strip)
                .anyMatch(method -> method.equalsIgnoreCase("dns/txt") || method.equalsIgnoreCase("dns"));
        if (!dns) {
            throw unsupported("wants its key fetched in a way that nobody knows: q=" + shown("q"));
        }
    }

    /// Digits up to the 76 that RFC 6376 allows for l=; what is larger than a `long` counts as the largest.
    private OptionalLong number(String name) throws Stop {
        Optional<String> value = tags.value(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        String digits = value.get();
        boolean plain = !digits.isEmpty() && digits.length() <= 76;
        for (int i = 0; plain && i < digits.length(); i++) {
            plain = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        if (!plain) {
            throw malformed("has a " + name + "= that is no number: " + DkimKeyParser.shortened(digits));
        }
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        String significant = digits.substring(start);
        return OptionalLong.of(significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant));
    }

    /// The year 9999; a time beyond is shown and compared as that.
    private static final long LAST_SECOND = 253_402_300_799L;

    private static Optional<Instant> instant(OptionalLong seconds) {
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(Math.min(seconds.getAsLong(), LAST_SECOND)));
    }
}
