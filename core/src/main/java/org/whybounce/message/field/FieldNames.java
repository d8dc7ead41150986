package org.whybounce.message.field;

import java.util.Locale;
import java.util.Set;

/// Tells the name of a header field from a word that happens to stand before a colon.
public final class FieldNames {
    /// Longer names were not met; a limit keeps the search for a colon short.
    public static final int LONGEST = 120;

    /// Fields that open a block or a field without further proof (IANA, "Message Headers", and the common X- ones).
    private static final Set<String> KNOWN = Set.of(
            "received",
            "return-path",
            "delivered-to",
            "envelope-to",
            "from",
            "to",
            "cc",
            "bcc",
            "subject",
            "date",
            "sender",
            "reply-to",
            "message-id",
            "in-reply-to",
            "references",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "content-disposition",
            "content-language",
            "content-id",
            "content-description",
            "comments",
            "keywords",
            "resent-from",
            "resent-to",
            "resent-date",
            "resent-sender",
            "resent-message-id",
            "received-spf",
            "authentication-results",
            "authentication-results-original",
            "arc-authentication-results",
            "arc-message-signature",
            "arc-seal",
            "dkim-signature",
            "domainkey-signature",
            "dkim-filter",
            "list-id",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "list-post",
            "list-help",
            "list-archive",
            "list-subscribe",
            "list-owner",
            "precedence",
            "auto-submitted",
            "errors-to",
            "feedback-id",
            "user-agent",
            "importance",
            "thread-topic",
            "thread-index",
            "organization",
            "mailing-list",
            "original-recipient",
            "bimi-selector",
            "bimi-indicator",
            "require-recipient-valid-since",
            "autocrypt",
            "status",
            "lines",
            "priority",
            "apparently-to",
            "accept-language",
            "mail-followup-to",
            "disposition-notification-to",
            "return-receipt-to",
            "delivery-date",
            "old-return-path");

    /// Words before a colon inside continuation lines whose indent was lost.
    private static final Set<String> NEVER = Set.of("http", "https", "mailto", "ipv6", "urn", "cid", "ftp", "fp", "ip");

    private FieldNames() {}

    /// Fields that servers write: without one of them headers tell nothing of the way or of what was checked.
    public static boolean traces(String name) {
        return TRACES.contains(name.toLowerCase(Locale.ROOT));
    }

    /// Names that are no words of prose: one of these alone on a line is a field's name.
    public static boolean telling(String name) {
        return traces(name) || name.indexOf('-') > 0 || PLAIN.contains(name.toLowerCase(Locale.ROOT));
    }

    private static final Set<String> TRACES = Set.of(
            "received",
            "received-spf",
            "authentication-results",
            "arc-authentication-results",
            "dkim-signature",
            "return-path");

    private static final Set<String> PLAIN = Set.of("from", "to", "cc", "subject", "date", "sender");

    public static boolean known(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return KNOWN.contains(lower) || lower.startsWith("x-") && plausible(name) || lower.startsWith("list-");
    }

    /// Letters, digits, hyphens and few others, beginning with a letter. The grammar allows more, no field uses it.
    public static boolean plausible(String name) {
        if (name.isEmpty() || !letter(name.charAt(0)) || name.length() < 2) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!letter(c) && !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '.' && c != '/') {
                return false;
            }
        }
        return true;
    }

    /// Whether an unknown name opens a field after the field `current`: yes if it looks like a header name, with a
    /// hyphen or a capital; a lower-case word or a domain name before a colon is more likely part of a comment.
    public static boolean plausibleAfter(String name, String current) {
        if (!plausible(name) || NEVER.contains(name.toLowerCase(Locale.ROOT))) {
            return false;
        }
        if (name.indexOf('.') >= 0 || name.indexOf('/') >= 0) {
            return false;
        }
        boolean capital = name.charAt(0) >= 'A' && name.charAt(0) <= 'Z';
        return capital || name.indexOf('-') > 0 || current.equals(current.toLowerCase(Locale.ROOT));
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
