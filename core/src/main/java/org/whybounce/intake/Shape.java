package org.whybounce.intake;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a text looks like, found in one pass over its lines.
///
/// @param json         begins as a JSON value does and names an event of a sending service
/// @param dsnFields    holds a `Final-Recipient`, `Original-Recipient` or `Diagnostic-Code` field (RFC 3464)
/// @param logLine      its lines are those of a mail server's log
/// @param headerFields how many header fields it begins with
/// @param telling      one of them is a field that only mail has
/// @param hasBody      something follows the header fields
/// @param bounceMail   its header fields or first lines are those of a bounce
/// @param replies      how many lines begin with a reply code
/// @param onlyReplies  every line does, or continues one that does
/// @param refusalWords how many words of refusals it holds
record Shape(
        boolean json,
        boolean dsnFields,
        boolean logLine,
        int headerFields,
        boolean telling,
        boolean hasBody,
        boolean bounceMail,
        int replies,
        boolean onlyReplies,
        int refusalWords) {

    /// Enough to tell what a text is; a mail's attachments are not needed for it.
    private static final int LOOKED_AT = 512 * 1024;

    private static final Set<String> MAIL_FIELDS = Set.of(
            "received",
            "return-path",
            "delivered-to",
            "message-id",
            "mime-version",
            "content-type",
            "subject",
            "from",
            "to",
            "date",
            "received-spf",
            "authentication-results",
            "dkim-signature",
            "arc-seal",
            "reply-to",
            "cc",
            "sender",
            "x-received",
            "x-mailer",
            "x-originating-ip",
            "content-transfer-encoding",
            "list-id",
            "errors-to",
            "auto-submitted",
            "x-failed-recipients",
            "envelope-to",
            "x-original-to",
            "arc-authentication-results",
            "arc-message-signature",
            "resent-from",
            "user-agent",
            "thread-topic",
            "importance",
            "precedence");

    private static final List<String> BOUNCE_SUBJECTS = List.of(
            "undeliver",
            "delivery status",
            "delivery fail",
            "delivery has failed",
            "failure notice",
            "returned mail",
            "returned to sender",
            "returning message",
            "mail delivery",
            "non delivery",
            "non-delivery",
            "nondeliver",
            "not delivered",
            "delivery report",
            "mail failure",
            "could not be delivered",
            "delivery notification",
            "message delivery",
            "bounce",
            "delivery problem",
            "delivery incomplete",
            "unzustellbar",
            "rejected:",
            "mail system error",
            "error sending your mail",
            "warning: could not send",
            "delivery delayed",
            "non remis",
            "no se puede entregar",
            "mancata consegna",
            "errors from");

    private static final List<String> BOUNCE_WORDS = List.of(
            "could not be delivered",
            "couldn't be delivered",
            "wasn't delivered",
            "was not delivered",
            "unable to deliver",
            "delivery has failed",
            "delivery failed",
            "delivery to the following",
            "remote server returned",
            "address(es) failed",
            "smtp error from remote",
            "remote host said",
            "did not reach the following",
            "transcript of session follows",
            "permanent fatal errors",
            "the error that the other server returned",
            "did not like our",
            "wasn't able to deliver",
            "message was rejected",
            "following recipient",
            "undeliverable to",
            "bouncedrecipients",
            "permanent error",
            "has been delayed",
            "not member",
            "not a member",
            "failure reasons",
            "delivery errors",
            "delivery problems",
            "unknown user",
            "failed addresses",
            "message could not be");

    private static final List<String> REFUSAL_WORDS = List.of(
            "reject",
            "denied",
            "refused",
            "blocked",
            "blacklist",
            "blocklist",
            "block list",
            "unknown user",
            "user unknown",
            "mailbox",
            "undeliver",
            "bounce",
            "not permitted",
            "not allowed",
            "unauthenticated",
            "spf",
            "sender policy framework",
            "dmarc",
            "dkim",
            "greylist",
            "relay",
            "quota",
            "deferred",
            "expired",
            "delivery",
            "recipient",
            "ptr",
            "reverse dns",
            "helo",
            "spam",
            "try again",
            "policy",
            "returned",
            "failed",
            "no such user",
            "authentication",
            "authenticated",
            "does not exist",
            "account",
            "tls",
            "mail from",
            "unsolicited",
            "reputation",
            "rate limit",
            "too many",
            "virus",
            "listed",
            "starttls",
            "smtp",
            "banned",
            "not found",
            "unavailable",
            "server",
            "violation",
            "sender",
            "disabled",
            "loop",
            "hop count",
            "unsupported",
            "domain",
            "dns",
            "host",
            "rdns",
            "too large",
            "size",
            "mail",
            "nachricht",
            "abgelehnt",
            "abgewiesen",
            "zustell",
            "rejet",
            "refus",
            "rechaz",
            "mensaje",
            "mensagem",
            "rifiut",
            "messagg",
            "geweiger",
            "bericht",
            "odrzuc",
            "wiadomo",
            "отклон",
            "отказ",
            "почт",
            "письм",
            "сообщени",
            "拒",
            "邮件",
            "郵件",
            "信件",
            "退信",
            "メール",
            "거부",
            "차단",
            "메일");

    static Shape of(String whole) {
        String text = whole.length() > LOOKED_AT ? whole.substring(0, LOOKED_AT) : whole;
        LineShapes lines = new LineShapes(text);
        String lower = text.toLowerCase(Locale.ROOT);
        int first = lines.headEnd();
        String head = lower.substring(0, first).replace('\r', '\n');
        boolean body = !text.substring(first).isBlank();
        boolean bounce = lines.fields() > 0
                && (BounceHead.tells(head, BOUNCE_SUBJECTS) || body && holdsAny(lower, first, BOUNCE_WORDS));
        return new Shape(
                Json.event(lower),
                lines.dsnField(),
                lines.logLines() > 0 && lines.fields() < 2,
                lines.fields(),
                lines.telling(),
                body,
                bounce,
                lines.replies(),
                lines.onlyReplies(),
                lines.fields() > 1
                        ? 0
                        : (int) REFUSAL_WORDS.stream().filter(lower::contains).count());
    }

    /// Whether a JSON text tells of a delivery; a checker's report or an answer of the DNS does not.
    static boolean refusalEvent(String lower) {
        return holdsAny(lower, 0, EVENT_WORDS);
    }

    private static final List<String> EVENT_WORDS = List.of(
            "\"event\"",
            "\"event-data\"",
            "\"notificationtype\"",
            "\"eventtype\"",
            "\"recordtype\"",
            "\"bounce",
            "\"msys\"",
            "\"recipient\"",
            "\"rcpt_to\"",
            "\"diagnosticcode\"",
            "\"smtp-response\"",
            "\"raw_reason\"");

    /// Whether a word stands in it that refuses.
    static boolean refuses(String text) {
        return holdsAny(text.toLowerCase(Locale.ROOT), 0, REFUSES);
    }

    private static final List<String> REFUSES = List.of(
            "reject",
            "denied",
            "refused",
            "blocked",
            "fail",
            "not allowed",
            "not permitted",
            "unknown user",
            "user unknown",
            "abgelehnt",
            "abgewiesen",
            "unbekannt",
            "rejet",
            "refus",
            "rechaz",
            "no existe",
            "rifiut",
            "sconosciut",
            "geweiger",
            "onbekend",
            "recusad",
            "odrzuc",
            "отклон",
            "отказ",
            "拒",
            "退信",
            "quota",
            "exceeded",
            "full",
            "pleine",
            "unrouteable",
            "unroutable");

    /// Whether words stand in it that bounces use of themselves.
    static boolean bounceWords(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return holdsAny(lower, 0, BOUNCE_WORDS) || holdsAny(lower, 0, BOUNCE_SUBJECTS);
    }

    static boolean mailField(String name) {
        return MAIL_FIELDS.contains(name) || name.startsWith("x-") && name.length() > 3;
    }

    private static boolean holdsAny(String lower, int from, List<String> words) {
        for (String word : words) {
            if (lower.indexOf(word, from) >= 0) {
                return true;
            }
        }
        return false;
    }

    /// Whether the head of a mail is that of a bounce.
    private static final class BounceHead {
        private BounceHead() {}

        static boolean tells(String head, List<String> subjects) {
            if (head.contains("multipart/report") || head.contains("\nx-failed-recipients:")) {
                return true;
            }
            int at = head.startsWith("from:") ? 0 : head.indexOf("\nfrom:");
            boolean daemon = false;
            if (at >= 0) {
                int end = head.indexOf('\n', at + 5);
                String from = head.substring(at, end < 0 ? head.length() : end);
                daemon =
                        from.contains("mailer-daemon") || from.contains("postmaster") || from.contains("mail delivery");
            }
            int subject = head.startsWith("subject:") ? 0 : head.indexOf("\nsubject:");
            if (subject < 0) {
                return daemon;
            }
            int end = head.indexOf('\n', subject + 9);
            String words = head.substring(subject, end < 0 ? head.length() : end);
            for (String word : subjects) {
                if (words.contains(word)) {
                    return true;
                }
            }
            return daemon;
        }
    }

    private static final class Json {
        private Json() {}

        private static final List<String> KEYS = List.of(
                "bouncedrecipients",
                "\"notificationtype\"",
                "\"eventtype\"",
                "\"event\"",
                "\"event-data\"",
                "\"reason\"",
                "\"bouncetype\"",
                "\"recordtype\"",
                "\"raw_reason\"",
                "\"msys\"",
                "\"recipient\"",
                "\"rcpt_to\"",
                "\"email\"",
                "\"bounce\"",
                "\"diagnosticcode\"",
                "\"smtp-response\"",
                "\"description\"",
                "\"message\"",
                "\"type\"");

        static boolean event(String lower) {
            int i = 0;
            while (i < lower.length() && (lower.charAt(i) <= ' ' || lower.charAt(i) == 0xfeff)) {
                i++;
            }
            if (i >= lower.length()) {
                return false;
            }
            char c = lower.charAt(i);
            int next = i + 1;
            while (next < lower.length() && lower.charAt(next) <= ' ') {
                next++;
            }
            boolean opens = next < lower.length()
                    && (c == '{' && (lower.charAt(next) == '"' || lower.charAt(next) == '}')
                            || c == '[' && lower.charAt(next) == '{');
            return opens && holdsAny(lower, 0, KEYS);
        }
    }
}
