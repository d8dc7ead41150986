package org.whybounce.intake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// Reads the lines of reports: `label: value`, `key=value`, a filter's rule names, the values of an
/// openspf-style link. The first that states a fact counts.
final class ReportReader {
    private static final int MOST_LINES = 3_000;
    private static final int LONGEST_LINE = 4_000;

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("ip", "ip"),
            Map.entry("ip address", "ip"),
            Map.entry("source ip", "ip"),
            Map.entry("sender ip", "ip"),
            Map.entry("from ip", "ip"),
            Map.entry("client ip", "ip"),
            Map.entry("client-ip", "ip"),
            Map.entry("sending ip", "ip"),
            Map.entry("connecting ip", "ip"),
            Map.entry("remote ip", "ip"),
            Map.entry("x-spam-last-external-ip", "ip"),
            Map.entry("x-originating-ip", "ip"),
            Map.entry("helo", "helo"),
            Map.entry("ehlo", "helo"),
            Map.entry("helo hostname", "helo"),
            Map.entry("helo name", "helo"),
            Map.entry("helo domain", "helo"),
            Map.entry("helo/ehlo", "helo"),
            Map.entry("x-spam-last-external-helo", "helo"),
            Map.entry("mail-from", "mail"),
            Map.entry("mail from", "mail"),
            Map.entry("mailfrom", "mail"),
            Map.entry("sender", "mail"),
            Map.entry("sender address", "mail"),
            Map.entry("envelope sender", "mail"),
            Map.entry("envelope from", "mail"),
            Map.entry("envelope-from", "mail"),
            Map.entry("return-path", "mail"),
            Map.entry("return path", "mail"),
            Map.entry("header from", "from"),
            Map.entry("from address", "from"),
            Map.entry("from", "from"),
            Map.entry("spf", "spf"),
            Map.entry("spf check", "spf"),
            Map.entry("spf result", "spf"),
            Map.entry("received-spf", "spf"),
            Map.entry("spf policy lookup result", "spf"),
            Map.entry("spf authentication", "spf"),
            Map.entry("dkim", "dkim"),
            Map.entry("dkim check", "dkim"),
            Map.entry("dkim result", "dkim"),
            Map.entry("dmarc", "dmarc"),
            Map.entry("dmarc check", "dmarc"),
            Map.entry("dmarc result", "dmarc"));

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("spf", "spf"),
            Map.entry("dkim", "dkim"),
            Map.entry("dmarc", "dmarc"),
            Map.entry("smtp.mailfrom", "mail"),
            Map.entry("smtp.mail", "mail"),
            Map.entry("envelope-from", "mail"),
            Map.entry("smtp.helo", "helo"),
            Map.entry("header.from", "from"),
            Map.entry("client-ip", "ip"),
            Map.entry("cip", "ip"),
            Map.entry("remoteip", "ip"),
            Map.entry("domain", "mail"),
            Map.entry("--ip", "ip"),
            Map.entry("--id", "mail"),
            Map.entry("--sender", "mail"),
            Map.entry("--mail-from", "mail"),
            Map.entry("--helo-id", "helo"),
            Map.entry("--helo", "helo"));

    /// Words that make the next one tell something.
    private static final OpeningWords OPENING = OpeningWords.of(KEYS.keySet(), "ip", "connect", "of", "transitioning");

    private static final List<String> RESULTS = WordList.of("intake", "report reader: results");

    /// How filters name what they saw; the name's end is the result.
    private static final Map<String, String> RULES = Map.ofEntries(
            Map.entry("allow", "pass"),
            Map.entry("pass", "pass"),
            Map.entry("valid", "pass"),
            Map.entry("fail", "fail"),
            Map.entry("reject", "fail"),
            Map.entry("quarantine", "fail"),
            Map.entry("invalid", "fail"),
            Map.entry("softfail", "softfail"),
            Map.entry("neutral", "neutral"),
            Map.entry("none", "none"),
            Map.entry("na", "none"),
            Map.entry("missing", "none"),
            Map.entry("permerror", "permerror"),
            Map.entry("permfail", "permerror"),
            Map.entry("temperror", "temperror"),
            Map.entry("dnsfail", "temperror"));

    private final String text;
    private Optional<Claim<IpAddress>> ip = Optional.empty();
    private final Map<String, Claim<String>> found = new HashMap<>();

    private ReportReader(String text) {
        this.text = text;
    }

    static ReportFacts read(String text) {
        ReportReader reader = new ReportReader(text);
        int at = 0;
        for (int i = 0; i < MOST_LINES && at < text.length(); i++) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            reader.line(at, Math.min(end, at + LONGEST_LINE));
            at = end + 1;
        }
        Map<String, Claim<String>> results = new HashMap<>();
        for (String method : List.of("spf", "spf-helo", "dkim", "dmarc")) {
            Optional.ofNullable(reader.found.get(method)).ifPresent(claim -> results.put(method, claim));
        }
        return new ReportFacts(
                reader.ip,
                Optional.ofNullable(reader.found.get("helo")),
                Optional.ofNullable(reader.found.get("mail")),
                Optional.ofNullable(reader.found.get("from")),
                results);
    }

    private void line(int start, int end) {
        int from = start;
        while (from < end && (text.charAt(from) <= ' ' || "*|>\"".indexOf(text.charAt(from)) >= 0)) {
            from++;
        }
        label(from, end);
        forefront(from, end);
        link(from, end);
        words(from, end);
    }

    /// `label: value`, `label<TAB>value`.
    private void label(int from, int end) {
        int stop = from;
        while (stop < end && stop - from < LONGEST_LABEL && text.charAt(stop) != ':' && text.charAt(stop) != '\t') {
            stop++;
        }
        if (stop >= end || stop == from || stop - from >= LONGEST_LABEL) {
            return;
        }
        String label =
                text.substring(from, stop).strip().toLowerCase(Locale.ROOT).replace("*", "");
        @Nullable String what = LABELS.get(label);
        if (what != null) {
            int value = stop;
            while (value < end && (text.charAt(value) <= ' ' || ":<[\"'*".indexOf(text.charAt(value)) >= 0)) {
                value++;
            }
            take(what, value, end);
        }
    }

    private static final int LONGEST_LABEL = 40;

    /// `CIP:203.0.113.62;...;H:mail.example.net;...;SPF:Fail`.
    private void forefront(int from, int end) {
        // Looked for in this line alone: to look through the whole rest for each line would cost the square.
        if (text.indexOf("CIP:", from, end) < 0) {
            return;
        }
        int at = from;
        while (at < end) {
            int stop = text.indexOf(';', at, end);
            stop = stop < 0 ? end : stop;
            int colon = text.indexOf(':', at, end);
            String key =
                    colon < 0 || colon >= stop ? "" : text.substring(at, colon).strip();
            int value = colon + 1;
            // "X-Forefront-Antispam-Report: CIP:...": the field's name stands before the first key.
            if (key.startsWith("X-")) {
                at = value;
                continue;
            }
            switch (key) {
                case "CIP" -> take("ip", value, stop);
                case "H" -> take("helo", value, stop);
                case "SPF" -> take("spf", value, stop);
                default -> {}
            }
            at = stop + 1;
        }
    }

    /// `...?s=mfrom;id=billing%40example.org;ip=198.51.100.77;r=mx`: the values, never followed.
    private void link(int from, int end) {
        boolean plain = text.indexOf("/why", from, end) >= 0;
        if (!plain && text.indexOf("/WHY", from, end) < 0) {
            return;
        }
        String lower = text.substring(from, end).toLowerCase(Locale.ROOT);
        int why = lower.indexOf("/why?");
        why = why < 0 ? lower.indexOf("/why.html?") : why;
        if (why < 0) {
            return;
        }
        int at = from + text.substring(from, end).indexOf('?', why) + 1;
        boolean helo = lower.indexOf("s=helo", why) >= 0;
        while (at < end) {
            int stop = at;
            while (stop < end && ";& \t)]>\"".indexOf(text.charAt(stop)) < 0) {
                stop++;
            }
            String pair = text.substring(at, stop);
            if (pair.startsWith("id=") || pair.startsWith("identity=")) {
                decoded(helo ? "helo" : "mail", pair.substring(pair.indexOf('=') + 1), at, stop);
            } else if (pair.startsWith("ip=")) {
                take("ip", at + 3, stop);
            }
            if (stop >= end || ";&".indexOf(text.charAt(stop)) < 0) {
                return;
            }
            at = stop + 1;
        }
    }

    private void decoded(String what, String value, int start, int end) {
        try {
            String plain = URLDecoder.decode(value, StandardCharsets.UTF_8);
            found.putIfAbsent(what, new Claim<>(plain, new Span(start, end)));
        } catch (IllegalArgumentException _) {
            // A broken escape: the link states nothing that could be used.
        }
    }

    /// The words of a line, each with the one before it in mind. A word that can state nothing is not copied out; of
    /// most lines that is every word.
    private void words(int from, int end) {
        int at = from;
        String before = "";
        while (at < end) {
            char first = text.charAt(at);
            if (first <= ' ' || first == ';' || first == ',' || first == '(' || first == ')' || first == '[') {
                at++;
                continue;
            }
            int stop = at;
            boolean telling = !before.isEmpty();
            char c = first;
            while (c > ' ' && c != ';' && c != ',' && c != '(' && c != ')') {
                telling |= c == '=' || c == '_' || c == '.';
                stop++;
                if (stop >= end) {
                    break;
                }
                c = text.charAt(stop);
            }
            if (telling || OPENING.mayBe(first, stop - at)) {
                String word = text.substring(at, stop);
                String lower = word.toLowerCase(Locale.ROOT);
                word(word, lower, at, stop, end, before);
                before = before.isEmpty() && !OPENING.mayBe(first, stop - at) ? "" : opening(lower, before);
            }
            at = stop;
        }
    }

    /// The word as one that makes the next tell something; empty if it does not.
    private static String opening(String lower, String before) {
        if (before.equals("ip") && lower.equals("is")) {
            return "ip";
        }
        if (before.equals("connect") && lower.equals("from")) {
            return "connect from";
        }
        return OPENING.has(lower) ? lower : "";
    }

    private void word(String word, String lower, int at, int stop, int end, String before) {
        int equals = word.indexOf('=');
        @Nullable String what = equals > 0 ? KEYS.get(lower.substring(0, equals)) : null;
        if (what != null) {
            int value = at + equals + 1;
            while (value < stop && "\"'<*".indexOf(text.charAt(value)) >= 0) {
                value++;
            }
            take(what, value, end);
        } else if (KEYS.containsKey(before) && before.startsWith("--")) {
            take(KEYS.get(before), at, stop);
        } else if (before.equals("ip") || before.equals("connect from")) {
            take("ip", at, stop);
        }
        if (word.equals("=") && KEYS.containsKey(before)) {
            // `remoteIp = 203.0.113.61, domain = "out.example.net"`.
            int value = stop;
            while (value < end && " \"'".indexOf(text.charAt(value)) >= 0) {
                value++;
            }
            take(KEYS.get(before), value, end);
        }
        if (lower.indexOf('@') > 0 && (before.equals("of") || before.equals("transitioning"))) {
            take("mail", at, stop);
        }
        if (lower.startsWith("spf.") && RESULTS.contains(lower.substring(4).replace("-", ""))) {
            found.putIfAbsent("spf", new Claim<>(lower.substring(4).replace("-", ""), new Span(at, stop)));
        }
        rule(word, at, stop);
    }

    /// The names of filters' rules are shorter by far; text encoded in letters is not.
    private static final int LONGEST_RULE = 60;

    /// `SPF_HELO_SOFTFAIL`, `R_SPF_FAIL`, `BSF_SPF_SOFTFAIL`, `DMARC_POLICY_REJECT`, `DKIM_VALID_AU`.
    private void rule(String word, int start, int end) {
        if (word.indexOf('_') < 0 || word.length() > LONGEST_RULE || !word.equals(word.toUpperCase(Locale.ROOT))) {
            return;
        }
        List<String> pieces = List.of(word.toLowerCase(Locale.ROOT).split("_"));
        for (String method : List.of("spf", "dmarc", "dkim")) {
            int at = pieces.indexOf(method);
            if (at < 0) {
                continue;
            }
            boolean helo = method.equals("spf") && pieces.contains("helo");
            for (String piece : pieces.subList(at + 1, pieces.size())) {
                @Nullable String result = RULES.get(piece);
                if (result != null) {
                    found.putIfAbsent(helo ? "spf-helo" : method, new Claim<>(result, new Span(start, end)));
                    if (method.equals("dmarc")) {
                        policyDomain(end);
                    }
                    return;
                }
            }
        }
    }

    /// `DMARC_POLICY_REJECT(2.00)[example.org : No valid SPF, No valid DKIM,reject]`.
    private void policyDomain(int end) {
        int open = text.indexOf('[', end, Math.min(text.length(), end + LONGEST_LABEL + 1));
        if (open < 0) {
            return;
        }
        int stop = open + 1;
        while (stop < text.length() && text.charAt(stop) > ' ' && ",;]".indexOf(text.charAt(stop)) < 0) {
            stop++;
        }
        take("from", open + 1, stop);
    }

    private void take(String what, int from, int end) {
        int stop = from;
        while (stop < end && text.charAt(stop) > ' ' && ";,\">)]'`".indexOf(text.charAt(stop)) < 0) {
            stop++;
        }
        while (stop > from && ".*:".indexOf(text.charAt(stop - 1)) >= 0) {
            stop--;
        }
        if (stop == from) {
            return;
        }
        String value = text.substring(from, stop);
        Span span = new Span(from, stop);
        switch (what) {
            case "ip" -> ip = ip.or(() -> IpAddress.parse(value).map(one -> new Claim<>(one, span)));
            case "spf", "dkim", "dmarc" -> {
                String result = value.toLowerCase(Locale.ROOT)
                        .replace("hardfail", "fail")
                        .replace("tempfail", "temperror");
                if (RESULTS.contains(result)) {
                    found.putIfAbsent(what, new Claim<>(result, span));
                }
            }
            case "helo" ->
                AnswerReader.domain(value)
                        .ifPresent(name -> found.putIfAbsent(what, new Claim<>(name.toString(), span)));
            case "from" -> address(what, from, end);
            case "mail" -> address(what, from, stop);
            default -> {}
        }
    }

    /// The first address or domain: a display name may stand before it.
    private void address(String what, int from, int end) {
        int at = from;
        while (at < end) {
            while (at < end && (text.charAt(at) <= ' ' || "<\"'(,;".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            int stop = at;
            while (stop < end && text.charAt(stop) > ' ' && "<>\"'(),;".indexOf(text.charAt(stop)) < 0) {
                stop++;
            }
            String word = text.substring(at, stop);
            if (AnswerReader.domain(word.substring(word.lastIndexOf('@') + 1)).isPresent()) {
                found.putIfAbsent(what, new Claim<>(word, new Span(at, stop)));
                return;
            }
            at = Math.max(stop, at + 1);
        }
    }
}
