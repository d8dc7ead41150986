package org.whybounce.bounce;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An enhanced mail system status code (RFC 3463): class.subject.detail.
public record EnhancedStatus(int kind, int subject, int detail) {
    private static final Pattern FORM = Pattern.compile("([245])\\.([0-9]{1,3})\\.([0-9]{1,3})");

    public static Optional<EnhancedStatus> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new EnhancedStatus(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /// Whether the class says "try again later" (4).
    public boolean temporary() {
        return kind == 4;
    }

    @Override
    public String toString() {
        return kind + "." + subject + "." + detail;
    }
}
