package org.whybounce.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whybounce.message.FilterReport.Dialect;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.Scan;
import org.whybounce.message.field.SourceText;
import org.whybounce.message.received.ReceivedReader;
import org.whybounce.message.results.AuthenticationResults.Property;
import org.whybounce.message.results.SpfComment;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// Reads the fields of filters. Each writer has a grammar of its own; four cover them all: `key:value;` (Microsoft),
/// `word, key=value key=value` (SpamAssassin and most others), rspamd's brackets, and a single value whose key is the
/// field's name.
final class FilterReportReader {
    private static final Map<String, Dialect> NAMES = Map.ofEntries(
            Map.entry("x-forefront-antispam-report", Dialect.FOREFRONT),
            Map.entry("x-forefront-antispam-report-untrusted", Dialect.FOREFRONT),
            Map.entry("x-microsoft-antispam", Dialect.FOREFRONT),
            Map.entry("x-microsoft-antispam-untrusted", Dialect.FOREFRONT),
            Map.entry("x-microsoft-antispam-mailbox-delivery", Dialect.FOREFRONT),
            Map.entry("x-ms-exchange-skiplistedinternetsender", Dialect.EXCHANGE),
            Map.entry("x-ms-exchange-externaloriginalinternetsender", Dialect.EXCHANGE),
            Map.entry("x-originatororg", Dialect.EXCHANGE),
            Map.entry("x-spam-status", Dialect.SPAMASSASSIN),
            Map.entry("x-spam-flag", Dialect.SPAMASSASSIN),
            Map.entry("x-spam-level", Dialect.SPAMASSASSIN),
            Map.entry("x-spam-score", Dialect.SPAMASSASSIN),
            Map.entry("x-spam", Dialect.SPAMASSASSIN),
            Map.entry("x-spamd-result", Dialect.RSPAMD),
            Map.entry("x-spamd-bar", Dialect.RSPAMD),
            Map.entry("x-rspamd-score", Dialect.RSPAMD),
            Map.entry("x-rspamd-action", Dialect.RSPAMD),
            Map.entry("x-rspamd-server", Dialect.RSPAMD),
            Map.entry("x-rspamd-queue-id", Dialect.RSPAMD),
            Map.entry("x-spam-known-sender", Dialect.FASTMAIL),
            Map.entry("x-spam-sender-reputation", Dialect.FASTMAIL),
            Map.entry("x-spam-hits", Dialect.FASTMAIL),
            Map.entry("x-spam-source", Dialect.FASTMAIL),
            Map.entry("x-spam-charsets", Dialect.FASTMAIL),
            Map.entry("x-resolved-to", Dialect.FASTMAIL),
            Map.entry("x-delivered-to", Dialect.FASTMAIL),
            Map.entry("x-pm-spam", Dialect.PROTON),
            Map.entry("x-pm-spamscore", Dialect.PROTON),
            Map.entry("x-pm-origin", Dialect.PROTON),
            Map.entry("x-pm-content-encryption", Dialect.PROTON),
            Map.entry("x-pm-transfer-encryption", Dialect.PROTON),
            Map.entry("x-ymailisg", Dialect.YAHOO),
            Map.entry("x-ymail-osg", Dialect.YAHOO),
            Map.entry("x-yahoofilteredbulk", Dialect.YAHOO),
            Map.entry("x-yahoo-newman-property", Dialect.YAHOO),
            Map.entry("x-dmarc-info", Dialect.APPLE),
            Map.entry("x-dmarc-policy", Dialect.APPLE),
            Map.entry("x-apple-action", Dialect.APPLE),
            Map.entry("x-apple-uuid", Dialect.APPLE),
            Map.entry("x-icl-score", Dialect.APPLE),
            Map.entry("x-icl-info", Dialect.APPLE),
            Map.entry("x-arc-info", Dialect.APPLE),
            Map.entry("x-suspected-spam", Dialect.APPLE),
            Map.entry("x-mras", Dialect.MAIL_RU),
            Map.entry("x-mru-trust-ip", Dialect.MAIL_RU),
            Map.entry("x-mailru-dmarc-auth", Dialect.MAIL_RU),
            Map.entry("x-7564579a", Dialect.MAIL_RU),
            Map.entry("x-dmarc-result", Dialect.MAIL_RU),
            Map.entry("x-yandex-spam", Dialect.YANDEX),
            Map.entry("x-yandex-fwd", Dialect.YANDEX),
            Map.entry("x-yandex-front", Dialect.YANDEX),
            Map.entry("x-zohomail-dkim", Dialect.ZOHO),
            Map.entry("x-zoho-virus-status", Dialect.ZOHO),
            Map.entry("x-zohomail-owner", Dialect.ZOHO),
            Map.entry("x-zohomail-sender", Dialect.ZOHO),
            Map.entry("x-zohomailclient", Dialect.ZOHO),
            Map.entry("x-zm-messageid", Dialect.ZOHO),
            Map.entry("x-proofpoint-spam-details", Dialect.PROOFPOINT),
            Map.entry("x-proofpoint-virus-version", Dialect.PROOFPOINT),
            Map.entry("x-clx-spam", Dialect.PROOFPOINT),
            Map.entry("x-clx-score", Dialect.PROOFPOINT),
            Map.entry("x-mimecast-spam-score", Dialect.MIMECAST),
            Map.entry("x-mimecast-bulk-signature", Dialect.MIMECAST),
            Map.entry("x-mimecast-impersonation-protect", Dialect.MIMECAST),
            Map.entry("x-barracuda-spam-score", Dialect.BARRACUDA),
            Map.entry("x-barracuda-spam-status", Dialect.BARRACUDA),
            Map.entry("x-barracuda-connect", Dialect.BARRACUDA),
            Map.entry("x-ironport-anti-spam-result", Dialect.CISCO),
            Map.entry("x-ironport-av", Dialect.CISCO),
            Map.entry("x-ui-filterresults", Dialect.GMX),
            Map.entry("x-gmx-antispam", Dialect.GMX));

