package org.whybounce.message.received;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.whybounce.message.field.Scan;
import org.whybounce.message.received.ReceivedWords.Piece;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// The `from` clause of a Received field: the client, and which of its names it gave itself.
final class ReceivedClient {
    private final ReceivedWords words;
    private final String text;

    @Nullable
    Claim<String> from;

    @Nullable
    Claim<String> helo;

    @Nullable
    Claim<String> reverse;

    @Nullable
    Claim<IpAddress> client;

    @Nullable
    Claim<String> mailFrom;

    boolean heloInComment;

    ReceivedClient(ReceivedWords words) {
        this.words = words;
        this.text = words.text();
    }

    void word(Piece piece, String word) {
        if (from == null) {
            Piece bare = words.bare(piece);
            from = words.claim(bare);
            clientAddress(bare);
        } else if (word.startsWith("[")) {
            clientAddress(words.bare(piece));
        } else if (word.toLowerCase(Locale.ROOT).startsWith("helo=")) {
            helo = words.claim(new Piece(piece.start() + 5, piece.end(), false));
        }
    }

    private void clientAddress(Piece piece) {
        // The address the server saw stands behind the one that the client called itself.
        words.ip(piece).ifPresent(ip -> client = ip);
    }

    /// A comment. Where two of them hold an address, the first is part of what the client called itself, and so
    /// is the name in it.
    void comment(int start, int end) {
        Claim<String> named = reverse;
        Claim<IpAddress> seen = client;
        reverse = null;
        boolean heloNext = false;
        int i = start;
        while (i < end) {
            char c = text.charAt(i);
            if (Scan.space(c) || c == '(' || c == ')' || c == ',' || c == '"') {
                i++;
                continue;
            }
            int stop = i;
            while (stop < end && !Scan.space(text.charAt(stop)) && ",()\"".indexOf(text.charAt(stop)) < 0) {
                stop++;
            }
            heloNext = commentWord(i, stop, heloNext, i == start);
            i = stop;
        }
        if (named != null && Objects.equals(client, seen)) {
            reverse = named;
        }
    }

    private boolean commentWord(int start, int end, boolean heloNext, boolean first) {
        String word = text.substring(start, end);
        String lower = word.toLowerCase(Locale.ROOT);
        if (heloNext) {
            helo = words.claim(words.bare(new Piece(start, end, false)));
            heloInComment = true;
            return false;
        }
        if (lower.equals("helo") || lower.equals("ehlo") || lower.equals("lhlo")) {
            return true;
        }
        if (lower.startsWith("helo=") || lower.startsWith("ehlo=")) {
            helo = words.claim(words.bare(new Piece(start + 5, end, false)));
            return false;
        }
        if (lower.startsWith("ident=")) {
            // What the client's own host says of its user (RFC 1413).
            return false;
        }
        if (lower.startsWith("mailfrom:")) {
            mailFrom = words.claim(words.bare(new Piece(start + 9, end, false)));
            return false;
        }
        if (lower.startsWith("ip:")) {
            clientAddress(new Piece(start + 3, end, false));
            return false;
        }
        int bracket = word.indexOf('[');
        if (bracket >= 0) {
            int close = word.indexOf(']', bracket);
            Piece inner = new Piece(start + bracket, close < 0 ? end : start + close + 1, false);
            clientAddress(words.bare(inner));
            if (bracket > 0) {
                name(start, start + bracket);
            }
            return false;
        }
        int at = word.lastIndexOf('@');
        Piece rest = new Piece(start + at + 1, end, false);
        if (words.ip(rest).isPresent()) {
            clientAddress(rest);
        } else if (first) {
            name(rest.start(), rest.end());
        }
        return false;
    }

    /// The name the server found for the client's address, if it is one.
    private void name(int start, int end) {
        String name = text.substring(start, end);
        String lower = name.toLowerCase(Locale.ROOT);
        boolean host = name.indexOf('.') > 0 || lower.equals("localhost");
        if (reverse == null && host && name.indexOf('=') < 0 && name.indexOf(':') < 0 && name.indexOf('/') < 0) {
            int stop = name.endsWith(".") ? end - 1 : end;
            reverse = words.claim(new Piece(start, stop, false));
        }
    }

    /// Which of the two names is the client's own word and which the server's finding.
    void settle(boolean exim) {
        if (from == null) {
            return;
        }
        String word = from.value();
        boolean literal = IpAddress.parse(ReceivedWords.address(word)).isPresent();
        if (helo == null) {
            if (client != null
                    && !(literal && from.span() != null && from.span().equals(client.span()))) {
                helo = from;
                // Exim writes one name alone where the name it found is the one that the client gave.
                if (reverse == null && !literal && word.indexOf('.') > 0 && exim) {
                    reverse = from;
                }
            } else if (client == null && !literal) {
                helo = from;
            }
        } else if (reverse == null && !literal && word.indexOf('.') > 0) {
            // The client's own word stands in a comment, so this is what the server found (Exim, qmail).
            reverse = from;
        }
    }
}
