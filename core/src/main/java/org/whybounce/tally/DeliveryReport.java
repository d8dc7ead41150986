package org.whybounce.tally;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.log.Role;

/// The fields of a delivery report (RFC 3464) straight from a mail's bytes: enough to see which case it belongs to, at
/// a
/// hundredth of the cost of reading it. Only where the report says all: each recipient with an action and a diagnostic
/// that
/// holds a reply and words. Any other mail is read whole.
final class DeliveryReport {
    private DeliveryReport() {}

    /// The fields of a report stand behind the text for people; what is far behind belongs to the returned mail.
    private static final int LOOKED_AT = 256 * 1024;

    private static final int MOST_RECIPIENTS = 1_000;

    /// One for each recipient; none where the mail has to be read whole.
    static List<Refused> read(String source, long number, byte[] mail, Organisations organisations) {
        String text = new String(mail, 0, Math.min(mail.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        int head = end(text, 0);
        if (head < 0 || !contains(text, "multipart/report", 0, head)) {
            return List.of();
        }
        int first = find(text, "\nfinal-recipient:", head);
        if (first < 0) {
            return List.of();
        }
        int reporting = text.lastIndexOf("\n\n", first);
        int about = Math.max(head, text.lastIndexOf("\n\n", Math.max(0, reporting - 1)));
        String envelope = field(text, "\nx-postfix-sender:", about, first)
                .map(DeliveryReport::typed)
                .orElseGet(() -> field(text, "\nto:", 0, head)
                        .map(DeliveryReport::address)
                        .orElse(""));
        List<Refused> refusals = new ArrayList<>();
        int at = reporting < 0 ? first : Math.max(reporting, text.lastIndexOf("\n\r\n", first));
        while (at >= 0 && refusals.size() < MOST_RECIPIENTS) {
            int stop = end(text, at + 1);
            String group = text.substring(at, stop < 0 ? text.length() : stop);
            if (find(group, "\nfinal-recipient:", 0) < 0) {
                break;
            }
            Optional<Refused> refused = recipient(source, number, fields(group), envelope, organisations);
            if (refused.isEmpty()) {
                return List.of();
            }
            refusals.add(refused.get());
            at = stop;
        }
        return List.copyOf(refusals);
    }

    private static Optional<Refused> recipient(
            String source, long number, Map<String, String> fields, String envelope, Organisations organisations) {
        String action = fields.getOrDefault("action", "").toLowerCase(Locale.ROOT);
        String diagnostic = fields.getOrDefault("diagnostic-code", "");
        boolean smtp = diagnostic.regionMatches(true, 0, "smtp;", 0, 5);
        String words = smtp ? diagnostic.substring(5).strip() : "";
        String code =
                words.length() > 3 && (words.charAt(0) == '4' || words.charAt(0) == '5') ? words.substring(0, 3) : "";
        boolean told = !code.isEmpty()
                && words.length() > SHORTEST
                && (action.startsWith("failed") || action.startsWith("delayed"));
        if (!told) {
            return Optional.empty();
        }
        String to = typed(fields.getOrDefault("final-recipient", ""));
        String by = typed(fields.getOrDefault("remote-mta", ""));
        return Optional.of(new Refused(
                source,
                number,
                "report",
                Role.CLIENT,
                action.startsWith("delayed"),
                fields.getOrDefault("last-attempt-date", fields.getOrDefault("arrival-date", "")),
                "",
                envelope,
                to,
                Refused.senderDomain(envelope, "", ""),
                Refused.receiver(Role.CLIENT, by, to, organisations),
                by,
                "",
                "",
                code,
                fields.getOrDefault("status", ""),
                words));
    }

    /// A diagnostic shorter than this says nothing but codes; the text for people may say more.
    private static final int SHORTEST = 16;

    /// The fields of a group, folded lines joined (RFC 5322, section 2.2.3).
    private static Map<String, String> fields(String group) {
        Map<String, String> fields = new HashMap<>();
        String name = "";
        for (String line : group.split("\n")) {
            String plain = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            int colon = plain.indexOf(':');
            if (!plain.isEmpty() && plain.charAt(0) <= ' ') {
                String more = plain.strip();
                fields.computeIfPresent(name, (_, value) -> value + " " + more);
            } else if (colon > 0) {
                name = plain.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                fields.putIfAbsent(name, plain.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    /// The value of the first field of this name, without what is folded.
    private static Optional<String> field(String text, String name, int from, int to) {
        int at = find(text, name, from);
        if (at < 0 || at >= to) {
            return Optional.empty();
        }
        int end = text.indexOf('\n', at + 1);
        return Optional.of(text.substring(at + name.length(), end < 0 ? text.length() : end)
                .strip());
    }

    /// `rfc822; ann@example.net`: what stands behind the type.
    private static String typed(String value) {
        int semicolon = value.indexOf(';');
        String plain = value.substring(semicolon + 1).strip();
        int space = plain.indexOf(' ');
        String word = space < 0 ? plain : plain.substring(0, space);
        return word.startsWith("<") && word.endsWith(">") ? word.substring(1, word.length() - 1) : word;
    }

    private static String address(String value) {
        int open = value.lastIndexOf('<');
        int close = value.indexOf('>', open + 1);
        return open >= 0 && close > open ? value.substring(open + 1, close) : typed(value);
    }

    /// Where an empty line begins, the end of a block of fields.
    private static int end(String text, int from) {
        int plain = text.indexOf("\n\n", from);
        int crlf = text.indexOf("\n\r\n", from);
        return plain < 0 ? crlf : crlf < 0 ? plain : Math.min(plain, crlf);
    }

    private static boolean contains(String text, String word, int from, int to) {
        int at = find(text, word, from);
        return at >= 0 && at < to;
    }

    /// Finds lower-case words whatever their case in the text.
    private static int find(String text, String lower, int from) {
        char first = lower.charAt(0);
        char upper = Character.toUpperCase(first);
        int last = text.length() - lower.length();
        for (int i = from; i <= last; i++) {
            char c = text.charAt(i);
            if ((c == first || c == upper) && text.regionMatches(true, i, lower, 0, lower.length())) {
                return i;
            }
        }
        return -1;
    }
}