    private static final Set<String> SPAM_WORDS = Set.of(
            "yes", "true", "spam", "spm", "sks", "skb", "blk", "reject", "add header", "rewrite subject", "junk");
    private static final Set<String> HAM_WORDS = Set.of(
            "no", "false", "nspm", "skn", "ska", "sfe", "ski", "skq", "no action", "ham", "ok", "greylist", "not spam");

    /// Keys under which a filter tells the address that connected.
    private static final String[] CLIENT_KEYS = {"cip", "ip", "client-ip", "connecting-ip", "source-ip"};

    private final HeaderField field;
    private final Dialect dialect;
    private final SourceText body;
    private final String text;
    private final List<Property> pairs = new ArrayList<>();
    private final List<Claim<String>> tests = new ArrayList<>();
    private @Nullable Claim<String> verdict;
    private @Nullable Claim<String> score;
    private @Nullable Claim<String> required;

    FilterReportReader(HeaderField field, Dialect dialect) {
        this.field = field;
        this.dialect = dialect;
        this.body = field.body();
        this.text = body.text();
    }

    static Optional<Dialect> dialect(String lowerName) {
        Dialect known = NAMES.get(lowerName);
        if (known != null) {
            return Optional.of(known);
        }
        if (lowerName.startsWith("x-ms-exchange-organization-")
                || lowerName.startsWith("x-ms-exchange-crosstenant-")
                || lowerName.startsWith("x-ms-exchange-crosspremises-")) {
            return Optional.of(Dialect.EXCHANGE);
        }
        if (lowerName.startsWith("x-me-vs")) {
            return Optional.of(Dialect.FASTMAIL);
        }
        return Optional.empty();
    }

