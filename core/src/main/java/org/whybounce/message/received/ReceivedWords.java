package org.whybounce.message.received;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.message.field.Scan;
import org.whybounce.message.field.SourceText;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// A Received field cut into words and comments, which still knows where each stands in the paste.
record ReceivedWords(SourceText body, String text) {
    record Piece(int start, int end, boolean comment) {}

    static ReceivedWords of(SourceText body) {
        return new ReceivedWords(body, body.text());
    }

    /// The last semicolon outside comments and quotes.
    int dateStart() {
        int found = -1;
        boolean commentsClose = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' && commentsClose) {
                int end = Scan.commentEndOrNone(text, i);
                if (end < 0) {
                    commentsClose = false;
                } else {
                    i = end - 1;
                }
            } else if (c == ';') {
                found = i;
            }
        }
        return found;
    }

    List<Piece> pieces(int end) {
        List<Piece> pieces = new ArrayList<>();
        boolean commentsClose = true;
        int i = 0;
        while (i < end) {
            char c = text.charAt(i);
            if (Scan.space(c)) {
                i++;
                continue;
            }
            if (c == '(') {
                int close = commentsClose ? Scan.commentEndOrNone(text, i) : -1;
                commentsClose = close >= 0;
                // A comment that nothing closes ends with the clause it stands in, which no one can tell: one word.
                int stop = close >= 0 && close <= end ? close : wordEnd(i + 1, end);
                pieces.add(new Piece(i, stop, true));
                i = stop;
            } else {
                int stop = wordEnd(i, end);
                pieces.add(new Piece(i, stop, false));
                i = stop;
            }
        }
        return pieces;
    }

    private int wordEnd(int start, int end) {
        int i = start;
        while (i < end && !Scan.space(text.charAt(i)) && (text.charAt(i) != '(' || i == start)) {
            // Alibaba and CommuniGate glue the next clause to a comment: `)by host`.
            i++;
        }
        return Math.max(i, start + 1 > end ? end : start + 1);
    }

    Claim<String> claim(Piece piece) {
        return new Claim<>(text.substring(piece.start(), piece.end()), body.span(piece.start(), piece.end()));
    }

    /// Without brackets, commas and final dots.
    Piece bare(Piece piece) {
        int start = piece.start();
        int end = piece.end();
        while (start < end && "<[\"'".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && ">]\"',;".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end - 1 > start && text.charAt(end - 1) == '.') {
            end--;
        }
        return new Piece(start, end, false);
    }

    Piece wordAt(int from, int end) {
        int start = from;
        while (start < end
                && (Scan.space(text.charAt(start)) || text.charAt(start) == '=' || text.charAt(start) == ':')) {
            start++;
        }
        int stop = start;
        while (stop < end && !Scan.space(text.charAt(stop)) && ")(;".indexOf(text.charAt(stop)) < 0) {
            stop++;
        }
        return new Piece(start, stop, false);
    }

    int indexOf(String word, int start, int end) {
        int last = end - word.length();
        char lower = Character.toLowerCase(word.charAt(0));
        char upper = Character.toUpperCase(lower);
        for (int i = start; i <= last; i++) {
            char c = text.charAt(i);
            if ((c == lower || c == upper) && text.regionMatches(true, i, word, 0, word.length())) {
                return i;
            }
        }
        return -1;
    }

    /// The text of an address literal: brackets, the `IPv6:` tag and a port or zone taken off.
    static String address(String word) {
        String address = word;
        if (address.startsWith("[")) {
            int close = address.indexOf(']');
            address = address.substring(1, close < 0 ? address.length() : close);
        }
        if (address.regionMatches(true, 0, "IPv6:", 0, 5)) {
            address = address.substring(5);
        }
        int zone = address.indexOf('%');
        if (zone > 0) {
            address = address.substring(0, zone);
        }
        int colon = address.indexOf(':');
        if (colon > 0 && address.indexOf(':', colon + 1) < 0 && address.indexOf('.') > 0) {
            address = address.substring(0, colon);
        }
        return address.length() > 45 ? "" : address;
    }

    String word(Piece piece) {
        return text.substring(piece.start(), piece.end());
    }

    /// The address that a piece is.
    Optional<Claim<IpAddress>> ip(Piece piece) {
        return IpAddress.parse(address(word(piece))).map(ip -> new Claim<>(ip, body.span(piece.start(), piece.end())));
    }
}
