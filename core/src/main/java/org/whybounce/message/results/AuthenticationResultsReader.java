package org.whybounce.message.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.Scan;
import org.whybounce.message.field.SourceText;
import org.whybounce.message.field.TagList;
import org.whybounce.message.received.ReceivedReader;
import org.whybounce.message.results.AuthenticationResults.Kind;
import org.whybounce.message.results.AuthenticationResults.MethodResult;
import org.whybounce.message.results.AuthenticationResults.Property;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// Reads what servers really write into Authentication-Results. RFC 8601's grammar holds for one field in sixteen, so
/// this is a reader of `key=value` words, comments and semicolons, which asks of each key whether it is a method or a
/// property:
///
/// - a known method with a word for a result opens a result, wherever it stands (some writers use commas or nothing
///   between results);
/// - the first key after a semicolon opens one too, if it has no dot;
/// - every other key is a property of the result before it, or of the one after it if there is none yet (Yahoo writes
///   `from=example.org; domainkeys=neutral`);
/// - a first word without `=` is the authserv-id; later words without `=` are kept as left over.
final class AuthenticationResultsReader {
    /// IANA, "Email Authentication Parameters", and the names of writers' own.
    private static final Set<String> METHODS = Set.of(
            "arc",
            "auth",
            "bimi",
            "compauth",
            "dkim",
            "dkim-adsp",
            "dkim-atps",
            "dmarc",
            "dnswl",
            "domainkeys",
            "iprev",
            "policy",
            "ptr",
            "rrvs",
            "sender-id",
            "senderid",
            "smime",
            "spf",
            "spf-helo",
            "spf-mfrom",
            "vbr",
            "hardfail");

    private static final Set<String> RESULTS = Set.of(
            "pass",
            "fail",
            "softfail",
            "neutral",
            "none",
            "temperror",
            "permerror",
            "policy",
            "hardfail",
            "bestguesspass",
            "unknown",
            "error",
            "discard",
            "nxdomain",
            "signed",
            "skipped",
            "declined",
            "invalid",
            "unprotected",
            "timeout",
            "bad",
            "good",
            "revoked",
            "cv",
            "null",
            "test",
            "quarantine",
            "reject",
            "other",
            "notchecked",
            "success",
            "ok");

    /// Keys with neither dot nor method that belong to the result before them.
    private static final Set<String> BARE_PROPERTIES = Set.of(
            "reason", "action", "from", "p", "sp", "dis", "d", "i", "s", "a", "b", "policy.dmarc", "ip", "score", "to");

    private final HeaderField field;
    private final Kind kind;
    private final SourceText body;
    private final String text;
    private final List<MethodResult> results = new ArrayList<>();
    private final List<Claim<String>> leftovers = new ArrayList<>();
    private final List<Property> early = new ArrayList<>();
    private final List<Claim<String>> earlyComments = new ArrayList<>();
    private @Nullable Claim<String> authservId;
    private int instance;
    private boolean none;

    private @Nullable String method;
    private @Nullable Claim<String> result;
    private @Nullable Claim<String> reason;
    private List<Property> properties = new ArrayList<>();
    private List<Claim<String>> comments = new ArrayList<>();
    private int resultStart;
    private int resultEnd;

    AuthenticationResultsReader(HeaderField field, Kind kind) {
        this.field = field;
        this.kind = kind;
        this.body = field.body();
        this.text = body.text();
    }

