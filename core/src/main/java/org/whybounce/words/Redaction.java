package org.whybounce.words;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.whybounce.text.Visible;

/// Takes people out of what is shown to others: every occurrence of the [Secrets] that were collected from the paste
/// and the answer, then whatever else stands before an `@`. Domains and server addresses stay; without them there is
/// nothing to explain.
///
/// It is applied to values before they are escaped, wrapped or cut, and still sees through the encodings that a paste
/// brings along (`%40`, `=40`, `+40`, a backslash): a value is compared as it reads. One pass, bounded by the longest
/// secret at each word.
public final class Redaction {
    public static final String MASK = "***";

    private static final Redaction ADDRESSES = new Redaction(new Node(), new Node(), new HashMap<>());

    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>();
        private boolean end;

        void add(String text) {
            Node node = this;
            for (int i = 0; i < text.length(); i++) {
                node = node.next.computeIfAbsent(text.charAt(i), c -> new Node());
            }
            node.end = true;
        }
    }

    private final Node anywhere;
    private final Node labels;
    private final Map<String, Boolean> domains;

    private Redaction(Node anywhere, Node labels, Map<String, Boolean> domains) {
        this.anywhere = anywhere;
        this.labels = labels;
        this.domains = domains;
    }

    public static Redaction of(Secrets secrets) {
        Node anywhere = new Node();
        secrets.anywhere().forEach(anywhere::add);
        Node labels = new Node();
        secrets.labels().forEach(labels::add);
        Map<String, Boolean> domains = new HashMap<>();
        secrets.domains().forEach(domain -> domains.put(domain, true));
        return new Redaction(anywhere, labels, domains);
    }

    /// What `page` writes, each value masked before it is escaped.
    public String during(Supplier<String> page) {
        return ScopedValue.where(Visible.MASK, this::mask).call(page::get);
    }

    /// A text of which nothing is known: its addresses are masked, and the names before them.
    public static String addresses(String text) {
        return ADDRESSES.mask(text);
    }

    public String mask(String text) {
        return addressesOf(secretsOf(text));
    }

    private String secretsOf(String text) {
        if (anywhere.next.isEmpty() && labels.next.isEmpty()) {
            return text;
        }
        StringBuilder out = null;
        Name name = new Name();
        int copied = 0;
        for (int i = 0; i < text.length(); ) {
            int end = begins(text, i) ? secretEnd(text, i, name) : -1;
            if (end < 0) {
                i++;
                continue;
            }
            if (out == null) {
                out = new StringBuilder(text.length());
            }
            out.append(text, copied, i).append(MASK);
            copied = end;
            i = end;
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    /// Whether a word begins here: behind what is no letter or digit, or behind an encoded character.
    private static boolean begins(String text, int at) {
        return at == 0
                || !Character.isLetterOrDigit(text.charAt(at - 1))
                || at >= 3 && "%=+".indexOf(text.charAt(at - 3)) >= 0 && hex(text, at - 2) >= 0;
    }

    private int secretEnd(String text, int start, Name name) {
        int end = longest(anywhere, text, start);
        if (end < 0 && dotBeside(text, start, start)) {
            end = longest(labels, text, start);
        } else if (end < 0) {
            int label = longest(labels, text, start);
            end = label > 0 && dotBeside(text, start, label) ? label : -1;
        }
        return end > 0 && inDomain(text, start, name) ? -1 : end;
    }

    private static boolean dotBeside(String text, int start, int end) {
        return start > 0 && text.charAt(start - 1) == '.' || end < text.length() && text.charAt(end) == '.';
    }

    /// The DNS name that was looked at last: from where to where, and from where on it is a domain that an address
    /// names. It is worked out once for all secrets in it.
    private static final class Name {
        private int to;
        private int domain;
    }

    /// Whether the place belongs to a domain that an address names: who is called as his company leaves it standing.
    private boolean inDomain(String text, int start, Name name) {
        if (start >= name.to) {
            int from = start;
            while (from > name.to && inName(text.charAt(from - 1))) {
                from--;
            }
            int to = start;
            while (to < text.length() && inName(text.charAt(to))) {
                to++;
            }
            name.to = Math.max(to, start + 1);
            name.domain = domainStart(text, from, to);
        }
        return start >= name.domain;
    }

    private int domainStart(String text, int from, int end) {
        int to = end;
        while (to > from && text.charAt(to - 1) == '.') {
            to--;
        }
        // No name of the DNS is longer; the end of a longer one may be.
        for (int at = Math.max(from, to - 253); at < to; at++) {
            if ((at == from || text.charAt(at - 1) == '.')
                    && domains.containsKey(text.substring(at, to).toLowerCase(Locale.ROOT))) {
                return at;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static boolean inName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    /// The end of the longest secret that begins at `start` and is followed by no letter or digit; -1 if there is none.
    private static int longest(Node root, String text, int start) {
        int found = -1;
        Node node = root;
        int i = start;
        while (i < text.length()) {
            char c = Character.toLowerCase(text.charAt(i));
            int step = 1;
            @Nullable Node next = node.next.get(c);
            if (next == null && c == '\\' && i + 1 < text.length()) {
                next = node.next.get(Character.toLowerCase(text.charAt(i + 1)));
                step = 2;
            }
            if (next == null && (c == '%' || c == '=' || c == '+') && hex(text, i + 1) >= 0) {
                next = node.next.get(Character.toLowerCase((char) hex(text, i + 1)));
                step = 3;
            }
            if (next == null && (c == '_' || Character.isWhitespace(c))) {
                next = node.next.get(' ');
                while (next != null && i + step < text.length() && Character.isWhitespace(text.charAt(i + step))) {
                    step++;
                }
            }
            if (next == null) {
                return found;
            }
            node = next;
            i += step;
            if (node.end && (i == text.length() || !Character.isLetterOrDigit(text.charAt(i)))) {
                found = i;
            } else if (node.end && cut(text, i)) {
                found = i;
            }
        }
        // A value that was cut off in the middle of a secret still tells most of it.
        return found;
    }

    /// Whether only the dots follow that stand for what was cut off.
    private static boolean cut(String text, int at) {
        return text.startsWith("...", at);
    }

    private static int hex(String text, int at) {
        if (at < 0 || at + 1 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /// Each local part, and a display name before it, replaced.
    private static String addressesOf(String text) {
        if (text.indexOf('@') < 0 && text.indexOf('%') < 0 && text.indexOf('=') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int copied = 0;
        for (int at = nextAt(text, 0); at >= 0; at = nextAt(text, at + 1)) {
            int sign = at > copied && text.charAt(at - 1) == '\\' ? at - 1 : at;
            int start = AddressText.start(text, copied, sign);
            if (start == sign) {
                continue;
            }
            int from = start > copied && text.charAt(start - 1) == '<'
                    ? AddressText.nameStart(text, copied, start - 1)
                    : start;
            if (from == start - 1) {
                from = start;
            }
            out.append(text, copied, from);
            if (from < start) {
                out.append(MASK).append(" <");
            }
            out.append(MASK);
            copied = sign;
        }
        return out.append(text, copied, text.length()).toString();
    }

    /// The next `@` with something behind it, also where it is written `%40`, `=40` or `+40`.
    private static int nextAt(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@') {
                return i;
            }
            if ((c == '%' || c == '=' || c == '+') && text.startsWith("40", i + 1) && domainFollows(text, i + 3)) {
                return i;
            }
        }
        return -1;
    }

    /// A name with a dot in it: `=40` is also a number.
    private static boolean domainFollows(String text, int from) {
        int i = from;
        boolean dot = false;
        while (i < text.length() && i - from < 254 && inName(text.charAt(i))) {
            dot |= text.charAt(i) == '.' && i > from;
            i++;
        }
        return dot && Character.isLetterOrDigit(text.charAt(from));
    }
}
