package org.whybounce.message.received;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.Scan;
import org.whybounce.message.received.ReceivedWords.Piece;
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
    private static final List<String> CLAUSES = List.of("from", "by", "with", "via", "id", "for");

    private final HeaderField field;
    private final ReceivedWords words;
    private final ReceivedClient client;
    private final String text;
    private @Nullable Claim<String> by;
    private @Nullable Claim<IpAddress> byAddress;
    private @Nullable Claim<String> with;
    private @Nullable Claim<String> id;
    private @Nullable Claim<String> recipient;
    private @Nullable Claim<String> envelopeFrom;
    private @Nullable Claim<OffsetDateTime> date;
    private int byAt;
    private boolean twoWriters;
    private boolean tls;
    private boolean authenticated;

    ReceivedReader(HeaderField field) {
        this.field = field;
        this.words = ReceivedWords.of(field.body());
        this.text = words.text();
        this.client = new ReceivedClient(words);
    }

    ReceivedHop read() {
        int semicolon = words.dateStart();
        List<Piece> pieces = words.pieces(semicolon < 0 ? text.length() : semicolon);
        String clause = "";
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.comment()) {
                comment(clause, piece);
                continue;
            }
            String word = words.word(piece);
            String lower = word.toLowerCase(Locale.ROOT);
            boolean valueFollows = i + 1 < pieces.size();
            if (CLAUSES.contains(lower) && (valueFollows || semicolon < 0) && !seen(lower)) {
                clause = lower;
            } else {
                twoWriters |= by != null && lower.equals("by") && hostFollows(pieces, i);
                word(clause, piece, word);
            }
        }
        if (semicolon >= 0) {
            readDate(semicolon + 1);
        } else {
            lastDate(pieces);
        }
        if (envelopeFrom == null) {
            envelopeFrom = client.mailFrom;
        }
        client.settle(exim());
        return new ReceivedHop(
                field,
                Optional.ofNullable(client.from),
                Optional.ofNullable(client.helo),
                Optional.ofNullable(client.reverse),
                twoWriters ? Optional.empty() : Optional.ofNullable(client.client),
                Optional.ofNullable(by),
                Optional.ofNullable(byAddress),
                Optional.ofNullable(with),
                Optional.ofNullable(id),
                Optional.ofNullable(recipient),
                Optional.ofNullable(envelopeFrom),
                Optional.ofNullable(date),
                tls || saysTls(),
                authenticated || saysAuthenticated(),
                nameless(),
                confirms(),
                lastStep(),
                byProgram(),
                twoWriters);
    }

    private boolean seen(String clause) {
        return switch (clause) {
            case "from" -> client.from != null || by != null;
            case "by" -> by != null;
            case "with" -> with != null;
            case "for" -> recipient != null;
            default -> false;
        };
    }

    private void word(String clause, Piece piece, String word) {
        switch (clause) {
            case "from" -> client.word(piece, word);
            case "by" -> {
                if (by == null) {
                    Piece bare = words.bare(piece);
                    by = words.claim(bare);
                    byAddress = words.ip(bare).orElse(null);
                    byAt = piece.start();
                }
            }
            case "with" -> {
                if (with == null) {
                    with = words.claim(piece);
                } else if (microsoft(with.value())) {
                    with = new Claim<>(with.value() + " " + word, with.span());
                }
            }
            case "id" -> {
                if (id == null) {
                    id = words.claim(piece);
                }
            }
            case "for" -> {
                if (recipient == null) {
                    Piece bare = words.bare(piece);
                    if (bare.end() > bare.start()) {
                        recipient = words.claim(bare);
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

    private void comment(String clause, Piece piece) {
        int start = piece.start() + 1;
        int end = text.charAt(piece.end() - 1) == ')' && piece.end() > start ? piece.end() - 1 : piece.end();
        switch (clause) {
            case "from" -> {
                client.comment(start, end);
                envelopeIn(start, end);
            }
            case "by" -> byComment(start, end);
            default -> envelopeIn(start, end);
        }
    }

    private void byComment(int start, int end) {
        Piece all = words.bare(new Piece(start, end, false));
        if (byAddress == null) {
            byAddress = words.ip(all).orElse(null);
        }
        envelopeIn(start, end);
    }

    private void envelopeIn(int start, int end) {
        int at = words.indexOf("envelope-from", start, end);
        if (at >= 0 && envelopeFrom == null) {
            Piece value = words.wordAt(at + "envelope-from".length(), end);
            envelopeFrom = words.claim(words.bare(value));
        }
        int asked = words.indexOf("ORCPT ", start, end);
        int type = asked < 0 ? -1 : text.indexOf(';', asked);
        if (type > 0 && type < end && recipient == null) {
            // The recipient as the client gave it (RFC 3461, section 4.2), where no `for` tells one.
            Piece value = words.bare(words.wordAt(type + 1, end));
            if (value.end() > value.start()) {
                recipient = words.claim(value);
            }
        }
        // Only where the comment begins so is it the server's word: names and addresses in it are the client's.
        int first = Scan.skipSpace(text, start);
        boolean ofServer = by != null || client.client != null;
        if (ofServer && first < end && text.regionMatches(true, first, "authenticated", 0, "authenticated".length())) {
            int after = first + "authenticated".length();
            authenticated |= after >= end || " :=\t\r\n".indexOf(text.charAt(after)) >= 0;
        }
        if (words.indexOf("TLS", start, end) >= 0 || words.indexOf("cipher", start, end) >= 0) {
            tls = true;
        }
    }

    /// Postfix writes `unknown`, sendmail `may be forged`, Exim puts the name that it could not confirm
    /// behind `helo=`.
    private boolean nameless() {
        int end = byAt > 0 ? byAt : text.length();
        return words.indexOf("(may be forged)", 0, end) >= 0
                || client.reverse == null && (words.indexOf("(unknown [", 0, end) >= 0 || eximLiteral());
    }

    private boolean eximLiteral() {
        return exim()
                && client.from != null
                && IpAddress.parse(address(client.from.value())).isPresent();
    }

    private boolean exim() {
        return byComment("(Exim ");
    }

    private boolean byComment(String words) {
        return this.words.indexOf(words, byAt, text.length()) >= 0;
    }

    /// Whether the writer is known to write a name only if it leads back to the address. qmail and Haraka write
    /// whatever the owner of the address named it.
    private boolean confirms() {
        return !client.heloInComment && (byComment("(Postfix") || byComment("(8.")) || exim();
    }

    /// Whether the writer is one that only servers inside can reach: what brings a mail into its mailbox, at
    /// Fastmail, iCloud and Exchange.
    private boolean lastStep() {
        return byComment("(LMTPProxy)") || byComment("(mailgateway ") || byComment(" via Mailbox Transport");
    }

    /// Postfix' pickup, Exim, sendmail and qmail, each for what a process of the same machine gave them.
    private boolean byProgram() {
        boolean local = with != null && with.value().equalsIgnoreCase("local");
        return byComment("(Postfix, from userid ")
                || exim() && local
                || byComment("/Submit)")
                || words.indexOf("(qmail ", 0, text.length()) >= 0
                        && words.indexOf(" invoked by uid ", 0, text.length()) >= 0;
    }

    private boolean hostFollows(List<Piece> pieces, int index) {
        return index + 1 < pieces.size()
                && !pieces.get(index + 1).comment()
                && words.word(pieces.get(index + 1)).indexOf('.') > 0;
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
        MailDate.parse(text.substring(from, stop))
                .ifPresent(value -> date = new Claim<>(value, words.body().span(from, stop)));
        int envelope = words.indexOf("envelope-from", from, end);
        if (envelope >= 0) {
            envelopeIn(envelope, end);
        }
    }

    /// Some writers leave the semicolon out; the date is then what stands behind the last clause.
    private void lastDate(List<Piece> pieces) {
        for (int i = pieces.size() - 1; i >= 0 && i >= pieces.size() - 9; i--) {
            Piece piece = pieces.get(i);
            if (!piece.comment() && (MailDate.dayName(words.word(piece)) || isoDate(piece))) {
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

    /// The text of an address literal: brackets, the `IPv6:` tag and a port or zone taken off.
    public static String address(String word) {
        return ReceivedWords.address(word);
    }
}
