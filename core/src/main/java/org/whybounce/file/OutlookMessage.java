package org.whybounce.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An Outlook message (MS-OXMSG) as the mail that it was: its transport headers, its text, what it reports of
/// recipients,
/// and the mails and reports attached to it. Other attachments are left out.
public final class OutlookMessage {
    private static final String PROPERTY = "__substg1.0_";
    private static final String RECIPIENT = "__recip_version1.0_";
    private static final String ATTACHMENT = "__attach_version1.0_";

    // MS-OXPROPS: the properties read here.
    private static final String HEADERS = "007D";
    private static final String SUBJECT = "0037";
    private static final String BODY = "1000";
    private static final String HTML = "1013";
    private static final String REPORT = "1001";
    private static final String DIAGNOSTIC = "0C1B";
    private static final String SMTP_ADDRESS = "39FE";
    private static final String EMAIL = "3003";
    private static final String SENDER = "0C1F";
    private static final String DATA = "3701";
    private static final String FILE_NAME = "3707";
    private static final String MIME_TAG = "370E";

    /// A message within a message within a message.
    private static final int DEEPEST = 4;

    private static final int MOST_TEXT = 10 * 1024 * 1024;

    private static final String BOUNDARY = "=_outlook_message_as_mail";

    /// What Outlook writes where nothing else is said: Western European.
    private static final Charset NARROW = Charset.forName("windows-1252");

    private final CompoundFile file;

    private OutlookMessage(CompoundFile file) {
        this.file = file;
    }

