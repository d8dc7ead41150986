package org.whybounce.message.received;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.Scan;
import org.whybounce.message.field.SourceText;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// Reads a Received field (RFC 5321, section 4.4) as servers really write it.
///
/// The field is cut into words and comments; `from`, `by`, `with`, `via`, `id` and `for` open clauses, the last
/// semicolon outside comments opens the date. In the `from` clause each writer has its own way of saying
/// which name the client gave and which one the server found:
///
/// ```
/// Postfix, sendmail   from HELO (NAME [IP])                 Exim      from NAME ([IP] helo=HELO)
/// Exim, no name       from [IP] (helo=HELO)                 qmail     from NAME (HELO HELO) (IP)
/// Microsoft           from HELO (IP)                        Yahoo     from IP (EHLO HELO) (IP)
/// Google              from HELO (NAME. [IP])                Alibaba   from HELO(mailfrom:A ip:IP)
/// ```
public final class ReceivedReader {
    private record Piece(int start, int end, boolean comment) {}

    private static final List<String> CLAUSES = List.of("from", "by", "with", "via", "id", "for");

    private final HeaderField field;
    private final SourceText body;
    private final String text;
    private @Nullable Claim<String> from;
    private @Nullable Claim<String> helo;
    private @Nullable Claim<String> reverse;
    private @Nullable Claim<IpAddress> client;
    private @Nullable Claim<String> by;
    private @Nullable Claim<IpAddress> byAddress;
    private @Nullable Claim<String> with;
    private @Nullable Claim<String> id;
    private @Nullable Claim<String> recipient;
    private @Nullable Claim<String> envelopeFrom;
    private @Nullable Claim<OffsetDateTime> date;
    private boolean tls;
    private boolean authenticated;

    ReceivedReader(HeaderField field) {
        this.field = field;
        this.body = field.body();
        this.text = body.text();
    }

