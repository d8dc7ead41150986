package org.whybounce.intake;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.whybounce.text.WordList;

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

    private static final Set<String> MAIL_FIELDS = Set.copyOf(WordList.of("intake", "shape: mail fields"));

    private static final List<String> BOUNCE_SUBJECTS = WordList.of("intake", "shape: bounce subjects");

    private static final List<String> BOUNCE_WORDS = WordList.of("intake", "shape: bounce words");

    private static final List<String> REFUSAL_WORDS = WordList.of("intake", "shape: refusal words");

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
                lines.fields() < 2 && lines.logLine(),
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

    private static final List<String> EVENT_WORDS = WordList.of("intake", "shape: event words");

    /// Whether a word stands in it that refuses.
    static boolean refuses(String text) {
        return holdsAny(text.toLowerCase(Locale.ROOT), 0, REFUSES);
    }

    private static final List<String> REFUSES = WordList.of("intake", "shape: refuses");

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

        private static final List<String> KEYS = WordList.of("intake", "shape: keys");

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
