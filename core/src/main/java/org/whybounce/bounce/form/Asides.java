package org.whybounce.bounce.form;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.whybounce.bounce.raw.Field;
import org.whybounce.bounce.raw.Part;
import org.whybounce.text.WordList;

/// Mails that look like bounces and are none: automatic replies (RFC 3834), complaints (RFC 5965).
final class Asides {
    private Asides() {}

    static Optional<String> of(List<Field> head, String text, List<Part> parts) {
        for (Part part : parts) {
            if (part.type().equals("message/feedback-report")) {
                return Optional.of("a complaint about a mail (a feedback report, RFC 5965)");
            }
        }
        String type = value(head, text, "content-type");
        if (type.contains("disposition-notification")
                || parts.stream().anyMatch(part -> part.type().equals("message/disposition-notification"))) {
            return Optional.of("a receipt that the mail was read or deleted (RFC 8098)");
        }
        if (type.contains("report-type=feedback-report") || type.contains("report-type=\"feedback-report")) {
            return Optional.of("a complaint about a mail (a feedback report, RFC 5965)");
        }
        String subject = decoded(Field.first(head, text, "subject").orElse(""));
        if (subject.startsWith("complaint about message from")
                || !value(head, text, "x-hmxmroriginalrecipient").isEmpty()) {
            return Optional.of("a complaint about a mail");
        }
        if (type.startsWith("multipart/report")) {
            return Optional.empty();
        }
        // RFC 3834, section 3.3: an automatic reply's return path is empty, too; so who writes decides here.
        if (daemon(head, text) || BOUNCES.stream().anyMatch(subject::contains)) {
            return Optional.empty();
        }
        String auto = value(head, text, "auto-submitted");
        boolean replied = auto.startsWith("auto-replied") || auto.startsWith("auto-notified");
        boolean answers = ANSWERS.stream().anyMatch(subject::startsWith);
        boolean vacation = !value(head, text, "x-autoreply").isEmpty()
                || !value(head, text, "x-autorespond").isEmpty()
                || !value(head, text, "x-auto-response-suppress").isEmpty() && answers
                || value(head, text, "precedence").startsWith("auto_reply");
        if (replied || answers || vacation) {
            return Optional.of("an automatic reply (RFC 3834)");
        }
        return Optional.empty();
    }

    /// How the subject of an automatic reply begins, in lower case.
    private static final List<String> ANSWERS = WordList.of("form", "asides: answers");

    /// RFC 2047: a subject of other letters than ASCII's comes in encoded words.
    private static String decoded(String subject) {
        if (!subject.contains("=?") || subject.length() > LONGEST_SUBJECT) {
            return subject.toLowerCase(Locale.ROOT);
        }
        return DecoderUtil.decodeEncodedWords(subject, DecodeMonitor.SILENT).toLowerCase(Locale.ROOT);
    }

    private static final int LONGEST_SUBJECT = 1000;

    /// Whether the head is a bounce's. Exim and Google mark their bounces as automatic replies, too.
    static boolean bounce(List<Field> head, String text) {
        return value(head, text, "content-type").contains("delivery-status")
                || daemon(head, text)
                || value(head, text, "return-path").startsWith("<>");
    }

    private static final List<String> BOUNCES = WordList.of("form", "asides: bounces");

    private static boolean daemon(List<Field> head, String text) {
        String from = value(head, text, "from");
        return !value(head, text, "x-failed-recipients").isEmpty()
                || from.contains("mailer-daemon")
                || from.contains("postmaster")
                || from.contains("mail delivery");
    }

    private static String value(List<Field> head, String text, String name) {
        return Field.first(head, text, name).orElse("").toLowerCase(Locale.ROOT);
    }
}
