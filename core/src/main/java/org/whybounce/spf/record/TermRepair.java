package org.whybounce.spf.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;

/// What the author of a broken term most likely meant. Several simple repairs are tried in turn, alone and one upon the
/// other, and the first that gives sound terms is it. Where the meaning would be a guess there is none: a host without
/// its mechanism may be an `a` or an `include`, an address with a part missing may be any.
final class TermRepair {
    /// A longer term is no slip of the finger.
    private static final int LONGEST = 512;

    private static final List<String> NAMES =
            List.of("all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists", "redirect", "exp");

    /// Where a new term begins though the space before it is missing. A bare `a` or `mx` is left out: it ends words.
    private static final List<String> BEGINNINGS = List.of(
            "include:", "ip4:", "ip6:", "ipv4:", "ipv6:", "exists:", "redirect=", "+all", "-all", "~all", "?all");

    private static final List<UnaryOperator<String>> REPAIRS = List.of(
            TermRepair::plainCharacters,
            TermRepair::withoutEnds,
            TermRepair::separated,
            TermRepair::nameRepaired,
            TermRepair::addressRepaired,
            TermRepair::lengthRepaired);

    private TermRepair() {}

    /// The repaired term, or terms with a space between, or null.
    static @Nullable String of(String term) {
        if (term.length() > LONGEST) {
            return null;
        }
        String repaired = term;
        for (UnaryOperator<String> repair : REPAIRS) {
            repaired = eachWord(repaired, repair);
            if (!repaired.isEmpty() && SpfParser.sound(repaired) && !repaired.equals(term)) {
                return repaired;
            }
        }
        return null;
    }

    private static String eachWord(String words, UnaryOperator<String> repair) {
        List<String> repaired = new ArrayList<>();
        for (String word : words.split(" ")) {
            if (!word.isEmpty()) {
                String done = repair.apply(word);
                if (!done.isBlank()) {
                    repaired.add(done.strip());
                }
            }
        }
        return String.join(" ", repaired);
    }

    /// Characters that a word processor or a web page puts in place of plain ones. The text of a record holds bytes, so
    /// each may stand there as the bytes of its UTF-8 form.
    private static String plainCharacters(String word) {
        String plain = word;
        for (String[] pair : new String[][] {
            {"\u2013", "-"},
            {"\u2014", "-"},
            {"\u2010", "-"},
            {"\u2011", "-"},
            {"\u2212", "-"},
            {"\u02dc", "~"},
            {"\u223c", "~"},
            {"\uff5e", "~"},
            {"\uff1a", ":"},
            {"\u00a0", " "},
            {"\u200b", ""},
            {"\u200c", ""},
            {"\u200d", ""},
            {"\ufeff", ""},
            {"\u201c", ""},
            {"\u201d", ""},
            {"\u2018", ""},
            {"\u2019", ""},
            {"\u201e", ""}
        }) {
            plain = plain.replace(bytes(pair[0]), pair[1]).replace(pair[0], pair[1]);
        }
        return plain.replace('\t', ' ').replace('\r', ' ').replace('\n', ' ');
    }

