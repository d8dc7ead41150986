package org.whybounce.bounce.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whybounce.bounce.Action;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.raw.Addresses;
import org.whybounce.bounce.raw.Field;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.bounce.raw.Part;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// Reads log lines of Postfix, Exim, Sendmail, rspamd and the policy daemons beside them: the sending side's (who
/// refused
/// us) and the receiving side's (whom we refused). Lines of one queue id tell one story: a line that refuses takes the
/// facts that it leaves out, the envelope sender for instance, from the others.
final class LogReader {
    private final Part part;
    private final String text;

    LogReader(Part part) {
        this.part = part;
        this.text = part.text();
    }

    /// What one line gave.
    ///
    /// @param story what its facts belong to: a queue id, or a daemon's process
    private record Line(Draft draft, String story, LogWords.Found words) {
        boolean refuses() {
            return words.refuses() && draft.hasText();
        }

        boolean arrived() {
            return draft.action
                    .filter(action -> action.value() == Action.DELIVERED)
                    .isPresent();
        }
    }

    List<Draft> read() {
        if (CsvReader.looks(text)) {
            return new CsvReader(part).read();
        }
        List<Line> refusing = new ArrayList<>();
        List<Line> telling = new ArrayList<>();
        List<Line> arrived = new ArrayList<>();
        int at = 0;
        int lines = 0;
        while (at < text.length() && refusing.size() < DsnReader.MOST_RECIPIENTS && lines++ < MOST_LINES) {
            int end = wrapped(at, Field.lineEnd(text, at, text.length()));
            line(at, end).ifPresent(line -> (line.arrived() ? arrived : line.refuses() ? refusing : telling).add(line));
            at = Field.next(text, end, text.length());
        }
        Map<String, Draft> stories = new LinkedHashMap<>();
        for (Line line : telling) {
            if (!line.story().isEmpty()) {
                complete(stories.computeIfAbsent(line.story(), _ -> new Draft(part)), line.draft());
            }
        }
        List<Draft> drafts = new ArrayList<>();
        for (Line line : once(refusing)) {
            Draft story = stories.get(line.story());
            if (story != null) {
                complete(line.draft(), story);
            }
            drafts.add(line.draft());
        }
        if (drafts.isEmpty() && !arrived.isEmpty()) {
            arrived.stream().map(Line::draft).forEach(drafts::add);
        }
        if (drafts.isEmpty()) {
            // A daemon's own line alone, "example.org fail", is what there is.
            telling.stream().map(Line::draft).filter(Draft::hasText).findFirst().ifPresent(drafts::add);
        }
        return drafts;
    }

    /// Without what is told twice: a daemon's verdict that the server repeats, and what single hosts said of a mail
    /// whose end is told as well.
    private List<Line> once(List<Line> refusing) {
        Set<String> ended = new HashSet<>();
        StringBuilder servers = new StringBuilder();
        for (Line line : refusing) {
            if (!line.words().passing()) {
                ended.add(line.story());
            }
            if (!line.words().daemon() && servers.length() < MOST_COMPARED) {
                servers.append(words(line)).append('\n');
            }
        }
        List<Line> kept = new ArrayList<>();
        for (Line line : refusing) {
            boolean again = line.words().passing() && !ended.add(line.story());
            boolean repeated = line.words().daemon() && servers.indexOf(verdict(line)) >= 0;
            if (!again && !repeated) {
                kept.add(line);
            }
        }
        return kept;
    }

    private static final int MOST_COMPARED = 256 * 1024;

    private String words(Line line) {
        return line.draft().text.of(text).toLowerCase(Locale.ROOT);
    }

    /// A daemon's words behind its codes.
    private String verdict(Line line) {
        String words = words(line);
        int at = 0;
        while (at < words.length() && " .0123456789".indexOf(words.charAt(at)) >= 0) {
            at++;
        }
        return words.substring(at);
    }

    private static final int MOST_LINES = 20_000;
    private static final int MOST_WRAPPED = 20;

