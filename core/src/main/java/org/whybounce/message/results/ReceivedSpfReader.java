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
import org.whybounce.message.received.ReceivedReader;
import org.whybounce.message.results.AuthenticationResults.Property;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// Reads Received-SPF: a result, comments and `key=value` pairs in any order, with or without semicolons.
final class ReceivedSpfReader {
    /// The results of RFC 7208, and those of its forerunners ("unknown" and "error" of RFC 4408's drafts).
    private static final Set<String> RESULTS = Set.of(
            "pass", "fail", "softfail", "neutral", "none", "temperror", "permerror", "unknown", "error", "hardfail");

    private final HeaderField field;
    private final SourceText body;
    private final String text;
    private @Nullable Claim<String> result;
    private @Nullable Claim<String> comment;
    private final List<Property> pairs = new ArrayList<>();

    ReceivedSpfReader(HeaderField field) {
        this.field = field;
        this.body = field.body();
        this.text = body.text();
    }

    ReceivedSpf read() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Scan.space(c) || c == ';' || c == ',') {
                i++;
            } else if (c == '(') {
                i = commentAt(i);
            } else {
                i = item(i);
            }
        }
        Optional<Claim<String>> said = Optional.ofNullable(comment);
        Optional<Claim<IpAddress>> ip = pair("client-ip", "client_ip", "clientip", "ip", "x-ip-ma")
                .flatMap(claim -> IpAddress.parse(ReceivedReader.address(claim.value()))
                        .map(address -> new Claim<>(address, claim.span())))
                .or(() -> said.flatMap(SpfComment::address));
        return new ReceivedSpf(
                field,
                Optional.ofNullable(result),
                said,
                ip,
                pair("helo"),
                pair("envelope-from", "envelope_from", "mfrom", "mailfrom")
                        .or(() -> said.flatMap(SpfComment::domainOf)),
                pair("identity"),
                pair("receiver"),
                pairs);
    }

    /// A comment that nothing closes ends where the first pair begins, or at the end.
    private int commentAt(int open) {
        int end = Scan.commentEndOrNone(text, open);
        int stop = end;
        if (end < 0) {
            int pair = text.indexOf("client-ip=", open);
            stop = pair > 0 ? pair : text.length();
        }
        int to = end < 0 ? stop : end - 1;
        if (comment == null) {
            comment = new Claim<>(SpfComment.unfold(text.substring(open + 1, to)), body.span(open + 1, to));
        }
        return stop;
    }

    private int item(int start) {
        int end = start;
        while (end < text.length() && "=;(,".indexOf(text.charAt(end)) < 0 && !Scan.space(text.charAt(end))) {
            end++;
        }
        int equals = Scan.skipSpace(text, end);
        if (equals >= text.length() || text.charAt(equals) != '=') {
            String word = text.substring(start, end).toLowerCase(Locale.ROOT);
            if (result == null && RESULTS.contains(word.endsWith(":") ? word.substring(0, word.length() - 1) : word)) {
                result = new Claim<>(word, body.span(start, end));
            }
            return Math.max(end, start + 1);
        }
        String key = text.substring(start, end).toLowerCase(Locale.ROOT);
        int from = Scan.skipSpace(text, equals + 1);
        int to = from;
        if (from < text.length() && text.charAt(from) == '"') {
            to = Scan.quoteEnd(text, from);
        } else {
            while (to < text.length() && text.charAt(to) != ';' && !Scan.space(text.charAt(to))) {
                to = text.charAt(to) == '"' ? Scan.quoteEnd(text, to) : to + 1;
            }
        }
        // `envelope-from=; helo=x`: an empty value must not take the next pair.
        if (from > equals + 1 && text.substring(from, to).indexOf('=') > 0 && !text.startsWith("\"", from)) {
            from = equals + 1;
            to = from;
        }
        String value = Scan.unquote(SpfComment.unfold(text.substring(from, to)));
        if (value.startsWith("<") && value.indexOf("> ") > 0) {
            // Parameters of MAIL FROM that the writer took for a part of the address.
            value = value.substring(0, value.indexOf("> ") + 1);
        }
        if (value.startsWith("<") && value.endsWith(">")) {
            value = value.substring(1, value.length() - 1);
        }
        if (pairs.size() >= AuthenticationResults.MOST_RESULTS) {
            return Math.max(to, equals + 1);
        }
        pairs.add(new Property(key, new Claim<>(value, body.span(from, to))));
        return Math.max(to, equals + 1);
    }

    private Optional<Claim<String>> pair(String... keys) {
        for (String key : keys) {
            for (Property pair : pairs) {
                if (pair.key().equals(key) && !pair.value().value().isEmpty()) {
                    return Optional.of(pair.value());
                }
            }
        }
        return Optional.empty();
    }
}