    AuthenticationResults read() {
        int i = 0;
        boolean segmentStart = true;
        boolean first = true;
        boolean commentsClose = true;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Scan.space(c) || c == ',') {
                i++;
            } else if (c == ';') {
                segmentStart = true;
                i++;
            } else if (c == '(') {
                int end = commentsClose ? Scan.commentEndOrNone(text, i) : -1;
                commentsClose = end >= 0;
                int stop = end < 0 ? segmentEnd(i) : end;
                comment(i, stop);
                i = stop;
            } else {
                int end = item(i, segmentStart, first);
                segmentStart = false;
                first = false;
                i = Math.max(end, i + 1);
            }
        }
        close();
        for (Property property : early) {
            leftovers.add(new Claim<>(
                    property.key() + "=" + property.value().value(),
                    property.value().span()));
        }
        return new AuthenticationResults(
                field, kind, Optional.ofNullable(authservId), instance, results, leftovers, none && results.isEmpty());
    }

    private int segmentEnd(int from) {
        int end = text.indexOf(';', from);
        return end < 0 ? text.length() : end;
    }

    private void comment(int start, int end) {
        int to = end > start + 1 && text.charAt(end - 1) == ')' ? end - 1 : end;
        Claim<String> comment = new Claim<>(folded(start + 1, to), body.span(start + 1, Math.max(to, start + 1)));
        if (method == null) {
            earlyComments.add(comment);
        } else {
            comments.add(comment);
            resultEnd = end;
        }
    }

    /// Reads a word, or `key = value`; returns the place behind it.
    private int item(int start, boolean segmentStart, boolean first) {
        int keyEnd = start;
        while (keyEnd < text.length() && "=;(,".indexOf(text.charAt(keyEnd)) < 0 && !Scan.space(text.charAt(keyEnd))) {
            keyEnd = text.charAt(keyEnd) == '"' ? Scan.quoteEnd(text, keyEnd) : keyEnd + 1;
        }
        int equals = Scan.skipSpace(text, keyEnd);
        if (equals < text.length()
                && text.charAt(equals) == '('
                && METHODS.contains(folded(start, keyEnd).toLowerCase(Locale.ROOT))) {
            // A comment may stand on either side of the sign (RFC 8601, section 2.2 and appendix B.7).
            int behind = Scan.skipSpace(text, pastComments(equals - 1) + 1);
            equals = behind < text.length() && text.charAt(behind) == '=' ? behind : equals;
        }
        if (keyEnd == start || equals >= text.length() || text.charAt(equals) != '=') {
            word(start, keyEnd, first);
            return keyEnd;
        }
        String key = folded(start, keyEnd).toLowerCase(Locale.ROOT);
        int valueStart = valueStart(pastComments(equals));
        int valueEnd = valueEnd(valueStart);
        keyValue(key, start, valueStart, valueEnd, segmentStart);
        return valueEnd;
    }

    /// The last place of the comments that stand directly behind a place, else the place itself.
    private int pastComments(int at) {
        int last = at;
        int next = Scan.skipSpace(text, at + 1);
        while (next < text.length() && text.charAt(next) == '(') {
            int end = Scan.commentEndOrNone(text, next);
            if (end < 0) {
                return last;
            }
            last = end - 1;
            next = Scan.skipSpace(text, end);
        }
        return last;
    }

    /// The value may stand apart from its `=`, but what holds a `=` itself is the next key of an empty value
    /// (`smtp.mailfrom= header.from=example.org`).
    private int valueStart(int equals) {
        int next = Scan.skipSpace(text, equals + 1);
        if (next == equals + 1 || next >= text.length()) {
            return equals + 1;
        }
        for (int i = next; i < text.length() && !Scan.space(text.charAt(i)) && text.charAt(i) != ';'; i++) {
            if (text.charAt(i) == '=' || text.charAt(i) == '(') {
                return equals + 1;
            }
        }
        return next;
    }

    private int valueEnd(int start) {
        int i = start;
        while (i < text.length() && !Scan.space(text.charAt(i)) && text.charAt(i) != ';') {
            char c = text.charAt(i);
            if (c == '"' && (i == start || text.charAt(i - 1) == '<')) {
                i = Scan.quoteEnd(text, i);
            } else if (c == '(' && resultWord(start, i)) {
                // `spf=pass(comment)`; inside an address a parenthesis is only a character.
                return i;
            } else if (c == ',' && i + 1 < text.length() && (Scan.space(text.charAt(i + 1)) || resultWord(start, i))) {
                return i;
            } else {
                i++;
            }
        }
        return i;
    }

    private boolean resultWord(int start, int end) {
        return end - start <= 20 && RESULTS.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
    }

    private void word(int start, int end, boolean first) {
        String word = folded(start, end);
        Claim<String> claim = new Claim<>(word, body.span(start, end));
        String lower = word.toLowerCase(Locale.ROOT);
        if ((first || authservId == null && kind == Kind.ARC) && method == null && !lower.equals("none")) {
            authservId = claim;
        } else if (lower.equals("none")) {
            none = true;
        } else if (authservId != null && method == null && word.length() == 1 && Character.isDigit(word.charAt(0))) {
            // The version behind the authserv-id (RFC 8601, section 2.2) is always 1 and says nothing.
            return;
        } else if (leftovers.size() < AuthenticationResults.MOST_RESULTS) {
            leftovers.add(claim);
        }
    }

    private void keyValue(String key, int start, int valueStart, int valueEnd, boolean segmentStart) {
        String raw = folded(valueStart, valueEnd);
        String value = Scan.unquote(raw);
        Claim<String> claim = new Claim<>(value, body.span(valueStart, valueEnd));
        if (kind == Kind.ARC && key.equals("i") && instance == 0 && method == null) {
            instance = TagList.number(value, 50);
            return;
        }
        String name = key.indexOf('/') > 0 ? key.substring(0, key.indexOf('/')) : key;
        boolean says = RESULTS.contains(value.toLowerCase(Locale.ROOT));
        boolean opens = METHODS.contains(name) && (says || segmentStart)
                || segmentStart && name.indexOf('.') < 0 && !BARE_PROPERTIES.contains(name)
                || says && name.startsWith("x-") && name.indexOf('.') < 0;
        if (opens) {
            close();
            method = name;
            result = new Claim<>(value.toLowerCase(Locale.ROOT), claim.span());
            resultStart = start;
            properties.addAll(early);
            early.clear();
            comments.addAll(earlyComments);
            earlyComments.clear();
        } else if (method == null) {
            if (early.size() < AuthenticationResults.MOST_RESULTS) {
                early.add(new Property(key, claim));
            }
            return;
        } else if (key.equals("reason") && reason == null) {
            reason = claim;
        } else if (segmentStart && key.equals("from") && method.startsWith("domainkeys")) {
            // Yahoo of old puts the domain before the result that it belongs to.
            close();
            early.add(new Property(key, claim));
            return;
        } else if (properties.size() < AuthenticationResults.MOST_RESULTS) {
            properties.add(new Property(key, claim));
        }
        resultEnd = valueEnd;
    }

    private void close() {
        if (method != null && result != null && results.size() < AuthenticationResults.MOST_RESULTS) {
            Span span = body.span(resultStart, resultEnd);
            results.add(new MethodResult(
                    method, result, Optional.ofNullable(reason), properties, comments, address(), span));
        }
        method = null;
        result = null;
        reason = null;
        properties = new ArrayList<>();
        comments = new ArrayList<>();
    }

    /// Properties in which writers put the address that connected.
    private static final Set<String> ADDRESSES =
            Set.of("smtp.remote-ip", "smtp.client-ip", "smtp.client_ip", "client-ip", "policy.iprev");

    /// The address that a property or the first comment names.
    private Optional<Claim<IpAddress>> address() {
        for (Property property : properties) {
            if (ADDRESSES.contains(property.key())) {
                Optional<IpAddress> ip =
                        IpAddress.parse(ReceivedReader.address(property.value().value()));
                if (ip.isPresent()) {
                    return Optional.of(new Claim<>(ip.get(), property.value().span()));
                }
            }
        }
        for (Claim<String> comment : comments) {
            Optional<Claim<IpAddress>> ip = SpfComment.address(comment);
            if (ip.isPresent()) {
                return ip;
            }
        }
        return Optional.empty();
    }

    private String folded(int start, int end) {
        return SpfComment.unfold(text.substring(start, end));
    }
}
