package org.whybounce.bounce.form;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.bounce.raw.Addresses;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// Whether a line of a bounce is a recipient's, and how.
final class RecipientLine {
    private RecipientLine() {}

    enum Kind {
        /// The line begins a recipient's block.
        OPENS,
        /// The line names a recipient inside other words, a reply or a command.
        NAMES,
        /// The address that the recipient's was expanded from.
        ORIGINAL,
        NONE
    }

    /// @param rest    where the words behind the address begin
    /// @param mayOpen whether a block may begin here if the address was not known
    record Found(Kind kind, Span address, int rest, boolean mayOpen) {
        static final Found NOTHING = new Found(Kind.NONE, new Span(0, 0), 0, false);
    }

    /// Words before an address that make it the recipient, in lower case.
    private static final List<String> LEADS = WordList.of("form", "recipient line: leads");

    private static final List<String> ORIGINALS = WordList.of("form", "recipient line: originals");

    private static final List<String> NOT_RECIPIENTS = WordList.of("form", "recipient line: not recipients");

    static Found read(String text, Span line, int lineStart) {
        Optional<Span> first = Addresses.first(text, line.start(), line.end());
        if (first.isEmpty()) {
            return Found.NOTHING;
        }
        Span address = first.get();
        // A last line of Exim's may read "(generated from alias@example.net)".
        String before = text.substring(line.start(), address.start()).toLowerCase(Locale.ROOT);
        for (String lead : ORIGINALS) {
            if (before.contains(lead)) {
                return new Found(Kind.ORIGINAL, address, line.end(), true);
            }
        }
        if (before.startsWith(">>> rcpt") || before.startsWith("<<< rcpt") || before.startsWith("sent <<< rcpt")) {
            return new Found(Kind.NAMES, address, line.end(), true);
        }
        if (Lexicon.replyAt(text, line.start(), line.end()) || before.startsWith("<<<") || before.startsWith(">>>")) {
            // "554 <user@example.net>... Host unknown" in a transcript without a list of addresses.
            boolean opens = text.startsWith("...", address.end()) || text.startsWith(">...", address.end());
            return new Found(Kind.NAMES, address, line.end(), opens && !before.startsWith(">>>"));
        }
        int lead = skipOrnament(text, line.start(), address.start());
        if (lead == address.start()) {
            return atStart(text, line, address);
        }
        if (line.length() > 1000) {
            return Found.NOTHING;
        }
        for (String no : NOT_RECIPIENTS) {
            if (before.contains(no)) {
                return Found.NOTHING;
            }
        }
        for (String words : LEADS) {
            int at = before.lastIndexOf(words);
            if (at >= 0 && before.length() - at - words.length() <= 24) {
                // Where the sentence goes on behind the address it is itself the reason.
                return new Found(Kind.OPENS, address, line.start(), true);
            }
        }
        // "Some Name <user@example.net>" alone on its line, or "some.name (user@example.net)".
        boolean closes = text.startsWith(">", address.end()) && rest(text, address.end() + 1, line.end()) == line.end();
        if (closes && before.indexOf(':') < 0 && before.length() < 60 && words(before) <= 4) {
            return new Found(Kind.OPENS, address, line.end(), true);
        }
        return Found.NOTHING;
    }

    private static int words(String before) {
        int words = 0;
        for (int i = 0; i < before.length(); i++) {
            if (before.charAt(i) > ' ' && (i == 0 || before.charAt(i - 1) <= ' ')) {
                words++;
            }
        }
        return words;
    }

