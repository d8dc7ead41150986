package org.whybounce.bounce.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.raw.Addresses;
import org.whybounce.bounce.raw.Field;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.bounce.raw.Part;
import org.whybounce.text.Span;

/// Reads bare SMTP replies: one, one of many lines, or several one behind the other. RFC 5321, section 4.2.1: a hyphen
/// behind the code says that another line follows, a space that this is the last.
final class ReplyReader {
    private final Part part;

    ReplyReader(Part part) {
        this.part = part;
    }

    List<Draft> read() {
        String text = part.text();
        List<Span> replies = new ArrayList<>();
        int start = -1;
        int end = 0;
        boolean last = false;
        String code = "";
        int at = 0;
        while (at < text.length()) {
            int lineEnd = Field.lineEnd(text, at, text.length());
            int i = at;
            while (i < lineEnd && (text.charAt(i) <= ' ' || text.charAt(i) == '>' || text.charAt(i) == '<')) {
                i++;
            }
            if (i == lineEnd) {
                last = last || start >= 0;
            } else {
                boolean reply = Lexicon.replyAt(text, i, lineEnd);
                boolean again = reply && text.startsWith(code, i);
                if (start < 0 || reply && (last && !again || !code.isEmpty() && !again)) {
                    if (start >= 0) {
                        replies.add(new Span(start, end));
                    }
                    start = i;
                    code = reply ? text.substring(i, i + 3) : "";
                }
                if (reply) {
                    last = i + 3 >= lineEnd || text.charAt(i + 3) != '-';
                }
                end = lineEnd;
            }
            at = Field.next(text, lineEnd, text.length());
        }
        if (start >= 0) {
            replies.add(new Span(start, end));
        }
        List<Draft> drafts = new ArrayList<>();
        for (Span reply : replies) {
            if (drafts.size() == DsnReader.MOST_RECIPIENTS) {
                break;
            }
            // A greeting or "250 OK" before the refusal is no refusal.
            boolean good = text.charAt(reply.start()) == '2' && replies.size() > 1;
            if (!good) {
                Draft draft = new Draft(part);
                draft.text = reply;
                draft.recipient = rejectedRecipient(text, reply);
                drafts.add(draft);
            }
        }
        return drafts;
    }

    /// `550 5.1.1 <user@example.net>: Recipient address rejected`, `... User unknown`: the reply names its recipient.
    private Optional<org.whybounce.text.Claim<String>> rejectedRecipient(String text, Span reply) {
        String lower = reply.of(text.length() > FlatText.LONGEST ? text.substring(0, Math.max(reply.end(), 0)) : text)
                .toLowerCase(java.util.Locale.ROOT);
        Optional<Span> address = Addresses.first(text, reply.start(), reply.end());
        boolean recipient = lower.contains("recipient")
                || lower.contains("user")
                || lower.contains("mailbox")
                || lower.contains("no such")
                || lower.contains("account");
        int rejected = lower.indexOf("recipient address rejected");
        if (rejected > 0
                && address.isPresent()
                && rejected - (address.get().end() - reply.start()) <= 3
                && rejected > address.get().start() - reply.start()) {
            // Postfix: "<user@example.net>: Recipient address rejected: ...", whatever the reason.
            return Optional.of(part.claim(
                    address.get().of(text), address.get().start(), address.get().end()));
        }
        boolean sender = lower.contains("sender") || lower.contains("mail from") || lower.contains("spf");
        return recipient && !sender
                ? address.map(span -> part.claim(span.of(text), span.start(), span.end()))
                : Optional.empty();
    }
}
