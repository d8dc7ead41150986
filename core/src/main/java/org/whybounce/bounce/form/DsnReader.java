package org.whybounce.bounce.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.bounce.Action;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.raw.Addresses;
import org.whybounce.bounce.raw.Field;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.bounce.raw.Part;
import org.whybounce.bounce.raw.Xtext;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// Reads the fields of a delivery report (RFC 3464), in their own part or wherever a mail program put them,
/// with the deviations that are in use: spaces before the colon, groups without the empty line between them, no
/// group of the message at all, UTF-8 addresses (RFC 6533).
final class DsnReader {
    private final Part part;
    private final List<Draft> drafts = new ArrayList<>();
    private int total;

    /// The values of the message's own group, kept for each recipient.
    private final Draft common;

    private Draft current;
    private boolean started;

    DsnReader(Part part) {
        this.part = part;
        common = new Draft(part);
        current = new Draft(part);
    }

    /// Enough for any report that people look at; all are counted (LIMITS: DSN).
    static final int MOST_RECIPIENTS = 1000;

    private static final Set<String> FIELDS = Set.copyOf(WordList.of("form", "dsn reader: fields"));

    static boolean field(String name) {
        return FIELDS.contains(name);
    }

    /// Where the first field of a report stands in a text, -1 if there is none.
    static int begin(String text) {
        int at = 0;
        int length = text.length();
        while (at < length) {
            int end = Field.lineEnd(text, at, length);
            int i = at;
            while (i < end && (text.charAt(i) <= ' ' || text.charAt(i) == '>')) {
                i++;
            }
            char c = i < end ? Character.toLowerCase(text.charAt(i)) : ' ';
            if ((c == 'r' || c == 'f' || c == 'o' || c == 'a' || c == 'd')
                    && (named(text, i, end, "reporting-mta")
                            || named(text, i, end, "final-recipient")
                            || named(text, i, end, "original-recipient")
                            || named(text, i, end, "action")
                            || named(text, i, end, "diagnostic-code"))) {
                return at;
            }
            at = Field.next(text, end, length);
        }
        return -1;
    }

    private static boolean named(String text, int i, int end, String name) {
        if (!text.regionMatches(true, i, name, 0, name.length())) {
            return false;
        }
        int colon = i + name.length();
        while (colon < end && text.charAt(colon) == ' ') {
            colon++;
        }
        return colon < end && text.charAt(colon) == ':';
    }

    List<Draft> read(int from) {
        String text = part.text();
        int length = text.length();
        int at = from;
        String name = "";
        int valueStart = 0;
        int valueEnd = 0;
        while (at < length) {
            int lineEnd = Field.lineEnd(text, at, length);
            int i = at;
            while (i < lineEnd && text.charAt(i) == '>') {
                i++;
            }
            boolean quoted = i > at;
            while (quoted && i < lineEnd && text.charAt(i) == ' ') {
                i++;
            }
            if (blank(text, i, lineEnd)) {
                take(name, valueStart, valueEnd);
                name = "";
                closeGroup();
            } else {
                int colon = colon(text, i, lineEnd);
                String found = colon < 0 ? "" : text.substring(i, colon).strip().toLowerCase(Locale.ROOT);
                if (FIELDS.contains(found) || !found.isEmpty() && text.charAt(i) > ' ' && found.startsWith("x-")) {
                    take(name, valueStart, valueEnd);
                    name = found;
                    valueStart = colon + 1;
                    valueEnd = lineEnd;
                } else if (!name.isEmpty()
                        && (text.charAt(i) <= ' ' || quoted || name.equals("diagnostic-code") && !knownHeader(found))) {
                    valueEnd = lineEnd;
                } else {
                    take(name, valueStart, valueEnd);
                    name = "";
                }
            }
            at = Field.next(text, lineEnd, length);
        }
        take(name, valueStart, valueEnd);
        closeGroup();
        return drafts;
    }

    /// The fields of a text that holds little else: a reason counts without the recipient's field, which
    /// whoever cut the text out left behind.
    List<Draft> cutOut() {
        List<Draft> found = read(0);
        if (found.isEmpty() && current.hasText()) {
            inherit(current);
            return List.of(current);
        }
        return found;
    }

    int total() {
        return total;
    }

    /// A continuation of a diagnostic text that was not indented is read on; a header field is none.
    private static boolean knownHeader(String name) {
        return !name.isEmpty()
                && name.indexOf(' ') < 0
                && name.chars().allMatch(c -> c == '-' || Character.isLetter(c));
    }

    private static boolean blank(String text, int i, int end) {
        int at = i;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at == end;
    }

    private static int colon(String text, int i, int end) {
        int at = i;
        while (at < end && at - i < 60 && text.charAt(at) != ':') {
            at++;
        }
        return at < end && text.charAt(at) == ':' ? at : -1;
    }

    private void closeGroup() {
        if (started) {
            total++;
            if (drafts.size() < MOST_RECIPIENTS) {
                inherit(current);
                drafts.add(current);
            }
            current = new Draft(part);
            started = false;
        }
    }

    private void inherit(Draft draft) {
        draft.reportingMta = common.reportingMta;
        draft.queueId = draft.queueId.or(() -> common.queueId);
        draft.date = draft.date.or(() -> common.date);
        draft.envelopeFrom = common.envelopeFrom;
    }