    /// The mail as RFC 5322 text in UTF-8; empty if the bytes are no Outlook message or hold no text.
    public static Optional<byte[]> mail(byte[] bytes) {
        Optional<CompoundFile> file = CompoundFile.of(bytes);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        OutlookMessage message = new OutlookMessage(file.get());
        String text = file.get().root().map(root -> message.text(root, 0)).orElse("");
        return text.isBlank() ? Optional.empty() : Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private String text(CompoundFile.Entry storage, int depth) {
        List<CompoundFile.Entry> children = file.children(storage);
        Map<String, String> properties = properties(children);
        String body = body(properties);
        String headers = properties.getOrDefault(HEADERS, "");
        StringBuilder report = new StringBuilder();
        StringBuilder attached = new StringBuilder();
        for (CompoundFile.Entry child : children) {
            if (child.storage() && child.name().startsWith(RECIPIENT)) {
                report.append(reported(properties(file.children(child))));
            } else if (child.storage()
                    && child.name().startsWith(ATTACHMENT)
                    && depth < DEEPEST
                    && attached.length() < MOST_TEXT) {
                attached.append(attachment(file.children(child), depth));
            }
        }
        if (body.isBlank() && headers.isBlank() && report.isEmpty() && attached.isEmpty()) {
            return "";
        }
        String head = headers.isBlank() ? written(properties) : withoutForm(headers);
        if (report.isEmpty() && attached.isEmpty()) {
            return head + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + body + "\n";
        }
        String boundary = BOUNDARY + depth;
        StringBuilder mail = new StringBuilder(head)
                .append("MIME-Version: 1.0\nContent-Type: multipart/")
                .append(report.isEmpty() ? "mixed" : "report; report-type=delivery-status")
                .append("; boundary=\"")
                .append(boundary)
                .append("\"\n\n--")
                .append(boundary)
                .append("\nContent-Type: text/plain; charset=utf-8\n\n")
                .append(body)
                .append('\n');
        if (!report.isEmpty()) {
            mail.append("\n--")
                    .append(boundary)
                    .append("\nContent-Type: message/delivery-status\n\n")
                    .append(report);
        }
        for (String part : attached.toString().split("\u0000")) {
            if (!part.isBlank()) {
                mail.append("\n--").append(boundary).append('\n').append(part);
            }
        }
        return mail.append("\n--").append(boundary).append("--\n").toString();
    }

    private static String body(Map<String, String> properties) {
        String plain = properties.getOrDefault(BODY, "");
        return plain.isBlank() ? PageText.of(properties.getOrDefault(HTML, "")) : plain;
    }

    /// What an undeliverable report says of one recipient, as fields of RFC 3464. Exchange writes the last server's
    /// answer as
    /// `<mx.example.net #5.7.1 smtp;550 5.7.1 ...>`.
    private static String reported(Map<String, String> recipient) {
        String said = line(recipient.getOrDefault(DIAGNOSTIC, ""));
        String words = said.isEmpty() ? line(recipient.getOrDefault(REPORT, "")) : said;
        String address = line(recipient.getOrDefault(SMTP_ADDRESS, recipient.getOrDefault(EMAIL, "")));
        if (words.isEmpty() || address.isEmpty()) {
            return "";
        }
        int smtp = words.toLowerCase(Locale.ROOT).indexOf("smtp;");
        String bare = words.startsWith("<") && words.endsWith(">") ? words.substring(1, words.length() - 1) : words;
        String diagnostic =
                smtp < 0 ? bare : words.substring(smtp + 5, words.endsWith(">") ? words.length() - 1 : words.length());
        int space = bare.indexOf(" #");
        String host = space > 0 ? "Remote-MTA: dns; " + bare.substring(0, space) + "\n" : "";
        return "\nFinal-Recipient: rfc822; " + address + "\nAction: failed\n" + host + "Diagnostic-Code: smtp; "
                + diagnostic.strip() + "\n";
    }

    private String attachment(List<CompoundFile.Entry> children, int depth) {
        Map<String, String> properties = properties(children);
        for (CompoundFile.Entry child : children) {
            if (child.storage() && child.name().startsWith(PROPERTY + DATA)) {
                return "Content-Type: message/rfc822\n\n" + text(child, depth + 1) + "\u0000";
            }
        }
        String type = properties.getOrDefault(MIME_TAG, "").strip().toLowerCase(Locale.ROOT);
        String name = properties.getOrDefault(FILE_NAME, "").strip().toLowerCase(Locale.ROOT);
        boolean mail = type.equals("message/rfc822") || type.equals("text/rfc822-headers") || name.endsWith(".eml");
        boolean report = type.equals("message/delivery-status");
        String data = properties.getOrDefault(DATA, "");
        return !(mail || report || type.equals("text/plain")) || data.isBlank()
                ? ""
                : "Content-Type: " + (mail ? "message/rfc822" : report ? type : "text/plain; charset=utf-8") + "\n\n"
                        + data + "\u0000";
    }

    /// The properties that hold text, by their number: `__substg1.0_1000001F` is the body in UTF-16.
    private Map<String, String> properties(List<CompoundFile.Entry> children) {
        Map<String, String> properties = new HashMap<>();
        int read = 0;
        for (CompoundFile.Entry child : children) {
            String name = child.name();
            if (!child.stream()
                    || !name.startsWith(PROPERTY)
                    || name.length() != PROPERTY.length() + 8
                    || read > MOST_TEXT) {
                continue;
            }
            String number =
                    name.substring(PROPERTY.length(), PROPERTY.length() + 4).toUpperCase(Locale.ROOT);
            String type = name.substring(PROPERTY.length() + 4).toUpperCase(Locale.ROOT);
            byte[] bytes = file.bytes(child);
            read += bytes.length;
            switch (type) {
                case "001F" -> properties.put(number, clean(new String(bytes, StandardCharsets.UTF_16LE)));
                case "001E" -> properties.putIfAbsent(number, clean(new String(bytes, NARROW)));
                case "0102" -> properties.putIfAbsent(number, clean(new String(bytes, StandardCharsets.UTF_8)));
                default -> {
                    // Numbers and times.
                }
            }
        }
        return properties;
    }

    private static String clean(String text) {
        return text.replace("\u0000", "").replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String line(String text) {
        return text.strip().replace('\n', ' ');
    }

    /// The headers without those that describe the form that the mail had before Outlook took it apart.
    private static String withoutForm(String headers) {
        StringBuilder kept = new StringBuilder(headers.length());
        boolean keep = true;
        for (String line : headers.split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            if (line.charAt(0) > ' ') {
                String lower = line.toLowerCase(Locale.ROOT);
                keep = !lower.startsWith("content-")
                        && !lower.startsWith("mime-version")
                        && !lower.startsWith("microsoft mail internet headers");
            }
            if (keep) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString();
    }

    /// A message that never travelled, a report for instance that Exchange made in place, has no headers.
    private static String written(Map<String, String> properties) {
        String sender = line(properties.getOrDefault(SENDER, ""));
        return "From: " + (sender.indexOf('@') > 0 ? sender : "unknown") + "\nSubject: "
                + line(properties.getOrDefault(SUBJECT, "")) + "\n";
    }
}
