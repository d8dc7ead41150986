package org.whybounce.words;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;

/// What names people in a text: the local parts of its mail addresses, the display names beside them, and the pieces of
/// both that a macro (RFC 7208, section 7) makes names of. Collected from the text as it stands and as it reads once
/// each of the usual encodings is undone, in one pass each.
public final class Secrets {
    /// More are not collected; what a text of 10 MiB names beyond is masked where an `@` follows.
    private static final int MOST = 20_000;

    /// RFC 5321, section 4.5.3.1.1, allows 64 characters; rewritten addresses are longer.
    private static final int LONGEST = 128;

    /// A number this long is a person's; a shorter one is a code, a port or a preference.
    private static final int LONG_NUMBER = 6;

    /// A piece of a local part is masked wherever it stands from this length on.
    private static final int LONG_PIECE = 4;

    private static final Set<String> FIELDS = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "sender",
            "reply-to",
            "resent-from",
            "resent-to",
            "resent-sender",
            "disposition-notification-to",
            "x-original-from",
            "x-sender",
            "x-envelope-from");

    private static final Set<String> NAME_KEYS = Set.of(
            "name",
            "displayname",
            "display_name",
            "fromname",
            "from_name",
            "toname",
            "fullname",
            "firstname",
            "lastname");

    private final Set<String> anywhere = new LinkedHashSet<>();
    private final Set<String> labels = new LinkedHashSet<>();
    private final Set<String> domains = new HashSet<>();
    private final Set<String> firstLabels = new HashSet<>();
    private final CommonWords common = CommonWords.standard();
    private final List<String> names = new ArrayList<>();

    /// Those of several texts.
    public static Secrets in(Iterable<String> texts) {
        Secrets secrets = new Secrets();
        for (String text : texts) {
            secrets.collect(text);
        }
        secrets.names.forEach(secrets::name);
        return secrets;
    }

    /// Lower case; masked where they stand between other than letters and digits.
    Set<String> anywhere() {
        return anywhere;
    }

    /// Lower case; masked where they are a label of a DNS name.
    Set<String> labels() {
        return labels;
    }

    /// Domains of the addresses: they stay, whoever is called the same.
    Set<String> domains() {
        return domains;
    }

    private void collect(String text) {
        one(text);
        for (String plain : UndoneEncodings.undone(text)) {
            one(plain);
        }
    }

    private void one(String text) {
        for (int at = text.indexOf('@'); at >= 0 && anywhere.size() < MOST; at = text.indexOf('@', at + 1)) {
            int end = domainEnd(text, at + 1);
            if (end == at + 1) {
                continue;
            }
            domain(text.substring(at + 1, end));
            int start = AddressText.start(text, 0, at);
            if (start < at) {
                local(text.substring(Math.max(start, at - LONGEST), at));
                nameBefore(text, start);
                commentBehind(text, end);
            }
        }
        fields(text);
        keys(text);
    }

    private static int domainEnd(String text, int from) {
        int i = from;
        while (i < text.length()
                && i - from < 254
                && (Character.isLetterOrDigit(text.charAt(i)) || ".-_[:]".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    private void domain(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        DomainName.parse(name).ifPresent(domain -> {
            String organisation = PublicSuffixes.organisation(domain).toString();
            for (String each : List.of(domain.toString(), organisation)) {
                if (domains.size() < MOST && domains.add(each)) {
                    firstLabels.add(each.substring(0, Math.max(0, each.indexOf('.'))));
                }
            }
        });
    }

    /// A local part with all that is wrapped in it: VERP and SRS carry one address inside another, a tag follows a
    /// plus.
    private void local(String text) {
        String local = text.toLowerCase(Locale.ROOT);
        if (local.startsWith("\"") && local.endsWith("\"") && local.length() > 2) {
            local = local.substring(1, local.length() - 1).replace("\\", "");
        }
        whole(local);
        for (String piece : cut(local, "=+%!/#|*")) {
            if (!domains.contains(piece)) {
                whole(piece);
                List<String> parts = cut(piece, ".-_");
                if (parts.size() > 1) {
                    // What %{l}, %{lr} and other delimiters make of it.
                    whole(String.join(".", parts));
                    whole(String.join(".", parts.reversed()));
                    parts.forEach(this::part);
                }
            }
        }
    }

    private void whole(String text) {
        if (tells(text)) {
            anywhere.add(text);
        }
    }

    private void part(String text) {
        if (tells(text)) {
            (text.length() >= LONG_PIECE ? anywhere : labels).add(text);
        }
    }

    /// Whether it is worth masking where no `@` stands beside it.
    private boolean tells(String text) {
        return text.length() > 1
                && text.length() <= LONGEST
                && !common.has(text)
                && !(text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '-')
                        && text.length() < LONG_NUMBER)
                && text.chars().anyMatch(Character::isLetterOrDigit)
                && !domains.contains(text);
    }

    private static List<String> cut(String text, String at) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || at.indexOf(text.charAt(i)) >= 0) {
                if (i > start) {
                    pieces.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return pieces;
    }

    private void nameBefore(String text, int start) {
        if (start > 0 && "<([".indexOf(text.charAt(start - 1)) >= 0) {
            int from = AddressText.nameStart(text, Math.max(0, start - LONGEST), start - 1);
            if (from < start - 1) {
                remember(text.substring(from, start - 1));
            }
        }
    }

    private void remember(String name) {
        if (names.size() < MOST) {
            names.add(name);
        }
    }

    private void commentBehind(String text, int end) {
        int i = end;
        while (i < text.length() && (text.charAt(i) == '>' || text.charAt(i) == ' ')) {
            i++;
        }
        if (i < text.length() && text.charAt(i) == '(') {
            int close = UndoneEncodings.within(text, ")", i, LONGEST);
            if (close > 0) {
                remember(text.substring(i + 1, close));
            }
        }
    }

    /// Whole phrases of the fields that hold addresses.
    private void fields(String text) {
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            int colon = UndoneEncodings.within(text, ":", start, 32);
            if (colon > start && colon < end) {
                String field = text.substring(start, colon).strip().toLowerCase(Locale.ROOT);
                if (FIELDS.contains(field)) {
                    phrases(text.substring(colon + 1, Math.min(end, colon + 4096)));
                }
            }
            start = end + 1;
        }
    }

    private void phrases(String value) {
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == ';' || c == '>')) {
                start = i + 1;
            } else if (!quoted && c == '<') {
                remember(value.substring(start, i));
                start = i + 1;
            } else if (!quoted && c == '(') {
                // RFC 5322, appendix A.6.1: a name may stand in a comment, before the address or behind it.
                int close = UndoneEncodings.within(value, ")", i, LONGEST);
                if (close > i) {
                    remember(value.substring(i + 1, close));
                }
            }
        }
    }

    /// `"name": "Jane Doe"` of a webhook.
    private void keys(String text) {
        for (int colon = text.indexOf("\":"); colon > 0; colon = text.indexOf("\":", colon + 1)) {
            int open = text.lastIndexOf('"', colon - 1);
            if (open < 0 || colon - open > 24) {
                continue;
            }
            String key = text.substring(open + 1, colon).toLowerCase(Locale.ROOT);
            int from = colon + 2;
            while (from < text.length() && text.charAt(from) == ' ') {
                from++;
            }
            if (NAME_KEYS.contains(key) && from < text.length() && text.charAt(from) == '"') {
                int close = UndoneEncodings.within(text, "\"", from + 1, LONGEST);
                if (close > 0) {
                    remember(text.substring(from + 1, close));
                }
            }
        }
    }

    private void name(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '(' || c == ')' || c == '\'') {
                continue;
            }
            plain.append(Character.isWhitespace(c) ? ' ' : Character.toLowerCase(c));
        }
        String name = String.join(" ", cut(plain.toString(), " "));
        if (name.isEmpty() || name.length() > LONGEST || name.indexOf('@') >= 0 || anywhere.size() >= MOST) {
            return;
        }
        List<String> words = cut(name, " ,.");
        if (words.stream().allMatch(word -> common.has(word) || label(word))) {
            return;
        }
        add(name);
        for (String word : words) {
            if (word.length() > 2 && !label(word) && tells(word)) {
                add(word);
            }
        }
    }

    /// As it is, and as its bytes read where nobody decoded them.
    private void add(String text) {
        anywhere.add(text);
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        if (!bytes.equals(text)) {
            anywhere.add(bytes.toLowerCase(Locale.ROOT));
        }
    }

    private boolean label(String word) {
        return firstLabels.contains(word);
    }
}