    private void take(String name, int start, int end) {
        if (name.isEmpty()) {
            return;
        }
        switch (name) {
            case "final-recipient" -> {
                if (started && current.recipient.isPresent()) {
                    closeGroup();
                }
                started = true;
                current.recipient = address(start, end);
            }
            case "original-recipient" -> {
                if (started && current.original.isPresent()) {
                    closeGroup();
                }
                started = true;
                current.original = address(start, end);
            }
            case "x-actual-recipient" -> {
                started = true;
                Optional<Claim<String>> actual = address(start, end);
                if (current.recipient.isEmpty()) {
                    current.recipient = actual;
                }
            }
            case "action" -> current.action = action(start, end);
            case "status" -> status(start, end);
            case "remote-mta" -> current.remoteMta = typed(start, end);
            case "diagnostic-code", "x-supplementary-info" -> diagnostic(name, start, end);
            case "last-attempt-date" -> current.date = part.cut(start, end);
            case "final-log-id" -> current.queueId = part.cut(start, end);
            case "x-powermta-bouncecategory" -> current.category = part.cut(start, end);
            case "reporting-mta" -> common.reportingMta = typed(start, end);
            case "arrival-date" -> common.date = part.cut(start, end);
            case "x-postfix-queue-id" -> common.queueId = part.cut(start, end);
            case "x-postfix-sender" -> common.envelopeFrom = address(start, end);
            default -> {}
        }
    }

    private Optional<Claim<Action>> action(int start, int end) {
        Optional<Claim<String>> value = part.cut(start, end);
        String word = value.map(Claim::value).orElse("").toLowerCase(Locale.ROOT);
        for (Action action : Action.values()) {
            if (word.startsWith(action.name().toLowerCase(Locale.ROOT))) {
                return value.map(claim -> new Claim<>(action, claim.span()));
            }
        }
        // Not in RFC 3464, yet in use.
        if (word.startsWith("failure") || word.startsWith("error") || word.startsWith("expired")) {
            return value.map(claim -> new Claim<>(Action.FAILED, claim.span()));
        }
        return Optional.empty();
    }

    private void status(int start, int end) {
        for (Span span : Lexicon.enhanced(part.text(), start, end)) {
            EnhancedStatus.parse(span.of(part.text()))
                    .ifPresent(code -> current.status = Optional.of(part.claim(code, span.start(), span.end())));
            return;
        }
    }

    private void diagnostic(String name, int start, int end) {
        int from = start;
        int semicolon = part.text().indexOf(';', start);
        // "smtp; 550 ...", "X-Postfix; ...", "x-local; ..."
        if (semicolon > 0 && semicolon < end && semicolon - start < 30) {
            String type = part.text().substring(start, semicolon).strip();
            if (type.chars().allMatch(c -> c == '-' || c == '_' || Character.isLetterOrDigit(c))) {
                boolean reply = type.length() == 3 && Lexicon.digit(type.charAt(0));
                // "X-Unix; 255" is the exit status of a program; without its type it would be a bare number.
                from = reply || type.equalsIgnoreCase("x-unix") ? start : semicolon + 1;
            }
        }
        if (name.equals("diagnostic-code") || !current.hasText()) {
            current.text = new Span(from, end);
        }
    }

    /// The value behind its type: `dns; mx.example.net (192.0.2.1)`.
    private Optional<Claim<String>> typed(int start, int end) {
        int semicolon = part.text().indexOf(';', start);
        int from = semicolon > 0 && semicolon < end ? semicolon + 1 : start;
        // "[mx.example.net](http://mx.example.net/)": a copy from a web page. RFC 3464, section 2.1.2: behind the name
        // an
        // address may stand, "mx.example.net [192.0.2.1]".
        boolean more = part.text().indexOf("](http", from, end) > 0
                || part.text().indexOf(" [", from, end) > from + 1
                || part.text().indexOf(" (", from, end) > from + 1;
        Optional<Span> host = more ? Transcript.host(part.text(), from, end) : Optional.empty();
        return host.map(span -> part.claim(span.of(part.text()), span.start(), span.end()))
                .or(() -> part.cut(from, end));
    }

    private Optional<Claim<String>> address(int start, int end) {
        int semicolon = part.text().indexOf(';', start);
        int from = semicolon > 0 && semicolon < end ? semicolon + 1 : start;
        if (part.text().indexOf("\\x{", from, end) >= 0) {
            // RFC 6533, section 3: utf-8-addr-xtext writes what is not ASCII as \x{HEX}.
            return part.cut(from, end).map(claim -> new Claim<>(bare(Xtext.decode(claim.value())), claim.span()));
        }
        Optional<Span> found = Addresses.first(part.text(), routed(from, end), end);
        boolean path = part.text().substring(from, end).stripLeading().startsWith("/");
        if (found.isPresent() && !path) {
            Span span = found.get();
            return Optional.of(part.claim(Xtext.decode(span.of(part.text())), span.start(), span.end()));
        }
        return part.cut(from, end).map(claim -> new Claim<>(bare(Xtext.decode(claim.value())), claim.span()));
    }

    /// Behind a source route, `@relay.example.net:user@example.org` (RFC 5321, appendix C).
    private int routed(int from, int end) {
        int i = from;
        while (i < end && (part.text().charAt(i) <= ' ' || part.text().charAt(i) == '<')) {
            i++;
        }
        int colon = i < end && part.text().charAt(i) == '@' ? part.text().indexOf(':', i, end) : -1;
        return colon < 0 ? from : colon + 1;
    }

    private static String bare(String value) {
        return value.startsWith("<") && value.endsWith(">") ? value.substring(1, value.length() - 1) : value;
    }
}
