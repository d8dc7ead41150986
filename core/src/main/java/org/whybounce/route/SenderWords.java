package org.whybounce.route;

import java.util.stream.Stream;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.Mailbox;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.text.Claim;

/// Words of the sender's that receivers print into their results: MAIL FROM in comments and `smtp.mailfrom`, HELO
/// in `smtp.helo`, the `i=` of a signature in `header.i`. Where one of them holds the signs of which results are
/// made, some receivers print it as it is, and a result in it looks like one of theirs. Who reads such a field
/// cannot tell the two apart (RFC 8601, section 7.1, asks for trust in the writer, which is right and still no
/// help here).
final class SenderWords {
    private SenderWords() {}

    /// Whether the sender of this message gave words that can pass for results.
    static boolean passForResults(MessageEvidence message, Chain chain, int entry) {
        Stream<String> envelope = message.returnPath().map(Claim::value).map(Mailbox::toString).stream();
        Stream<String> given = entry < 0
                ? Stream.of()
                : Stream.of(chain.hop(entry).helo(), chain.hop(entry).envelopeFrom())
                        .flatMap(claim -> claim.map(Claim::value).stream());
        Stream<String> agents = message.signatures().stream()
                .flatMap(signature -> signature.agent().map(Claim::value).stream())
                .map(SenderWords::decoded);
        return Stream.of(envelope, given, agents).flatMap(each -> each).anyMatch(SenderWords::signs);
    }

    /// Whether a result field holds signs of results within quotation marks: part of an address, and none of its
    /// writer's. A reason is quoted by right (RFC 8601, section 2.2).
    static boolean quotedIn(HeaderField field) {
        String text = field.body().text();
        int open = text.indexOf('"');
        while (open >= 0) {
            int close = text.indexOf('"', open + 1);
            if (close < 0) {
                return false;
            }
            boolean reason = open >= 7 && text.regionMatches(true, open - 7, "reason=", 0, 7);
            if (!reason && signs(text.substring(open + 1, close))) {
                return true;
            }
            open = text.indexOf('"', close + 1);
        }
        return false;
    }

    /// Whether words of an address are left over beside the results: what stood before them was part of it.
    static boolean leftIn(AuthenticationResults field) {
        return field.leftovers().stream().anyMatch(word -> word.value().indexOf('@') >= 0);
    }

    private static boolean signs(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ';' || c == '(' || c == ')' || c == '"' && i > 0 || Character.isWhitespace(c)) {
                return true;
            }
        }
        return false;
    }

    /// Quoted-printable as a signature's `i=` has it (RFC 6376, section 2.11), as far as it matters here.
    private static String decoded(String agent) {
        StringBuilder out = new StringBuilder(agent.length());
        for (int i = 0; i < agent.length(); i++) {
            int high = agent.charAt(i) == '=' && i + 2 < agent.length() ? Character.digit(agent.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(agent.charAt(i + 2), 16);
            if (low >= 0) {
                out.append((char) (high * 16 + low));
                i += 2;
            } else {
                out.append(agent.charAt(i));
            }
        }
        return out.toString();
    }
}