    private static int skipOrnament(String text, int from, int addressStart) {
        int i = from;
        while (i < addressStart && " \t<>\"'*-[(•·|".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        if (i < addressStart && text.regionMatches(true, i, "to:", 0, 3)) {
            return i;
        }
        if (text.regionMatches(true, i, "mailto:", 0, 7)) {
            i += 7;
        }
        return i;
    }

    /// The address begins the line: what stands behind it decides.
    private static Found atStart(String text, Span line, Span address) {
        int end = line.end();
        int i = address.end();
        while (i < end && ">\"')]".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        // "user@example.net<mailto:user@example.net>", "user@example.net (user@example.net)"
        int again = rest(text, i, end);
        if (text.regionMatches(true, again, "<mailto:", 0, 8)
                || again < end && "(<[".indexOf(text.charAt(again)) >= 0) {
            int close = again;
            int depth = 0;
            while (close < end && close - again < 300) {
                char c = text.charAt(close);
                depth += c == '(' || c == '<' || c == '[' ? 1 : 0;
                depth -= c == ')' || c == '>' || c == ']' ? 1 : 0;
                close++;
                if (depth == 0) {
                    break;
                }
            }
            String inside = text.substring(again, close).toLowerCase(Locale.ROOT);
            if (inside.contains(text.substring(address.start(), address.end()).toLowerCase(Locale.ROOT))
                    || inside.startsWith("<mailto:")
                    || inside.startsWith("(expanded from")) {
                i = close;
                while (i < end && ">\"')]".indexOf(text.charAt(i)) >= 0) {
                    i++;
                }
            }
        }
        int rest = rest(text, i, end);
        // "who@example.org <user@example.net>: malformed address": the second is the one that failed.
        if (rest < end && text.charAt(rest) == '<' && i == address.end()) {
            Optional<Span> second = Addresses.first(text, rest, end);
            if (second.isPresent()
                    && second.get().start() == rest + 1
                    && text.startsWith(">", second.get().end())) {
                return atStart(text, line, second.get());
            }
        }
        if (rest == end) {
            return new Found(Kind.OPENS, address, end, true);
        }
        char c = text.charAt(rest);
        if (c == ':' || c == ',' || c == ';' || c == '[' || c == '(' || c == '|' || c == '-' || c == '=') {
            int from = rest;
            while (from < end && " :,;|-\t".indexOf(text.charAt(from)) >= 0) {
                from++;
            }
            return new Found(Kind.OPENS, address, from, true);
        }
        if (text.startsWith("...", rest)) {
            return new Found(Kind.OPENS, address, Math.min(end, rest + 3), true);
        }
        if (text.startsWith(" on ", i) || text.startsWith("\t", i)) {
            return new Found(Kind.OPENS, address, end, true);
        }
        String behind = text.substring(rest, Math.min(end, rest + 40)).toLowerCase(Locale.ROOT);
        if (behind.startsWith("invalid")
                || behind.startsWith("error")
                || behind.startsWith("failed")
                || behind.startsWith("is not")
                || behind.startsWith("does not")
                || behind.startsWith("remote server")
                || behind.startsWith("#")
                || behind.startsWith("unknown")
                || behind.startsWith("user")
                || behind.startsWith("mailbox")
                || behind.startsWith("delivery")
                || behind.startsWith("could not")
                || behind.startsWith("couldn't")
                || behind.startsWith("cannot")
                || behind.startsWith("can't")
                || behind.startsWith("was not")
                || behind.startsWith("has not")
                || behind.startsWith("not ")
                || behind.startsWith("no such")
                || behind.startsWith("undeliverable")
                || behind.startsWith("rejected")
                || behind.startsWith("refused")
                || behind.startsWith("permanent")
                || behind.startsWith("temporar")
                || behind.startsWith("host ")
                || behind.startsWith("smtp")
                || behind.startsWith("reason")
                || behind.startsWith("said")
                || Lexicon.replyAt(text, rest, end)) {
            return new Found(Kind.OPENS, address, rest, true);
        }
        return new Found(Kind.NAMES, address, rest, false);
    }

    private static int rest(String text, int from, int end) {
        int i = from;
        while (i < end && (text.charAt(i) == ' ' || text.charAt(i) == 0xa0)) {
            i++;
        }
        return i;
    }
}
