package org.whybounce.message.field;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.text.Claim;

/// Reads the addresses of a From, Sender, To or Return-Path field: display names, quotes, comments and groups are
/// understood (RFC 5322, section 3.4), and what real mail adds to the grammar is forgiven.
public final class AddressList {
    private final SourceText body;
    private final String text;
    private final List<Claim<Mailbox>> found = new ArrayList<>();
    private int wordsStart = -1;
    private int wordsEnd = -1;
    private boolean angled;

    private AddressList(SourceText body) {
        this.body = body;
        this.text = body.text();
    }

    public static List<Claim<Mailbox>> read(SourceText body) {
        return new AddressList(body).read();
    }

    /// More addresses than a From or a list field has; of a longer list the first ones are read.
    public static final int MOST_ADDRESSES = 100;

    private List<Claim<Mailbox>> read() {
        int i = 0;
        while (i < text.length() && found.size() < MOST_ADDRESSES) {
            switch (text.charAt(i)) {
                case '(' -> i = Scan.commentEnd(text, i);
                case '"' -> {
                    int end = Scan.quoteEnd(text, i);
                    word(i, end);
                    i = end;
                }
                case '<' -> {
                    int end = angleEnd(i);
                    add(i + 1, end);
                    angled = true;
                    i = Math.min(text.length(), end + 1);
                }
                case ',', ';' -> {
                    finish();
                    i++;
                }
                case ':' -> {
                    // The name of a group ends here; what stood before it is no address.
                    wordsStart = -1;
                    i++;
                }
                default -> {
                    if (!Scan.space(text.charAt(i))) {
                        word(i, i + 1);
                    }
                    i++;
                }
            }
        }
        finish();
        return found;
    }

    private void word(int start, int end) {
        if (wordsStart < 0) {
            wordsStart = start;
        }
        wordsEnd = end;
    }

    /// The `>` that closes an angle address. Quotes inside may hold one.
    private int angleEnd(int open) {
        int i = open + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                i = Scan.quoteEnd(text, i);
                continue;
            }
            if (c == '>') {
                return i;
            }
            i++;
        }
        return text.length();
    }

    private void finish() {
        if (!angled && wordsStart >= 0) {
            int start = wordsStart;
            int end = wordsEnd;
            // An address without brackets behind words is the last word (`John Doe john@example.org`).
            if (text.charAt(start) != '"' && text.indexOf('@', start) >= 0 && text.indexOf('@', start) < end) {
                for (int i = end - 1; i > start; i--) {
                    if (Scan.space(text.charAt(i))) {
                        start = i + 1;
                        break;
                    }
                }
            }
            add(start, end);
        }
        wordsStart = -1;
        angled = false;
    }

    private void add(int start, int end) {
        int from = start;
        int to = Math.min(end, text.length());
        while (from < to && Scan.space(text.charAt(from))) {
            from++;
        }
        while (to > from && Scan.space(text.charAt(to - 1))) {
            to--;
        }
        // Mail programs that make links of addresses leave `a@example.org<mailto:a@example.org>` behind.
        if (text.regionMatches(true, from, "mailto:", 0, 7)) {
            from += 7;
        }
        int begin = from;
        int finish = to;
        Mailbox.parse(text.substring(from, to))
                .ifPresent(mailbox -> found.add(new Claim<>(mailbox, body.span(begin, finish))));
    }
}
