package org.whybounce.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.intent.WordReading.Alternative;

/// Reads a damaged `all`. Its sign decides what becomes of everybody: where exactly one of `-`, `~` and `?` stands with
/// it, that is the sign; in every other case it is asked for. A plain `all` or `+all` is never an answer.
final class End {
    /// A longer word is no damaged `all`.
    private static final int LONGEST = 8;

    /// Letters that stand for others where a text was read from paper or typed in a hurry.
    private static final String LOOKALIKES = "1l|lIl!l4a@a";

    private End() {}

    static Optional<WordReading> read(String was, String word) {
        String lower = word.toLowerCase(java.util.Locale.ROOT);
        Optional<WordReading> policy = policy(was, lower);
        if (policy.isPresent()) {
            return policy;
        }
        if (lower.length() > LONGEST) {
            return Optional.empty();
        }
        StringBuilder letters = new StringBuilder();
        String signs = "";
        boolean plus = false;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                letters.append(c);
            } else if ("-~?".indexOf(c) >= 0) {
                signs += signs.indexOf(c) < 0 ? c : "";
            } else if (c == '+') {
                plus = true;
            } else if (":=/%{}_".indexOf(c) >= 0 && i > 0 && i < lower.length() - 1) {
                return Optional.empty();
            }
        }
        if (!all(letters.toString(), lower)) {
            return Optional.empty();
        }
        return Optional.of(
                signs.length() == 1 && !plus
                        ? new WordReading.Meant(
                                was, signs + "all", "it is ‘all’ misspelt, and ‘" + signs + "’ is the only sign in it")
                        : question(was, plus ? "" : signs));
    }

    /// `-hardfail`, `softfail`, `-all/24`, `~all:example.org`: what is to become of others, in other words.
    private static Optional<WordReading> policy(String was, String word) {
        int from = 0;
        String signs = "";
        while (from < word.length() && "+-~?".indexOf(word.charAt(from)) >= 0) {
            signs += word.charAt(from) == '+' || signs.indexOf(word.charAt(from)) >= 0 ? "" : word.charAt(from);
            from++;
        }
        String bare = word.substring(from);
        for (String[] each : POLICIES) {
            if (each[0].equals(bare)) {
                return Optional.of(question(was, signs.isEmpty() ? each[1] : signs));
            }
        }
        return bare.length() > 4 && bare.startsWith("all") && ":/=".indexOf(bare.charAt(3)) >= 0
                ? Optional.of(question(was, signs))
                : Optional.empty();
    }

    /// Words for results and policies (RFC 7208, section 2.6; RFC 7489, section 6.3), and the signs that say so.
    private static final String[][] POLICIES = {
        {"fail", "-"},
        {"hardfail", "-"},
        {"hard", "-"},
        {"reject", "-"},
        {"deny", "-"},
        {"none", "-"},
        {"strict", "-"},
        {"softfail", "~"},
        {"soft", "~"},
        {"quarantine", "~"},
        {"neutral", "?"}
    };

    private static boolean all(String letters, String word) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            int at = LOOKALIKES.indexOf(c);
            plain.append(at >= 0 && at % 2 == 0 ? LOOKALIKES.charAt(at + 1) : c);
        }
        String read = plain.toString();
        return read.equals("all")
                || letters.length() >= 2 && !word.equals("a") && Spelling.near(read, "all", 1)
                || letters.equals("aii");
    }

    /// What becomes of addresses that are not listed has to be said by a person.
    static WordReading question(String was, String signs) {
        List<Alternative> alternatives = new ArrayList<>();
        for (String sign : List.of("-", "~", "?")) {
            if (signs.isEmpty() && !sign.equals("?") || signs.contains(sign)) {
                alternatives.add(new Alternative(ends(sign), sign + "all"));
            }
        }
        return new WordReading.Unclear(was, alternatives);
    }

    private static String ends(String sign) {
        return switch (sign) {
            case "-" -> "senders that are not listed are to be refused";
            case "~" -> "senders that are not listed are to be suspected";
            default -> "nothing is to be said of senders that are not listed";
        };
    }
}