    /// Where a delivery's line ends that a mail or a forum has wrapped: `postfix/smtp[200]: 4A1B2C: to=<...>,` and on
    /// the
    /// lines below it `relay=..., status=bounced (host ... said: 550 ...)`.
    private int wrapped(int start, int lineEnd) {
        int to = text.indexOf(": to=<", start, lineEnd);
        if (to < 0 || !process(start, to + 1)) {
            return lineEnd;
        }
        int end = lineEnd;
        for (int lines = 0; lines < MOST_WRAPPED; lines++) {
            boolean told = text.indexOf("status=", start, end) >= 0;
            boolean open = !told || text.charAt(last(start, end)) != ')';
            int next = Field.next(text, end, text.length());
            int nextEnd = Field.lineEnd(text, next, text.length());
            if (!open || nextEnd - start > FlatText.LONGEST || last(next, nextEnd) < next || process(next, nextEnd)) {
                return told ? end : lineEnd;
            }
            end = nextEnd;
        }
        return lineEnd;
    }

    /// The last character of a line that is no blank.
    private int last(int start, int end) {
        int at = end - 1;
        while (at >= start && text.charAt(at) <= ' ') {
            at--;
        }
        return at;
    }

    /// Whether a log's line names its process: `postfix/smtp[200]: `.
    private boolean process(int start, int end) {
        int close = text.indexOf("]: ", start, end);
        int at = close - 1;
        while (at > start && Lexicon.digit(text.charAt(at))) {
            at--;
        }
        return close >= 0 && at < close - 1 && at > start && text.charAt(at) == '[';
    }

    private static void complete(Draft draft, Draft other) {
        draft.recipient = draft.recipient.or(() -> other.recipient);
        draft.envelopeFrom = draft.envelopeFrom.or(() -> other.envelopeFrom);
        draft.helo = draft.helo.or(() -> other.helo);
        draft.ip = draft.ip.or(() -> other.ip);
        draft.queueId = draft.queueId.or(() -> other.queueId);
    }

    private Optional<Line> line(int start, int lineEnd) {
        int end = Math.min(lineEnd, start + FlatText.LONGEST);
        String lower = text.substring(start, end).toLowerCase(Locale.ROOT);
        if (lower.isBlank()) {
            return Optional.empty();
        }
        Draft draft = new Draft(part);
        draft.recipient = key(lower, start, end, "to=<")
                .or(() -> key(lower, start, end, "rcpt <"))
                .or(() -> key(lower, start, end, "recipient="))
                .or(() -> key(lower, start, end, "receiver="))
                .or(() -> key(lower, start, end, "rcpts: <"))
                .or(() -> key(lower, start, end, " recipient <"))
                .or(() -> key(lower, start, end, " ** "))
                .or(() -> key(lower, start, end, " == "))
                .or(() -> key(lower, start, end, "to="))
                .or(() -> lower.contains("ruleset=check_rcpt") ? key(lower, start, end, "arg1=<") : Optional.empty());
        draft.original = key(lower, start, end, "orig_to=<");
        draft.envelopeFrom = key(lower, start, end, " from=<")
                .or(() -> key(lower, start, end, " f=<"))
                .or(() -> key(lower, start, end, "envelope-from="))
                .or(() -> key(lower, start, end, " from: <"))
                .or(() -> key(lower, start, end, "ctladdr=<"))
                .or(() -> lower.contains("ruleset=check_mail") ? key(lower, start, end, "arg1=<") : Optional.empty());
        draft.helo = after(lower, start, end, "helo=<", ">")
                .or(() -> after(lower, start, end, "helo=", ";,> "))
                .or(() -> after(lower, start, end, " h=(", ")"));
        boolean arriving = lower.contains(" rejected ")
                || lower.contains("reject: ")
                || lower.contains("milter-reject")
                || lower.contains("ruleset=");
        if (arriving || lower.contains("client-ip=") || lower.contains("client=") || lower.contains("rspamd_")) {
            draft.ip = client(lower, start, end);
        }
        draft.remoteMta = arriving
                ? Optional.empty()
                : relay(lower, start, end)
                        .or(() -> Transcript.speaker(text, new Span(start, end)).map(this::claim))
                        .or(() -> eximHost(lower, start, end))
                        .or(() -> after(lower, start, end, " mx=", "[ ,"));
        draft.queueId = queueId(lower, start, end);
        draft.status = after(lower, start, end, "dsn=", ", ")
                .flatMap(claim -> EnhancedStatus.parse(claim.value()).map(code -> new Claim<>(code, claim.span())));
        draft.date = date(start, end);
        stated(draft, lower, start, end);
        if (lower.contains("status=sent") || lower.contains("stat=sent")) {
            draft.action = Optional.of(new Claim<>(Action.DELIVERED, part.span(start, end)));
            return Optional.of(new Line(draft, draft.queueId.map(Claim::value).orElse(""), LogWords.Found.NOTHING));
        }
        LogWords.Found words = LogWords.find(lower);
        words.place().ifPresent(place -> draft.text = trimmed(start + place.start(), start + place.end()));
        if (draft.hasText()) {
            draft.stage = Stages.in(part, start, end);
        }
        boolean deferred =
                lower.contains("status=deferred") || lower.contains(" == ") || lower.contains("stat=deferred");
        if (deferred) {
            draft.action = Optional.of(new Claim<>(Action.DELAYED, part.span(start, end)));
        }
        String story = draft.queueId.map(Claim::value).orElseGet(() -> daemon(lower));
        if (draft.hasText() && lower.contains(" rejected ") && !deferred) {
            draft.passing = Optional.of(lower.contains("temporarily rejected"));
        }
        return Optional.of(new Line(draft, story, words));
    }

