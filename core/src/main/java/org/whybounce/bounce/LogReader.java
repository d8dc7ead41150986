package org.whybounce.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// Reads log lines of Postfix, Exim, Sendmail and the policy daemons beside them: the sending side's (who refused us)
/// and the receiving side's (whom we refused).
final class LogReader {
    private final Part part;
    private final String text;

    LogReader(Part part) {
        this.part = part;
        this.text = part.text();
    }

    List<Draft> read() {
        List<Draft> drafts = new ArrayList<>();
        int at = 0;
        while (at < text.length() && drafts.size() < DsnReader.MOST_RECIPIENTS) {
            int end = Field.lineEnd(text, at, text.length());
            line(at, end).ifPresent(drafts::add);
            at = Field.next(text, end, text.length());
        }
        return drafts;
    }

    private Optional<Draft> line(int start, int lineEnd) {
        int end = Math.min(lineEnd, start + Flat.LONGEST);
        String lower = text.substring(start, end).toLowerCase(Locale.ROOT);
        if (lower.isBlank() || lower.contains("status=sent") || lower.contains("stat=sent")) {
            return Optional.empty();
        }
        Draft draft = new Draft(part);
        draft.recipient = key(lower, start, end, "to=<")
                .or(() -> key(lower, start, end, "rcpt <"))
                .or(() -> key(lower, start, end, "recipient="))
                .or(() -> key(lower, start, end, " ** "))
                .or(() -> key(lower, start, end, " == "))
                .or(() -> key(lower, start, end, "to="));
        draft.original = key(lower, start, end, "orig_to=<");
        draft.envelopeFrom = key(lower, start, end, " from=<")
                .or(() -> key(lower, start, end, "f=<"))
                .or(() -> key(lower, start, end, "envelope-from="))
                .or(() -> key(lower, start, end, "arg1=<"));
        draft.helo = after(lower, start, end, "helo=<", ">")
                .or(() -> after(lower, start, end, "helo=", ";,> "))
                .or(() -> after(lower, start, end, " h=(", ")"));
        draft.remoteMta = after(lower, start, end, "relay=", "[, ").or(() -> eximHost(lower, start, end));
        draft.queueId = queueId(lower, start);
        draft.status = after(lower, start, end, "dsn=", ", ")
                .flatMap(claim -> EnhancedStatus.parse(claim.value()).map(code -> new Claim<>(code, claim.span())));
        draft.date = date(start, end);
        Optional<Span> words = words(lower, start, end);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        draft.text = words.get();
        draft.stage = Stages.in(part, start, end);
        boolean deferred =
                lower.contains("status=deferred") || lower.contains(" == ") || lower.contains("stat=deferred");
        if (deferred) {
            draft.action = Optional.of(new Claim<>(Action.DELAYED, part.span(start, end)));
        }
        return Optional.of(draft);
    }

    /// Where the reason stands in a line, by the mark before it.
    private Optional<Span> words(String lower, int start, int end) {
        int from = -1;
        for (String mark : List.of("status=bounced", "status=deferred", "status=expired", "status=undeliverable")) {
            int at = lower.indexOf(mark);
            if (at >= 0) {
                int open = lower.indexOf('(', at);
                from = open < 0 ? at + mark.length() : open + 1;
                break;
            }
        }
        if (from < 0) {
            for (String mark : List.of(
                    "reject: ",
                    "milter-reject: ",
                    "stat=",
                    "reject=",
                    " rejected ",
                    "smtp error from remote",
                    "prepend ",
                    "action=",
                    "policyd-spf[",
                    "opendmarc[",
                    "opendkim[",
                    "(rspamd_",
                    " ** ",
                    " == ",
                    "warning: ")) {
                int at = lower.indexOf(mark);
                if (at >= 0) {
                    from = mark.endsWith("[") ? lower.indexOf(':', at) + 1 : at + mark.length();
                    if (mark.equals("smtp error from remote") || mark.equals(" rejected ")) {
                        from = at;
                    }
                    break;
                }
            }
        }
        if (from <= 0) {
            return Optional.empty();
        }
        int stop = end;
        // smtpd appends the envelope: "...; from=<a> to=<b> proto=ESMTP helo=<c>".
        int envelope = lower.lastIndexOf("; from=<");
        if (envelope > from) {
            stop = start + envelope;
        }
        int first = start + from;
        while (stop > first && (text.charAt(stop - 1) == ')' || text.charAt(stop - 1) <= ' ')) {
            stop--;
            if (text.charAt(stop) == ')') {
                break;
            }
        }
        return first < stop ? Optional.of(new Span(first, stop)) : Optional.empty();
    }

    private Optional<Claim<String>> key(String lower, int start, int end, String key) {
        int at = lower.indexOf(key);
        while (at >= 0) {
            boolean word = at == 0
                    || key.charAt(0) == ' '
                    || !Lexicon.alnum(lower.charAt(at - 1)) && lower.charAt(at - 1) != '_';
            if (word) {
                int from = start + at + key.length();
                Optional<Span> address = Addresses.first(text, from, Math.min(end, from + 400));
                if (address.isPresent() && address.get().start() - from <= 1) {
                    Span span = address.get();
                    return Optional.of(part.claim(span.of(text), span.start(), span.end()));
                }
            }
            at = lower.indexOf(key, at + 1);
        }
        return Optional.empty();
    }

    private Optional<Claim<String>> after(String lower, int start, int end, String key, String stops) {
        int at = lower.indexOf(key);
        if (at < 0) {
            return Optional.empty();
        }
        int from = start + at + key.length();
        int stop = from;
        while (stop < end && stop - from < 256 && stops.indexOf(text.charAt(stop)) < 0) {
            stop++;
        }
        String value = text.substring(from, stop);
        return value.isBlank() || value.equals("none") ? Optional.empty() : part.cut(from, stop);
    }

    /// `H=mx.example.net [192.0.2.1]` in exim's log.
    private Optional<Claim<String>> eximHost(String lower, int start, int end) {
        int at = lower.indexOf(" h=");
        return at < 0
                ? Optional.empty()
                : Transcript.host(text, start + at + 3, end)
                        .map(span -> part.claim(span.of(text), span.start(), span.end()));
    }

    /// `postfix/smtp[123]: 4ABCDEF123: to=<...`
    private Optional<Claim<String>> queueId(String lower, int start) {
        int at = lower.indexOf("]: ");
        if (at < 0) {
            return Optional.empty();
        }
        int from = at + 3;
        int stop = from;
        while (stop < lower.length() && Lexicon.alnum(lower.charAt(stop))) {
            stop++;
        }
        return stop - from >= 6 && stop < lower.length() && lower.charAt(stop) == ':'
                ? part.cut(start + from, start + stop)
                : Optional.empty();
    }

    private Optional<Claim<String>> date(int start, int end) {
        int length = Math.min(end - start, 15);
        String head = text.substring(start, start + length);
        if (head.length() == 15 && head.charAt(9) == ':' && head.charAt(12) == ':') {
            return part.cut(start, start + 15);
        }
        if (end - start >= 19 && text.charAt(start + 4) == '-' && text.charAt(start + 13) == ':') {
            return part.cut(start, start + 19);
        }
        return Optional.empty();
    }
}
