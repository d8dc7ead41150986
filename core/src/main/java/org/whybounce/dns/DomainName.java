package org.whybounce.dns;

import com.ibm.icu.text.IDNA;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A domain name: lower case, A-labels, no final dot; the root is the empty name. Labels hold any byte but a dot, one
/// character a byte, since the DNS allows more than host names do (underscores, and worse in what was pasted).
///
/// Within bounds always: labels of 1 to 63 bytes, 253 characters in all (RFC 1035, section 2.3.4).
public final class DomainName implements Comparable<DomainName> {
    public static final int LONGEST_NAME = 253;
    public static final int LONGEST_LABEL = 63;
    public static final DomainName ROOT = new DomainName("");

    /// UTS 46 without the STD3 rules, so that underscores stay.
    private static final class Idna {
        static final IDNA UTS46 = IDNA.getUTS46Instance(
                IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE | IDNA.CHECK_BIDI);
    }

    private final String ascii;

    private DomainName(String ascii) {
        this.ascii = ascii;
    }

    /// Reads a name as people and the DNS write it; one final dot is allowed, U-labels become A-labels. Empty if a
    /// label is empty or too long, the name too long, or a U-label is none.
    public static Optional<DomainName> parse(String text) {
        String name = text;
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
            if (name.isEmpty()) {
                return Optional.of(ROOT);
            }
        }
        boolean ascii = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 0x80) {
                ascii = false;
            } else if (c <= ' ' || c == 0x7f) {
                return Optional.empty();
            }
        }
        if (!ascii) {
            if (name.length() > LONGEST_NAME) {
                return Optional.empty();
            }
            StringBuilder out = new StringBuilder();
            IDNA.Info result = new IDNA.Info();
            Idna.UTS46.nameToASCII(name, out, result);
            if (result.hasErrors()) {
                return Optional.empty();
            }
            name = out.toString();
        }
        return fits(name) ? Optional.of(new DomainName(lower(name))) : Optional.empty();
    }

    /// As [#parse], for a name that is known to be one.
    public static DomainName of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a domain name: " + text));
    }

    /// A name from the DNS itself, any byte allowed; empty only if it does not fit the bounds.
    public static Optional<DomainName> fromWire(List<String> labels) {
        String name = String.join(".", labels);
        return name.isEmpty()
                ? Optional.of(ROOT)
                : fits(name) ? Optional.of(new DomainName(lower(name))) : Optional.empty();
    }

    private static boolean fits(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '.') {
                if (i == start || i - start > LONGEST_LABEL) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static String lower(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return name.toLowerCase(Locale.ROOT);
            }
        }
        return name;
    }

    public List<String> labels() {
        return ascii.isEmpty() ? List.of() : List.of(ascii.split("\\.", -1));
    }

    public int labelCount() {
        if (ascii.isEmpty()) {
            return 0;
        }
        int count = 1;
        for (int i = 0; i < ascii.length(); i++) {
            if (ascii.charAt(i) == '.') {
                count++;
            }
        }
        return count;
    }

    public boolean isRoot() {
        return ascii.isEmpty();
    }

    /// The name without its first label; empty at the root.
    public Optional<DomainName> parent() {
        if (ascii.isEmpty()) {
            return Optional.empty();
        }
        int dot = ascii.indexOf('.');
        return Optional.of(dot < 0 ? ROOT : new DomainName(ascii.substring(dot + 1)));
    }

    /// This name below `label` (one label or several, as in `_dmarc` or `s1._domainkey`); empty if it grows too long.
    public Optional<DomainName> child(String label) {
        return parse(ascii.isEmpty() ? label : label + "." + ascii);
    }

    /// Whether this name is `other` or lies below it, at a label boundary.
    public boolean isAtOrBelow(DomainName other) {
        return other.isRoot()
                || ascii.equals(other.ascii)
                || ascii.length() > other.ascii.length()
                        && ascii.endsWith(other.ascii)
                        && ascii.charAt(ascii.length() - other.ascii.length() - 1) == '.';
    }

    /// The name in Unicode for people, which is the same as [#toString] where no label is an A-label.
    public String unicode() {
        if (!ascii.contains("xn--")) {
            return ascii;
        }
        StringBuilder out = new StringBuilder();
        IDNA.Info result = new IDNA.Info();
        Idna.UTS46.nameToUnicode(ascii, out, result);
        return result.hasErrors() ? ascii : out.toString();
    }

    /// Several names, those that are none left out.
    public static List<DomainName> all(List<String> texts) {
        List<DomainName> names = new ArrayList<>();
        for (String text : texts) {
            parse(text).ifPresent(names::add);
        }
        return names;
    }

    @Override
    public int compareTo(DomainName other) {
        return ascii.compareTo(other.ascii);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DomainName name && name.ascii.equals(ascii);
    }

    @Override
    public int hashCode() {
        return ascii.hashCode();
    }

    /// The A-label form, lower case, without a final dot.
    @Override
    public String toString() {
        return ascii;
    }
}
