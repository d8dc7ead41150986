package org.whybounce.intake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.file.OutlookMessage;
import org.whybounce.file.PageText;
import org.whybounce.text.Span;

/// The first step of the one path: what was pasted, recognised by its shape. Never throws, whatever the bytes.
public final class Intake {
    /// A whole mail with its attachments; what bounces carry is smaller by far.
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    private final int mostBytes;

    public Intake() {
        this(MOST_BYTES);
    }

    /// @param mostBytes where to cut, for an edge that allows less
    public Intake(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    public Pasted read(byte[] bytes) {
        List<String> limits = new ArrayList<>();
        byte[] used = bytes;
        if (bytes.length > mostBytes) {
            used = Arrays.copyOf(bytes, mostBytes);
            limits.add("The text is " + bytes.length + " bytes long; only the first " + mostBytes + " were read.");
        }
        boolean truncated = !limits.isEmpty();
        used = OutlookMessage.mail(used).orElse(used);
        Optional<String> binary = Decoding.binary(used);
        if (binary.isPresent()) {
            return new Pasted.Unknown(
                    new Pasted.Body("", StandardCharsets.UTF_8, truncated, List.copyOf(limits)),
                    "This is " + binary.get()
                            + ", not text. Paste the bounce's text, or give the mail as a .eml file.");
        }
        Decoding.Text text = Decoding.text(used);
        return recognise(new Pasted.Body(form(text.text()), text.charset(), truncated, List.copyOf(limits)));
    }

    public Pasted read(String text) {
        if (text.length() <= mostBytes) {
            return recognise(new Pasted.Body(form(text), StandardCharsets.UTF_8, false, List.of()));
        }
        String limit = "The text is " + text.length() + " characters long; only the first " + mostBytes + " were read.";
        return recognise(new Pasted.Body(text.substring(0, mostBytes), StandardCharsets.UTF_8, true, List.of(limit)));
    }

    /// A page saved as HTML, as its text.
    ///
    /// Mandrill posts its events as a form with one field of JSON, `mandrill_events=%5B%7B%22event%22`: that
    /// field. Any other text as it is.
    private static String form(String text) {
        if (PageText.looks(text)) {
            return PageText.of(text);
        }
        int equals = text.indexOf('=');
        if (equals < 1
                || equals > LONGEST_FIELD
                || !text.startsWith("%5B%7B", equals + 1) && !text.startsWith("%7B%22", equals + 1)) {
            return Unescaped.of(text);
        }
        int and = text.indexOf('&', equals);
        try {
            return URLDecoder.decode(
                    text.substring(equals + 1, and < 0 ? text.length() : and).strip(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    private static final int LONGEST_FIELD = 40;

    private static Pasted recognise(Pasted.Body whole) {
        String text = whole.text();
        if (text.isBlank() || text.chars().allMatch(c -> c <= ' ' || c == 0xfeff || c == 0xa0)) {
            return new Pasted.Unknown(whole, "Nothing was pasted: the text is empty.");
        }
        Optional<Pasted> alone = Alone.read(whole).or(() -> small(whole));
        if (alone.isPresent()) {
            return alone.get();
        }
        Shape shape = Shape.of(text);
        if (mail(shape)) {
            PastedPart part = mail(text, shape);
            // A mail's own readers know its fields; lines of a filter without a mail around them are read here.
            ReportFacts report = part.kind() == PartKind.HEADERS ? ReportReader.read(text) : ReportFacts.NONE;
            return mail(whole.with(List.of(part), List.of(), report), shape);
        }
        AnswerReader.Found dns = AnswerReader.read(text);
        Pasted.Body body =
                whole.with(PartReader.of(text, dns.lines(), dns.answers()), dns.answers(), ReportReader.read(text));
        return mixture(body, shape);
    }

    /// A whole mail, or the fields of one: its own readers divide it.
    private static boolean mail(Shape shape) {
        boolean head = shape.headerFields() >= 2 || shape.headerFields() == 1 && shape.telling();
        return !shape.json() && !shape.logLine() && head;
    }

    private static PastedPart mail(String text, Shape shape) {
        PartKind kind = shape.dsnFields() || shape.bounceMail() || shape.hasBody() ? PartKind.MAIL : PartKind.HEADERS;
        return new PastedPart(kind, new Span(0, text.length()));
    }

    private static Pasted mail(Pasted.Body body, Shape shape) {
        if (shape.dsnFields()) {
            return new Pasted.Dsn(body);
        }
        if (shape.bounceMail()) {
            return new Pasted.BounceText(body);
        }
        return shape.hasBody() ? new Pasted.Message(body) : new Pasted.Headers(body);
    }

    /// The kind is that of the most telling part: a refusal before headers, these before a filter's report, an
    /// answer of the DNS, a checker's, and a person's words last.
    private static Pasted mixture(Pasted.Body body, Shape whole) {
        String text = body.text();
        String lower = text.toLowerCase(Locale.ROOT);
        boolean records = body.answers().stream().anyMatch(answer -> answer.spf() || answer.dmarc());
        if (whole.json() && !(records && !Shape.refusalEvent(lower))) {
            return new Pasted.Webhook(body);
        }
        if (whole.dsnFields()) {
            return new Pasted.Dsn(body);
        }
        if (whole.logLine()) {
            return new Pasted.LogLine(body);
        }
        String words = PartReader.without(text, body.parts());
        Shape shape = words.equals(text) ? whole : Shape.of(words);
        boolean coded = shape.replies() > 0 || Codes.stand(words);
        if (!coded && records) {
            return whole.json() || PartReader.tool(lower) ? new Pasted.ToolReport(body) : new Pasted.DnsAnswer(body);
        }
        if (shape.onlyReplies()) {
            return new Pasted.SmtpReply(body);
        }
        if (coded) {
            return new Pasted.BounceText(body);
        }
        boolean report = !body.report().results().isEmpty();
        if (report && PartReader.filter(lower) || lower.contains("smtp.mailfrom=") || lower.contains("header.from=")) {
            return new Pasted.FilterLines(body);
        }
        if (PartReader.tool(lower) || report && body.report().ip().isPresent()) {
            return new Pasted.ToolReport(body);
        }
        if (PartReader.filter(lower) && body.report().ip().isPresent()) {
            return new Pasted.FilterLines(body);
        }
        if (!body.answers().isEmpty()) {
            return new Pasted.DnsAnswer(body);
        }
        boolean asking = OwnWords.asks(words);
        boolean refuses = Shape.bounceWords(words) || Shape.refuses(words);
        if (refuses && !asking) {
            return new Pasted.BounceText(body);
        }
        if (shape.refusalWords() > 0 || asking || sentence(words)) {
            return new Pasted.Prose(body, asking);
        }
        return new Pasted.Unknown(
                body,
                "No refusal, header field, log line or domain was found in this text. Paste the bounce as it came.");
    }

    /// Whether there are words enough for a sentence, in whatever language.
    private static boolean sentence(String words) {
        int count = 0;
        for (int i = 1; i < words.length(); i++) {
            count += Character.isLetter(words.charAt(i)) && words.charAt(i - 1) <= ' ' ? 1 : 0;
        }
        return count >= LEAST_WORDS;
    }

    private static final int LEAST_WORDS = 7;

    /// One word or one line that is a domain, an address, a link or a record.
    private static Optional<Pasted> small(Pasted.Body body) {
        String text = body.text().strip();
        if (text.length() > LONGEST_RECORD) {
            return Optional.empty();
        }
        int record = text.indexOf("v=spf1");
        if (record < 0) {
            record = text.indexOf("v=SPF1");
        }
        if (record >= 0 && spfLine(text, record)) {
            Optional<DomainName> owner = firstWord(text.substring(0, record)).flatMap(Intake::domain);
            return Optional.of(new Pasted.SpfRecord(body, owner, beforeProse(joined(text.substring(record)))));
        }
        if (text.indexOf(' ') < 0 && text.indexOf('\n') < 0 && text.indexOf('\t') < 0) {
            return word(text).map(name -> new Pasted.Domain(body, name));
        }
        return Optional.empty();
    }

    private static final List<String> MECHANISMS = List.of("a", "mx", "ptr", "all", "include", "exists", "ip4", "ip6");

    /// "v=spf1 mx -all is this right?": words behind the end that no record has are the person's.
    private static String beforeProse(String record) {
        String[] words = record.split(" ", MOST_TERMS);
        int kept = 0;
        for (int i = 0; i < words.length; i++) {
            if (words[i].length() <= 4 && words[i].toLowerCase(Locale.ROOT).endsWith("all")) {
                int prose = 0;
                for (int behind = i + 1; behind < words.length; behind++) {
                    if (!words[behind].chars().allMatch(c -> Character.isLetter(c) || ".,?!'’".indexOf(c) >= 0)) {
                        return record;
                    }
                    prose += MECHANISMS.contains(words[behind].toLowerCase(Locale.ROOT)) ? 0 : 1;
                }
                return prose > 1 ? record.substring(0, kept + words[i].length()) : record;
            }
            kept += words[i].length() + 1;
        }
        return record;
    }

    private static final int MOST_TERMS = 400;

    /// A record of SPF that DNS can hold is smaller; a zone line adds little.
    private static final int LONGEST_RECORD = 8192;

    /// What may stand before a record: nothing, a quote, or an owner name with TTL, class and type.
    private static boolean spfLine(String text, int record) {
        String before = text.substring(0, record).strip();
        if (before.endsWith("\"") || before.endsWith("'")) {
            before = before.substring(0, before.length() - 1).strip();
        }
        if (before.endsWith("(")) {
            before = before.substring(0, before.length() - 1).strip();
        }
        if (before.isEmpty()) {
            return true;
        }
        String[] words = before.split("\\s+", 8);
        if (words.length > 6) {
            return false;
        }
        String last = words[words.length - 1];
        return last.equalsIgnoreCase("TXT") || last.equalsIgnoreCase("SPF") || last.equals("=") || last.equals("text");
    }

    /// The strings of a TXT record as one, quotes taken away (RFC 7208, section 3.3).
    private static String joined(String record) {
        StringBuilder out = new StringBuilder(record.length());
        boolean between = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            if (c == '"') {
                between = !between;
                continue;
            }
            if (between && (c <= ' ' || c == ')' || c == '(')) {
                continue;
            }
            out.append(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
        }
        return out.toString().strip();
    }

    private static Optional<String> firstWord(String text) {
        String[] words = text.strip().split("\\s+", 2);
        return words[0].isEmpty() ? Optional.empty() : Optional.of(words[0]);
    }

    static Optional<DomainName> word(String word) {
        String name = word;
        int scheme = name.indexOf("://");
        if (scheme > 0 && scheme < 10) {
            name = name.substring(scheme + 3);
            int end = 0;
            while (end < name.length() && "/?#:".indexOf(name.charAt(end)) < 0) {
                end++;
            }
            name = name.substring(0, end);
        }
        if (name.startsWith("<") && name.endsWith(">")) {
            name = name.substring(1, name.length() - 1);
        }
        name = name.substring(name.lastIndexOf('@') + 1);
        return domain(name);
    }

    private static Optional<DomainName> domain(String word) {
        Optional<DomainName> name = DomainName.parse(word);
        // A lone label or a number is no domain that a person means; an IP address ends in a number.
        return name.filter(found -> {
            String text = found.toString();
            int dot = text.lastIndexOf('.');
            if (dot < 0 || dot + 1 >= text.length()) {
                return false;
            }
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (!(Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_')) {
                    return false;
                }
            }
            return Character.isLetter(text.charAt(dot + 1));
        });
    }
}