    private Span trimmed(int from, int to) {
        int start = from;
        int stop = to;
        while (start < stop && text.charAt(start) <= ' ') {
            start++;
        }
        while (stop > start && (text.charAt(stop - 1) == ')' || text.charAt(stop - 1) <= ' ')) {
            stop--;
            if (text.charAt(stop) == ')') {
                break;
            }
        }
        return new Span(start, stop);
    }

    /// maddy's log has the codes beside the words, as JSON: `"smtp_code":550,"smtp_enchcode":"5.7.23"`.
    private void stated(Draft draft, String lower, int start, int end) {
        int at = lower.indexOf("\"smtp_code\":");
        if (at >= 0 && Lexicon.replyAt(lower, at + 12, lower.length())) {
            int from = start + at + 12;
            draft.reply = Optional.of(part.claim(Integer.parseInt(text.substring(from, from + 3)), from, from + 3));
            draft.status = after(lower, start, end, "\"smtp_enchcode\":\"", "\"")
                    .flatMap(claim -> EnhancedStatus.parse(claim.value()).map(code -> new Claim<>(code, claim.span())));
        }
    }

    private Claim<String> claim(Span span) {
        return part.claim(span.of(text), span.start(), span.end());
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

    private static final List<String> CLIENTS =
            List.of("client-ip=", " from ", "client=", " h=", "ip: ", "relay=", "client [");

    /// `RCPT from mail.example.org[192.0.2.7]:`, `H=(mail.example.org) [192.0.2.7]`, `client-ip=192.0.2.7`.
    private Optional<Claim<String>> client(String lower, int start, int end) {
        for (String lead : CLIENTS) {
            int at = lower.indexOf(lead);
            if (at < 0) {
                continue;
            }
            int from = at + lead.length();
            int open = lower.indexOf('[', from);
            boolean bracket = open >= 0 && open - from < 300 && lower.indexOf(": ", from) + 1 > 0
                    ? open < stop(lower, from)
                    : open >= 0 && open - from < 300;
            int first = bracket ? open + 1 : from;
            if (lower.startsWith("ipv6:", first)) {
                first += 5;
            }
            int stop = first;
            while (stop < lower.length()
                    && stop - first < 46
                    && (Character.digit(lower.charAt(stop), 16) >= 0 || ".:".indexOf(lower.charAt(stop)) >= 0)) {
                stop++;
            }
            if (IpAddress.parse(lower.substring(first, stop)).isPresent() && start + stop <= end) {
                return Optional.of(
                        part.claim(text.substring(start + first, start + stop), start + first, start + stop));
            }
        }
        return Optional.empty();
    }

    /// Where the client's name and address end in a line.
    private static int stop(String lower, int from) {
        int at = lower.indexOf(": ", from);
        return at < 0 ? lower.length() : at;
    }

    private Optional<Claim<String>> relay(String lower, int start, int end) {
        int at = lower.indexOf("relay=");
        // OpenSMTPD: "relay=192.0.2.1 (mx.example.net)".
        int open = at < 0 ? -1 : lower.indexOf(" (", at);
        boolean named =
                open > 0 && IpAddress.parse(lower.substring(at + 6, open)).isPresent();
        if (named) {
            return Transcript.host(text, start + open + 2, end).map(this::claim);
        }
        return at < 0
                ? Optional.empty()
                : Transcript.host(text, start + at + 6, end)
                        .map(span -> part.claim(span.of(text), span.start(), span.end()));
    }

    /// `H=mx.example.net [192.0.2.1]` in exim's log.
    private Optional<Claim<String>> eximHost(String lower, int start, int end) {
        int at = lower.indexOf(" h=");
        return at < 0
                ? Optional.empty()
                : Transcript.host(text, start + at + 3, end)
                        .map(span -> part.claim(span.of(text), span.start(), span.end()));
    }

    /// `postfix/smtp[123]: 4ABCDEF123: to=<...`, `sendmail[1]: 2AO123xy012345: to=`, exim's `1abCDe-000123-Ab`,
    /// rspamd's
    /// `qid: <4ABCDEF123>`.
    private Optional<Claim<String>> queueId(String lower, int start, int end) {
        int at = lower.indexOf("]: ");
        if (at >= 0) {
            int from = at + 3;
            int stop = from;
            while (stop < lower.length() && Lexicon.alnum(lower.charAt(stop))) {
                stop++;
            }
            if (stop - from >= 6 && stop < lower.length() && lower.charAt(stop) == ':' && digits(lower, from, stop)) {
                return part.cut(start + from, start + stop);
            }
        }
        Optional<Claim<String>> rspamd = after(lower, start, end, "qid: <", ">");
        return rspamd.isPresent() ? rspamd : exim(lower, start);
    }

    private static boolean digits(String lower, int from, int stop) {
        for (int i = from; i < stop; i++) {
            if (Lexicon.digit(lower.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /// A message id of Exim's: 6-6-2 or, since 4.97, 6-11-4 letters and digits, behind date and time.
    private Optional<Claim<String>> exim(String lower, int start) {
        for (int at = 0, tries = 0; tries < 5 && at >= 0 && at < lower.length(); tries++) {
            int stop = at;
            while (stop < lower.length() && lower.charAt(stop) > ' ') {
                stop++;
            }
            String word = lower.substring(at, stop);
            boolean shape = (word.length() == 16 || word.length() == 23)
                    && word.charAt(6) == '-'
                    && word.charAt(word.length() == 16 ? 13 : 18) == '-'
                    && word.chars().allMatch(c -> c == '-' || Lexicon.alnum((char) c));
            if (shape) {
                return part.cut(start + at, start + stop);
            }
            at = stop + 1;
        }
        return Optional.empty();
    }

    /// `policyd-spf[5678]` and the like: the lines of one process.
    private static String daemon(String lower) {
        int close = lower.indexOf("]: ");
        int open = close < 0 ? -1 : lower.lastIndexOf('[', close);
        int from = open < 0 ? -1 : lower.lastIndexOf(' ', open);
        return from < 0 || lower.startsWith("postfix/", from + 1) ? "" : lower.substring(from + 1, close);
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