    private static String bytes(String character) {
        return new String(character.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String withoutEnds(String word) {
        int start = 0;
        int end = word.length();
        while (start < end && "\"'`<([{,;\\".indexOf(word.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "\"'`>)],;\\".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        String inner = word.substring(start, end).replace("\"", "").replace("\\", "");
        if (inner.startsWith("--") || inner.startsWith("~-") || inner.startsWith("-~")) {
            inner = inner.substring(1);
        }
        // -all. is the end of a sentence.
        return inner.toLowerCase(Locale.ROOT).endsWith("all.") ? inner.substring(0, inner.length() - 1) : inner;
    }

    /// Commas and semicolons are not between terms, spaces are; and some spaces are missing.
    private static String separated(String word) {
        int colon = word.indexOf(':');
        int comma = word.indexOf(',');
        StringBuilder spaced = new StringBuilder();
        for (String piece : word.split("[,;]")) {
            if (piece.isEmpty()) {
                continue;
            }
            // ip4:192.0.2.1,192.0.2.2
            boolean bare = IpPrefix.parse(piece).isPresent();
            spaced.append(bare && colon > 0 && comma > colon ? word.substring(0, colon + 1) : "")
                    .append(piece)
                    .append(' ');
        }
        String text = spaced.toString();
        StringBuilder split = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            for (String beginning : BEGINNINGS) {
                if (i > 0
                        && text.regionMatches(true, i, beginning, 0, beginning.length())
                        && "+-~? ".indexOf(text.charAt(i - 1)) < 0
                        && text.charAt(i - 1) != '='
                        && (!beginning.endsWith("all") || endsWord(text, i + beginning.length()))) {
                    split.append(' ');
                    break;
                }
            }
            split.append(text.charAt(i));
        }
        return split.toString();
    }

    private static boolean endsWord(String text, int at) {
        return at >= text.length() || text.charAt(at) == ' ';
    }

    private static String nameRepaired(String word) {
        String qualifier = !word.isEmpty() && "+-~?".indexOf(word.charAt(0)) >= 0 ? word.substring(0, 1) : "";
        String rest = word.substring(qualifier.length());
        if (IpPrefix.parse(rest).isPresent()) {
            return qualifier + ip(rest) + ":" + rest;
        }
        int end = 0;
        while (end < rest.length() && ":=/".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String name = rest.substring(0, end).toLowerCase(Locale.ROOT);
        String value = rest.substring(end);
        String meant = meant(name, value);
        if (meant == null) {
            return word;
        }
        if (meant.equals("redirect") || meant.equals("exp")) {
            // A modifier takes "=" and no qualifier.
            return value.isEmpty() ? word : meant + "=" + value.substring(1);
        }
        return qualifier + meant + value;
    }

    /// The mechanism or modifier that was meant by a name, or null.
    private static @Nullable String meant(String name, String value) {
        if (NAMES.contains(name)) {
            return name;
        }
        String argument = value.isEmpty() ? "" : value.substring(1);
        if (List.of("ip", "ipv4", "ipv6", "ip-4", "ip-6", "ip4v", "ip6v", "4ip", "ipv")
                .contains(name)) {
            return IpPrefix.parse(argument).isPresent() ? ip(argument) : null;
        }
        String nearest = null;
        for (String known : NAMES) {
            // Short names are one slip from each other; longer ones may hold two slips.
            int most = known.length() >= 6 ? 2 : known.length() == 3 ? 1 : 0;
            if (most > 0 && Math.abs(known.length() - name.length()) <= most && distance(name, known) <= most) {
                if (nearest != null) {
                    return null;
                }
                nearest = known;
            }
        }
        boolean listsAddress = nearest != null && nearest.startsWith("ip");
        return "all".equals(nearest) && !value.isEmpty()
                        || listsAddress && IpPrefix.parse(argument).isEmpty()
                ? null
                : nearest;
    }

    private static String ip(String range) {
        return range.indexOf(':') >= 0 ? "ip6" : "ip4";
    }

    /// An address belongs to the mechanism of its family; host names never stand in either.
    private static String addressRepaired(String word) {
        int colon = word.indexOf(':');
        if (colon < 0) {
            return word;
        }
        String name = word.substring(0, colon);
        String qualifier = !name.isEmpty() && "+-~?".indexOf(name.charAt(0)) >= 0 ? name.substring(0, 1) : "";
        String bare = name.substring(qualifier.length()).toLowerCase(Locale.ROOT);
        if (!List.of("a", "mx", "ip4", "ip6", "include").contains(bare)) {
            return word;
        }
        String value = word.substring(colon + 1);
        while (value.startsWith(":") && !value.startsWith("::") || value.startsWith("<") || value.startsWith("[")) {
            value = value.substring(1);
        }
        value = value.replace("]", "").replace(">", "");
        return IpPrefix.parse(value).isPresent() ? qualifier + ip(value) + ":" + value : word;
    }

    /// Prefix lengths with a leading zero, net masks, and a star for the last part.
    private static String lengthRepaired(String word) {
        int slash = word.lastIndexOf('/');
        if (slash > 0) {
            String length = word.substring(slash + 1);
            if (length.matches("0+[0-9]{1,3}")) {
                return word.substring(0, slash + 1) + Integer.parseInt(length);
            }
            IpAddress mask = IpAddress.parse(length).filter(IpAddress::v4).orElse(null);
            if (mask != null) {
                int bits = Long.bitCount(mask.low());
                boolean leading = mask.equals(IpAddress.v4(0xffffffffL).masked(bits));
                return leading ? word.substring(0, slash + 1) + bits : word;
            }
        }
        if (word.toLowerCase(Locale.ROOT).startsWith("ip4:") && word.endsWith(".*")) {
            return word.substring(0, word.length() - 1) + "0/24";
        }
        return word;
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. Both are
    /// short.
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }
}
