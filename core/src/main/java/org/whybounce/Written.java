package org.whybounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.Identity;
import org.whybounce.spf.SpfQuestion;

/// Header fields that a receiver adds to a mail after an evaluation. Values from outside are quoted so that none of
/// them can end the field or begin another.
public final class Written {
    /// What of a value is kept: no address or host name that SMTP allows is longer.
    private static final int LONGEST = 320;

    private Written() {}

    // RFC 7208, section 9.1: result, comment, key-value pairs.
    /// @param receiver the checking host
    public static String receivedSpf(Evaluation evaluation, String receiver) {
        SpfQuestion asked = evaluation.asked();
        List<String> pairs = new ArrayList<>();
        pairs.add("client-ip=" + asked.ip());
        if (asked.identity() == Identity.MFROM) {
            pairs.add("envelope-from=" + quoted(asked.mailFrom()));
        }
        if (!asked.helo().isEmpty()) {
            pairs.add("helo=" + value(asked.helo()));
        }
        pairs.add("identity=" + (asked.identity() == Identity.MFROM ? "mailfrom" : "helo"));
        pairs.add("receiver=" + value(receiver));
        evaluation.matched().ifPresent(match -> pairs.add("mechanism=" + value(match.text())));
        evaluation.permanent().ifPresent(_ -> pairs.add("problem=" + quoted("the record cannot be evaluated")));
        evaluation.temporary().ifPresent(_ -> pairs.add("problem=" + quoted("the DNS did not answer")));
        return "Received-SPF: " + word(evaluation) + "\r\n " + String.join(";\r\n ", pairs);
    }

    // RFC 8601, section 2.2: authserv-id, then one result for each method and identity.
    /// @param server      the name that stands for the checking host, the same in all its fields
    /// @param evaluations of one mail, MAIL FROM and HELO each by itself
    public static String authenticationResults(String server, List<Evaluation> evaluations) {
        return "Authentication-Results: " + value(server)
                + (evaluations.isEmpty()
                        ? "; none"
                        : evaluations.stream()
                                .map(one -> ";\r\n spf=" + word(one) + " smtp."
                                        + (one.asked().identity() == Identity.MFROM ? "mailfrom=" : "helo=")
                                        + value(one.domain()))
                                .collect(Collectors.joining()));
    }

    private static String word(Evaluation evaluation) {
        return evaluation.result().toString().toLowerCase(Locale.ROOT);
    }

    /// As it stands where it is a dot-atom (RFC 5322, section 3.2.3), which a colon and a slash are not.
    private static String value(String text) {
        boolean atom = !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars()
                        .allMatch(c -> c >= '0' && c <= '9'
                                || c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || "-_.+".indexOf(c) >= 0);
        return atom ? text : quoted(text);
    }

    /// RFC 5322, section 3.2.4; what is not printable ASCII becomes a question mark.
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c < ' ' || c > '~' ? '?' : c);
        }
        return out.append('"').toString();
    }
}
