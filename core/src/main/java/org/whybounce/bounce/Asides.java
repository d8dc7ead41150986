package org.whybounce.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        if (type.contains("report-type=feedback-report") || type.contains("report-type=\"feedback-report")) {
            return Optional.of("a complaint about a mail (a feedback report, RFC 5965)");
        }
        String subject = value(head, text, "subject");
        if (subject.startsWith("complaint about message from")
                || !value(head, text, "x-hmxmroriginalrecipient").isEmpty()) {
            return Optional.of("a complaint about a mail");
        }
        if (type.startsWith("multipart/report")) {
            return Optional.empty();
        }
        String auto = value(head, text, "auto-submitted");
        boolean replied = auto.startsWith("auto-replied") || auto.startsWith("auto-notified");
        boolean answers = subject.startsWith("auto:")
                || subject.startsWith("auto reply")
                || subject.startsWith("autoreply")
                || subject.startsWith("automatic reply")
                || subject.startsWith("out of office")
                || subject.startsWith("out of the office")
                || subject.startsWith("abwesenheit")
                || subject.startsWith("réponse automatique")
                || subject.startsWith("vacation");
        boolean vacation = !value(head, text, "x-autoreply").isEmpty()
                || !value(head, text, "x-autorespond").isEmpty()
                || !value(head, text, "x-auto-response-suppress").isEmpty() && answers
                || value(head, text, "precedence").startsWith("auto_reply");
        if (replied || answers || vacation) {
            return Optional.of("an automatic reply (RFC 3834)");
        }
        return Optional.empty();
    }

    private static String value(List<Field> head, String text, String name) {
        return Field.first(head, text, name).orElse("").toLowerCase(Locale.ROOT);
    }
}
