package org.whybounce.fix.term;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;

/// What the author of a term that the grammar refuses most likely meant. Only what has one plain meaning is read so;
/// anything else stays unread, since a guess here would let somebody send or keep somebody from it.
public final class TermMeaning {
    /// How a term can begin, in lower case.
    private static final List<String> BEGINNINGS = List.of(
            "include:",
            "ip4:",
            "ip6:",
            "a:",
            "mx:",
            "ptr:",
            "exists:",
            "redirect=",
            "exp=",
            "-all",
            "~all",
            "?all",
            "+all");

    /// The same where two terms ran together: what is too short to be sure of is left out.
    private static final List<String> SEAMS =
            List.of("include:", "ip4:", "ip6:", "exists:", "redirect=", "-all", "~all", "?all", "+all", "mx:");

    /// Longer than any term that a person mistyped.
    private static final int LONGEST = 512;

    private TermMeaning() {}

    /// The term or terms that were meant; empty where that would be a guess.
    static Optional<String> of(String term) {
        if (term.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = NearlyRecord.plain(term);
        if (plain.isEmpty()) {
            return Optional.of("");
        }
        if (plain.indexOf(' ') >= 0) {
            return each(List.of(plain.split(" ")));
        }
        if (!plain.equals(term) && parses(plain)) {
            return Optional.of(plain);
        }
        return end(plain)
                .or(() -> listed(plain))
                .or(() -> name(plain))
                .or(() -> value(plain))
                .or(() -> split(plain));
    }

    /// Each of them as it stands or as it was meant; empty if one cannot be read.
    private static Optional<String> each(List<String> words) {
        List<String> meant = new ArrayList<>();
        for (String word : words) {
            Optional<String> one = parses(word) ? Optional.of(word) : of(word);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            meant.add(one.get());
        }
        return Optional.of(String.join(" ", meant));
    }

    /// `--all`, `-al`, `-all.`, `=all`: an end with one sign in it.
    private static Optional<String> end(String term) {
        String lower = term.toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder();
        char sign = 0;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c == '-' || c == '~' || c == '?') {
                if (sign != 0 && sign != c) {
                    return Optional.empty();
                }
                sign = c;
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                letters.append(c);
            }
        }
        String word = letters.toString();
        boolean all = word.equals("all")
                || word.equals("al")
                || word.equals("alll")
                || word.equals("a11")
                || word.equals("a1l")
                || word.equals("al1")
                || word.equals("aii");
        return all && sign != 0 && lower.length() <= 6 ? Optional.of(sign + "all") : Optional.empty();
    }

    /// `ip4:192.0.2.1,192.0.2.2`: values one after the other.
    private static Optional<String> listed(String term) {
        int colon = term.indexOf(':');
        String[] values = term.split("[,;|]+");
        // A colon behind the first comma is no mechanism's: what stands before it would be put before each value again.
        if (colon < 0 || values.length < 2 || colon > values[0].length()) {
            return values.length == 1 && !values[0].equals(term) ? meant(values[0]) : Optional.empty();
        }
        String mechanism = term.substring(0, colon + 1);
        List<String> terms = new ArrayList<>();
        for (String value : values) {
            boolean whole = startsTerm(value) || value.startsWith(mechanism);
            terms.add(whole ? value : mechanism + value);
        }
        return each(terms);
    }

    /// `ipv4:`, `ip:`, a bare address, `inlcude:`, `redirect:`: the mechanism's name.
    private static Optional<String> name(String term) {
        Optional<IpPrefix> bare = prefix(term);
        if (bare.isPresent()) {
            return Optional.of(listing(bare.get()));
        }
        int sign = !term.isEmpty() && "+-~?".indexOf(term.charAt(0)) >= 0 ? 1 : 0;
        int at = mark(term, sign);
        if (at < 0) {
            return Optional.empty();
        }
        String name = term.substring(sign, at).toLowerCase(Locale.ROOT);
        String value = term.substring(at + 1);
        String qualifier = term.substring(0, sign);
        if (value.isEmpty()) {
            return name.equals("a") || name.equals("mx") || name.equals("ptr")
                    ? Optional.of(qualifier + name)
                    : Optional.empty();
        }
        if (name.equals("redirect") || name.equals("exp")) {
            return meant(name + "=" + value);
        }
        boolean addresses = name.startsWith("ip") && name.length() <= 5
                || name.equals("a")
                || name.equals("mx")
                || name.equals("include");
        Optional<IpPrefix> range = addresses ? prefix(value) : Optional.empty();
        if (range.isPresent()) {
            return Optional.of(qualifier + listing(range.get()));
        }
        for (String known : List.of("include", "exists")) {
            if (!name.equals(known) && near(name, known)) {
                return meant(qualifier + known + ":" + value);
            }
        }
        return Optional.empty();
    }

    private static int mark(String term, int from) {
        for (int i = from; i < term.length(); i++) {
            if (":=;".indexOf(term.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /// `include:https://example.com/`, `a:example.com.`, `include::example.com`: what surrounds the value.
    private static Optional<String> value(String term) {
        int colon = term.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String value = term.substring(colon + 1)
                .replaceFirst("(?i)^:*(https?://)?[:@<(\\[]*", "")
                .replaceFirst("[/.,;:>)\\]]*$", "");
        return meant(term.substring(0, colon + 1) + value).filter(meant -> !meant.equals(term));
    }

    /// `ip4:192.0.2.1ip4:192.0.2.2-all`: terms that ran together, cut where a mechanism begins.
    public static Optional<String> split(String term) {
        String lower = term.toLowerCase(Locale.ROOT);
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < lower.length(); i++) {
            int at = i;
            boolean seam = SEAMS.stream().anyMatch(each -> lower.startsWith(each, at))
                    && !(lower.startsWith("all", at + 1) && at + 4 != lower.length());
            if (seam && i > start) {
                parts.add(term.substring(start, i));
                start = i;
            }
        }
        parts.add(term.substring(start));
        return parts.size() < 2 ? Optional.empty() : each(parts);
    }

    private static Optional<String> meant(String term) {
        return parses(term) ? Optional.of(term) : Optional.empty();
    }

    private static String listing(IpPrefix range) {
        return (range.v4() ? "ip4:" : "ip6:") + range;
    }

    /// An address or range, also with a netmask or a final dot.
    private static Optional<IpPrefix> prefix(String text) {
        String bare = text.replaceFirst("[.,;]+$", "").replaceFirst("^\\[(.*)\\]$", "$1");
        Optional<IpPrefix> read = IpPrefix.parse(bare);
        int slash = bare.indexOf('/');
        if (read.isPresent() || slash < 0) {
            return read;
        }
        Optional<IpAddress> address = IpAddress.parse(bare.substring(0, slash));
        Optional<IpAddress> mask = IpAddress.parse(bare.substring(slash + 1));
        if (address.isEmpty()
                || mask.isEmpty()
                || !address.get().v4()
                || !mask.get().v4()) {
            return Optional.empty();
        }
        long bits = mask.get().low();
        int length = Long.bitCount(bits);
        boolean run = bits == (0xffffffffL << 32 - length & 0xffffffffL);
        return run ? Optional.of(new IpPrefix(address.get(), length)) : Optional.empty();
    }

    /// One or two letters off.
    private static boolean near(String name, String known) {
        if (Math.abs(name.length() - known.length()) > 1 || name.length() < 5) {
            return false;
        }
        char[] one = name.toCharArray();
        char[] other = known.toCharArray();
        java.util.Arrays.sort(one);
        java.util.Arrays.sort(other);
        if (java.util.Arrays.equals(one, other)) {
            return true;
        }
        // One letter more, less or another: what is the same from both ends leaves at most one letter.
        int front = 0;
        while (front < Math.min(name.length(), known.length()) && name.charAt(front) == known.charAt(front)) {
            front++;
        }
        int back = 0;
        while (back < Math.min(name.length(), known.length()) - front
                && name.charAt(name.length() - 1 - back) == known.charAt(known.length() - 1 - back)) {
            back++;
        }
        return Math.max(name.length(), known.length()) - front - back <= 1;
    }

    /// Whether a text begins as a term does.
    static boolean startsTerm(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String first = lower.contains(" ") ? lower.substring(0, lower.indexOf(' ')) : lower;
        return first.equals("a")
                || first.equals("mx")
                || first.equals("ptr")
                || BEGINNINGS.stream().anyMatch(first::startsWith)
                || first.length() > 1 && "+-~?".indexOf(first.charAt(0)) >= 0 && startsTerm(first.substring(1));
    }

    static boolean parses(String terms) {
        return SpfParser.parse("v=spf1 " + terms) instanceof SpfRecord;
    }

    /// With the marks that word processors put in place of ASCII ones put back: dashes, quotation marks, spaces.
    /// A text of the DNS holds one byte in each character, so a mark is its UTF-8 bytes here.
    static String ascii(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            plain = text.charAt(i) < 0x80;
        }
        if (plain) {
            return text;
        }
        return text.replaceAll("\u00e2\u0080[\u0090-\u0095]|\u00e2\u0088\u0092", "-")
                .replaceAll("\u00e2\u0080[\u0098-\u009f]", "\"")
                .replaceAll("\u00e2\u0080[\u0080-\u008a\u00af]|\u00c2\u00a0|\u00e3\u0080\u0080", " ")
                .replaceAll("\u00e2\u0080[\u008b-\u008f]|\u00ef\u00bb\u00bf|\u00c2\u00ad", "")
                .replaceAll("\u00cb\u009c|\u00e2\u0088\u00bc", "~");
    }
}