    ReceivedHop read() {
        int semicolon = dateStart();
        List<Piece> pieces = pieces(semicolon < 0 ? text.length() : semicolon);
        String clause = "";
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.comment()) {
                comment(clause, piece);
                continue;
            }
            String word = text.substring(piece.start(), piece.end());
            String lower = word.toLowerCase(Locale.ROOT);
            boolean valueFollows = i + 1 < pieces.size();
            if (CLAUSES.contains(lower) && (valueFollows || semicolon < 0) && !seen(lower)) {
                clause = lower;
            } else {
                word(clause, piece, word);
            }
        }
        if (semicolon >= 0) {
            readDate(semicolon + 1);
        } else {
            lastDate(pieces);
        }
        settleNames();
        return new ReceivedHop(
                field,
                Optional.ofNullable(from),
                Optional.ofNullable(helo),
                Optional.ofNullable(reverse),
                Optional.ofNullable(client),
                Optional.ofNullable(by),
                Optional.ofNullable(byAddress),
                Optional.ofNullable(with),
                Optional.ofNullable(id),
                Optional.ofNullable(recipient),
                Optional.ofNullable(envelopeFrom),
                Optional.ofNullable(date),
                tls || saysTls(),
                authenticated || saysAuthenticated(),
                reverse == null && nameless());
    }

    private boolean seen(String clause) {
        return switch (clause) {
            case "from" -> from != null || by != null;
            case "by" -> by != null;
            case "with" -> with != null;
            case "for" -> recipient != null;
            default -> false;
        };
    }

    /// The last semicolon outside comments and quotes.
    private int dateStart() {
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

    private List<Piece> pieces(int end) {
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

    private void word(String clause, Piece piece, String word) {
        switch (clause) {
            case "from" -> fromWord(piece, word);
            case "by" -> {
                if (by == null) {
                    Piece bare = bare(piece);
                    by = claim(bare);
                    IpAddress.parse(address(text.substring(bare.start(), bare.end())))
                            .ifPresent(ip -> byAddress = new Claim<>(ip, body.span(bare.start(), bare.end())));
                }
            }
            case "with" -> {
                if (with == null) {
                    with = claim(piece);
                } else if (microsoft(with.value())) {
                    with = new Claim<>(with.value() + " " + word, with.span());
                }
            }
            case "id" -> {
                if (id == null) {
                    id = claim(piece);
                }
            }
            case "for" -> {
                if (recipient == null) {
                    Piece bare = bare(piece);
                    if (bare.end() > bare.start()) {
                        recipient = claim(bare);
                    }
                }
            }
            default -> {
                // A word outside every clause says nothing that is needed.
            }
        }
    }

    /// "Microsoft SMTP Server" is three words where others have one.
    private static boolean microsoft(String with) {
        return with.equals("Microsoft") || with.equals("Microsoft SMTP");
    }

    private void fromWord(Piece piece, String word) {
        if (from == null) {
            Piece bare = bare(piece);
            from = claim(bare);
            clientAddress(bare);
        } else if (word.startsWith("[")) {
            clientAddress(bare(piece));
        } else if (word.toLowerCase(Locale.ROOT).startsWith("helo=")) {
            helo = claim(new Piece(piece.start() + 5, piece.end(), false));
        }
    }

    private void clientAddress(Piece piece) {
        IpAddress.parse(address(text.substring(piece.start(), piece.end()))).ifPresent(ip -> {
            // The address the server saw stands behind the one that the client called itself.
            client = new Claim<>(ip, body.span(piece.start(), piece.end()));
        });
    }

    private void comment(String clause, Piece piece) {
        int start = piece.start() + 1;
        int end = text.charAt(piece.end() - 1) == ')' && piece.end() > start ? piece.end() - 1 : piece.end();
        switch (clause) {
            case "from" -> fromComment(start, end);
            case "by" -> byComment(start, end);
            default -> envelopeIn(start, end);
        }
    }

    private void byComment(int start, int end) {
        Piece all = bare(new Piece(start, end, false));
        IpAddress.parse(address(text.substring(all.start(), all.end()))).ifPresent(ip -> {
            if (byAddress == null) {
                byAddress = new Claim<>(ip, body.span(all.start(), all.end()));
            }
        });
        envelopeIn(start, end);
    }

    private void envelopeIn(int start, int end) {
        int at = indexOf("envelope-from", start, end);
        if (at >= 0 && envelopeFrom == null) {
            Piece value = wordAt(at + "envelope-from".length(), end);
            envelopeFrom = claim(bare(value));
        }
        int asked = indexOf("ORCPT ", start, end);
        int type = asked < 0 ? -1 : text.indexOf(';', asked);
        if (type > 0 && type < end && recipient == null) {
            // The recipient as the client gave it (RFC 3461, section 4.2), where no `for` tells one.
            Piece value = bare(wordAt(type + 1, end));
            if (value.end() > value.start()) {
                recipient = claim(value);
            }
        }
        // Only where the comment begins so is it the server's word: names and addresses in it are the client's.
        int first = Scan.skipSpace(text, start);
        if (first < end && text.regionMatches(true, first, "authenticated", 0, "authenticated".length())) {
            int after = first + "authenticated".length();
            authenticated |= after >= end || " :=\t\r\n".indexOf(text.charAt(after)) >= 0;
        }
        if (indexOf("TLS", start, end) >= 0 || indexOf("cipher", start, end) >= 0) {
            tls = true;
        }
    }

    private void fromComment(int start, int end) {
        if (helo == null || client == null || reverse == null) {
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
                heloNext = fromCommentWord(i, stop, heloNext, i == start);
                i = stop;
            }
        }
        envelopeIn(start, end);
    }

    private boolean fromCommentWord(int start, int end, boolean heloNext, boolean first) {
        String word = text.substring(start, end);
        String lower = word.toLowerCase(Locale.ROOT);
        if (heloNext) {
            helo = claim(bare(new Piece(start, end, false)));
            return false;
        }
        if (lower.equals("helo") || lower.equals("ehlo") || lower.equals("lhlo")) {
            return true;
        }
        if (lower.startsWith("helo=") || lower.startsWith("ehlo=")) {
            helo = claim(bare(new Piece(start + 5, end, false)));
            return false;
        }
        if (lower.startsWith("ident=")) {
            // What the client's own host says of its user (RFC 1413).
            return false;
        }
        if (lower.startsWith("mailfrom:")) {
            envelopeFrom = claim(bare(new Piece(start + 9, end, false)));
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
            clientAddress(bare(inner));
            if (bracket > 0) {
                name(start, start + bracket);
            }
            return false;
        }
        int at = word.lastIndexOf('@');
        Piece rest = new Piece(start + at + 1, end, false);
        if (IpAddress.parse(address(text.substring(rest.start(), rest.end()))).isPresent()) {
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
            reverse = claim(new Piece(start, stop, false));
        }
    }

    /// Which of the two names is the client's own word and which the server's finding.
    private void settleNames() {
        if (from == null) {
            return;
        }
        String word = from.value();
        boolean literal = IpAddress.parse(address(word)).isPresent();
        if (helo == null) {
            if (client != null
                    && !(literal && from.span() != null && from.span().equals(client.span()))) {
                helo = from;
                // Exim writes one name alone where the name it found is the one that the client gave.
                if (reverse == null && !literal && word.indexOf('.') > 0 && exim()) {
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

    /// Postfix writes `unknown`, sendmail `may be forged`, Exim puts the name that it could not confirm
    /// behind `helo=`.
    private boolean nameless() {
        int end = by == null || by.span() == null ? text.length() : Math.min(text.length(), 400);
        return indexOf("(unknown [", 0, end) >= 0
                || indexOf("(may be forged)", 0, end) >= 0
                || exim()
                        && from != null
                        && IpAddress.parse(address(from.value())).isPresent();
    }

    private boolean exim() {
        return indexOf("(Exim ", 0, text.length()) >= 0;
    }

    private boolean saysTls() {
        if (with == null) {
            return false;
        }
        String protocol = with.value().toUpperCase(Locale.ROOT);
        // The S of ESMTPS, ESMTPSA, LMTPS, UTF8SMTPS ... (RFC 3848).
        return protocol.endsWith("SMTPS")
                || protocol.endsWith("SMTPSA")
                || protocol.endsWith("LMTPS")
                || protocol.endsWith("LMTPSA")
                || protocol.equals("HTTPS");
    }

    private boolean saysAuthenticated() {
        if (with == null) {
            return false;
        }
        String protocol = with.value().toUpperCase(Locale.ROOT);
        // A delivery into the store by LMTP logs in too; that is no submission.
        return !protocol.contains("LMTP")
                && (protocol.endsWith("MTPA") || protocol.endsWith("MTPSA") || protocol.equals("ASMTP"));
    }

    private void readDate(int start) {
        int from = Scan.skipSpace(text, start);
        int end = text.length();
        while (end > from && Scan.space(text.charAt(end - 1))) {
            end--;
        }
        int stop = end;
        MailDate.parse(text.substring(from, stop)).ifPresent(value -> date = new Claim<>(value, body.span(from, stop)));
        int envelope = indexOf("envelope-from", from, end);
        if (envelope >= 0) {
            envelopeIn(envelope, end);
        }
    }

    /// Some writers leave the semicolon out; the date is then what stands behind the last clause.
    private void lastDate(List<Piece> pieces) {
        for (int i = pieces.size() - 1; i >= 0 && i >= pieces.size() - 9; i--) {
            Piece piece = pieces.get(i);
            if (!piece.comment() && (MailDate.dayName(text.substring(piece.start(), piece.end())) || isoDate(piece))) {
                readDate(piece.start());
                return;
            }
        }
    }

    /// `2026-01-12`, with which SendGrid's dates begin.
    private boolean isoDate(Piece piece) {
        int at = piece.start();
        return piece.end() - at == 10
                && text.charAt(at + 4) == '-'
                && text.charAt(at + 7) == '-'
                && Character.isDigit(text.charAt(at))
                && Character.isDigit(text.charAt(at + 9));
    }

    private Claim<String> claim(Piece piece) {
        return new Claim<>(text.substring(piece.start(), piece.end()), body.span(piece.start(), piece.end()));
    }

    /// Without brackets, commas and final dots.
    private Piece bare(Piece piece) {
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

    private Piece wordAt(int from, int end) {
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

    private int indexOf(String word, int start, int end) {
        int last = end - word.length();
        for (int i = start; i <= last; i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return i;
            }
        }
        return -1;
    }

    /// The text of an address literal: brackets, the `IPv6:` tag and a port or zone taken off.
    public static String address(String word) {
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
}