    FilterReport read() {
        String name = field.name().toLowerCase(Locale.ROOT);
        if (dialect == Dialect.FOREFRONT) {
            colonPairs();
            verdict = value("sfv");
            score = value("scl", "bcl");
        } else if (name.equals("x-spamd-result")) {
            rspamd();
        } else if (text.indexOf('=') >= 0) {
            wordsAndPairs();
        } else {
            single(name);
        }
        Optional<Claim<IpAddress>> client = client(name);
        return new FilterReport(
                field,
                dialect,
                Optional.ofNullable(verdict),
                spam(),
                Optional.ofNullable(score),
                Optional.ofNullable(required),
                client,
                pairs,
                tests);
    }

    /// `CIP:192.0.2.1; CTRY:US; SFS:(1)(2);`: the value may hold colons (IPv6), never a semicolon.
    private void colonPairs() {
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(';', at);
            int stop = end < 0 ? text.length() : end;
            int colon = at;
            while (colon < stop && text.charAt(colon) != ':') {
                colon++;
            }
            if (colon > at && colon < stop) {
                add(at, colon, colon + 1, stop);
            }
            at = stop + 1;
        }
    }

    /// `default: False [1.90 / 15.00]; SYMBOL(0.10)[options]; ...`, an action without its name in newer versions.
    private void rspamd() {
        int open = text.indexOf('[');
        int slash = open < 0 ? -1 : text.indexOf('/', open);
        int close = slash < 0 ? -1 : text.indexOf(']', slash);
        if (close < 0) {
            return;
        }
        int colon = text.indexOf(':');
        int start = colon >= 0 && colon < open ? colon + 1 : 0;
        verdict = claim(start, open);
        score = claim(open + 1, slash);
        required = claim(slash + 1, close);
        int at = text.indexOf(';', close);
        while (at >= 0 && at < text.length() && tests.size() < MOST_TESTS) {
            int from = Scan.skipSpace(text, at + 1);
            int to = from;
            while (to < text.length() && "([;".indexOf(text.charAt(to)) < 0) {
                to++;
            }
            // Options in brackets may hold semicolons.
            int next = to;
            int depth = 0;
            while (next < text.length() && (depth > 0 || text.charAt(next) != ';')) {
                char c = text.charAt(next++);
                depth += c == '[' ? 1 : c == ']' && depth > 0 ? -1 : 0;
            }
            if (to > from) {
                tests.add(claim(from, to));
            }
            at = next;
        }
    }

    /// More rules than a filter has that matched one message.
    private static final int MOST_TESTS = 500;

    /// `Yes, score=5.2 required=5.0 tests=A,B,\n C autolearn=no`, and every list of `key=value` with words before.
    private void wordsAndPairs() {
        int at = 0;
        int lead = text.indexOf('=');
        while (lead > 0 && !Scan.space(text.charAt(lead - 1)) && ",;".indexOf(text.charAt(lead - 1)) < 0) {
            lead--;
        }
        Claim<String> first = claim(0, lead);
        if (!first.value().isEmpty()) {
            String word = first.value();
            int comma = word.indexOf(',');
            verdict = comma > 0 ? new Claim<>(word.substring(0, comma), first.span()) : first;
            at = lead;
        }
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            int keyStart = equals;
            while (keyStart > at
                    && !Scan.space(text.charAt(keyStart - 1))
                    && ";,".indexOf(text.charAt(keyStart - 1)) < 0) {
                keyStart--;
            }
            int valueEnd = valueEnd(equals + 1);
            if (keyStart < equals) {
                add(keyStart, equals, equals + 1, valueEnd);
            }
            at = Math.max(valueEnd, equals + 1);
        }
        score = value("score", "hits", "spamscore", "e");
        required = value("required", "tests.required");
        first("tests").ifPresent(claim -> {
            for (String test : claim.value().split("[,\\s]+")) {
                if (!test.isEmpty() && tests.size() < MOST_TESTS) {
                    tests.add(new Claim<>(test, claim.span()));
                }
            }
        });
        if (verdict == null) {
            verdict = value("action", "verdict", "rule", "result");
        }
    }

    /// A value ends where the next key begins, or a semicolon stands; SpamAssassin folds its list of tests.
    private int valueEnd(int from) {
        int i = from;
        if (i < text.length() && text.charAt(i) == '"') {
            return Scan.quoteEnd(text, i);
        }
        if (i < text.length() && text.charAt(i) == '[') {
            int close = text.indexOf(']', i);
            return close < 0 ? text.length() : close + 1;
        }
        while (i < text.length() && text.charAt(i) != ';') {
            if (Scan.space(text.charAt(i))) {
                int next = Scan.skipSpace(text, i);
                if (next >= text.length() || text.charAt(i > 0 ? i - 1 : 0) != ',' || keyAt(next)) {
                    return i;
                }
                i = next;
            } else {
                i++;
            }
        }
        return i;
    }

    private boolean keyAt(int at) {
        int i = at;
        while (i < text.length() && i - at < 40 && !Scan.space(text.charAt(i)) && ",;=".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i < text.length() && text.charAt(i) == '=';
    }

    private void single(String name) {
        Claim<String> all = claim(0, text.length());
        String value = all.value();
        if (value.isEmpty()) {
            return;
        }
        boolean number =
                value.length() <= 12 && value.chars().allMatch(c -> c >= '0' && c <= '9' || ".-+".indexOf(c) >= 0);
        if (number) {
            score = all;
        } else if (SPAM_WORDS.contains(word(value)) || HAM_WORDS.contains(word(value))) {
            verdict = all;
        }
        pairs.add(new Property(name, all));
    }

    private Optional<Claim<IpAddress>> client(String name) {
        if (name.equals("x-originatororg")) {
            return Optional.empty();
        }
        Optional<Claim<String>> told = first(CLIENT_KEYS);
        if (told.isEmpty() && name.equals("x-barracuda-connect")) {
            return SpfComment.address(claim(0, text.length()));
        }
        return told.flatMap(claim ->
                IpAddress.parse(ReceivedReader.address(claim.value())).map(ip -> new Claim<>(ip, claim.span())));
    }

    private Optional<Boolean> spam() {
        if (verdict == null) {
            return Optional.empty();
        }
        String word = word(verdict.value());
        return SPAM_WORDS.contains(word)
                ? Optional.of(true)
                : HAM_WORDS.contains(word) ? Optional.of(false) : Optional.empty();
    }

    private static String word(String value) {
        String lower = value.toLowerCase(Locale.ROOT).strip();
        int end = 0;
        while (end < lower.length() && (Character.isLetter(lower.charAt(end)) || lower.charAt(end) == ' ')) {
            end++;
        }
        return lower.substring(0, end).strip();
    }

    private void add(int keyStart, int keyEnd, int from, int to) {
        if (pairs.size() >= MOST_TESTS) {
            return;
        }
        String key = claim(keyStart, keyEnd).value().toLowerCase(Locale.ROOT);
        if (!key.isEmpty()) {
            Claim<String> raw = claim(from, to);
            pairs.add(new Property(key, new Claim<>(Scan.unquote(raw.value()), raw.span())));
        }
    }

    private @Nullable Claim<String> value(String... keys) {
        return first(keys).orElse(null);
    }

    private Optional<Claim<String>> first(String... keys) {
        for (String key : keys) {
            for (Property pair : pairs) {
                if (pair.key().equals(key) && !pair.value().value().isEmpty()) {
                    return Optional.of(pair.value());
                }
            }
        }
        return Optional.empty();
    }

    /// A part of the text, its ends trimmed and unfolded.
    private Claim<String> claim(int start, int end) {
        int from = Math.min(start, text.length());
        int to = Math.min(Math.max(end, from), text.length());
        while (from < to && Scan.space(text.charAt(from))) {
            from++;
        }
        while (to > from && Scan.space(text.charAt(to - 1))) {
            to--;
        }
        return new Claim<>(SpfComment.unfold(text.substring(from, to)), body.span(from, to));
    }
}
