package org.whybounce.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.sender.SingleMail;

/// Reads the fields of a report on one message that failed (RFC 5965, section 3; RFC 6591, section 3; RFC 9991).
///
/// Such a report holds addresses of strangers and often their mail. Nothing but the domains, the address that connected
/// and what failed is taken out of it here, and the mail that comes with it is never looked at: what is not taken in
/// cannot leak.
final class FailureReader {
    /// Bytes of the fields; a report has some 600.
    private static final int FIELDS = 64 << 10;

    /// Messages that one report stands for, as it says.
    private static final long INCIDENTS = 1_000_000;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("[EEE, ]d MMM yyyy H:mm[:ss] Z", Locale.ENGLISH);

    private FailureReader() {}

    static boolean holds(MailParts.Part part) {
        return part.type().equals("message/feedback-report");
    }

    /// The mail that failed; the reason if nothing can be made of it.
    static SingleMail read(MailParts.Part part) throws IOException {
        Map<String, String> fields = fields(part);
        String kind = fields.getOrDefault("feedback-type", "").toLowerCase(Locale.ROOT);
        if (!kind.equals("auth-failure")) {
            throw new Unreadable("it is feedback of kind '" + kind + "' and tells of no failed authentication");
        }
        Optional<IpAddress> source = Values.address(fields.getOrDefault("source-ip", ""));
        if (source.isEmpty()) {
            throw new Unreadable("the failure report names no source address");
        }
        String envelope = domain(fields.getOrDefault("original-mail-from", ""))
                .map(DomainName::toString)
                .orElse("");
        Optional<DomainName> about = DomainName.parse(
                        fields.getOrDefault("reported-domain", "").strip())
                .or(() -> domain(fields.getOrDefault("original-mail-from", "")));
        if (about.isEmpty() || about.get().isRoot()) {
            throw new Unreadable("the failure report names no domain");
        }
        return new SingleMail(
                about.get(),
                SingleMail.Kind.FAILURE,
                source.get(),
                day(fields),
                reporter(fields),
                envelope,
                "",
                words(fields),
                incidents(fields));
    }

    /// The first of each name; a line that begins with white space goes on with the one before.
    private static Map<String, String> fields(MailParts.Part part) throws IOException {
        String text;
        try (InputStream in = part.content()) {
            text = new String(in.readNBytes(FIELDS), StandardCharsets.UTF_8);
        }
        Map<String, String> fields = new HashMap<>();
        String name = "";
        for (String line : text.split("\r?\n", -1)) {
            if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                fields.computeIfPresent(name, (same, value) -> value + " " + line.strip());
                continue;
            }
            int colon = line.indexOf(':');
            name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                fields.putIfAbsent(name, line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    private static Optional<DomainName> domain(String address) {
        String bare = address.strip();
        if (bare.startsWith("<") && bare.endsWith(">")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        int at = bare.lastIndexOf('@');
        return at < 0 ? Optional.empty() : DomainName.parse(bare.substring(at + 1));
    }

    private static String reporter(Map<String, String> fields) {
        String name = fields.getOrDefault("reporting-mta", "");
        int semicolon = name.indexOf(';');
        return DomainName.parse(name.substring(semicolon + 1).strip())
                .map(DomainName::toString)
                .orElse("unknown");
    }

    private static long day(Map<String, String> fields) {
        String date = fields.getOrDefault("arrival-date", fields.getOrDefault("received-date", ""));
        int comment = date.indexOf('(');
        String plain = (comment < 0 ? date : date.substring(0, comment)).strip();
        try {
            String zoned = plain.endsWith(" GMT") || plain.endsWith(" UTC")
                    ? plain.substring(0, plain.length() - 4) + " +0000"
                    : plain;
            return OffsetDateTime.parse(zoned, DATE)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDate()
                    .toEpochDay();
        } catch (DateTimeException none) {
            return 0;
        }
    }

    private static long incidents(Map<String, String> fields) {
        return Math.clamp(Values.count(fields.getOrDefault("incidents", "1")).orElse(1), 1, INCIDENTS);
    }

    /// What failed, as words of the fields that hold no address: letters and a few marks, nothing else.
    private static String words(Map<String, String> fields) {
        StringBuilder words = new StringBuilder();
        for (String name : new String[] {"auth-failure", "identity-alignment", "delivery-result", "dkim-selector"}) {
            String value = word(fields.getOrDefault(name, ""));
            if (!value.isEmpty()) {
                words.append(words.isEmpty() ? "" : "; ")
                        .append(name)
                        .append(' ')
                        .append(value);
            }
        }
        return words.toString();
    }

    private static String word(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < 60; i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_, .".indexOf(c) >= 0) {
                out.append(c);
            } else if (c == '@') {
                return "";
            }
        }
        return out.toString().strip();
    }
}
