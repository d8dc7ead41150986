package org.whybounce.intake;

/// Where codes of SMTP stand in words: a reply code in a sentence ("returned '550 5.7.1 ...'"), an enhanced code
/// (RFC 3463).
final class Codes {
    private Codes() {}

    static boolean stand(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '2' || c == '4' || c == '5')
                    && (i == 0 || starts(text.charAt(i - 1)))
                    && (enhanced(text, i) > 0 || reply(text, i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(char before) {
        return !Character.isLetterOrDigit(before) && ".:/=_@$".indexOf(before) < 0;
    }

    /// The end of `5.7.1` at a place, or 0. What has a fourth number is an address or a version.
    static int enhanced(String text, int at) {
        int i = at + 1;
        for (int part = 0; part < 2; part++) {
            if (i >= text.length() || text.charAt(i) != '.') {
                return 0;
            }
            int from = ++i;
            while (i < text.length() && digit(text.charAt(i)) && i - from < 3) {
                i++;
            }
            if (i == from) {
                return 0;
            }
        }
        boolean more = i < text.length()
                && (digit(text.charAt(i))
                        || text.charAt(i) == '.' && i + 1 < text.length() && digit(text.charAt(i + 1)));
        return more || text.charAt(at) == '2' ? 0 : i;
    }

    /// A reply code of a refusal with words behind it.
    private static boolean reply(String text, int at) {
        if (at + 3 >= text.length() || text.charAt(at) == '2') {
            return false;
        }
        if (!digit(text.charAt(at + 1)) || !digit(text.charAt(at + 2)) || text.charAt(at + 1) > '5') {
            return false;
        }
        char after = text.charAt(at + 3);
        return (after == ' ' || after == '-' || after == ':' || after == ',') && letters(text, at + 4);
    }

    /// Whether words follow, and no measure: "450 mails", "550 MB", "500 ms".
    private static boolean letters(String text, int from) {
        int at = from;
        while (at < text.length() && " '\"b[(<-".indexOf(text.charAt(at)) >= 0 && at - from < 4) {
            at++;
        }
        int end = at;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        String word = text.substring(at, end);
        return word.length() > 1
                && !word.equals("mails")
                && !word.equals("emails")
                && !word.equals("messages")
                && !word.equals("users")
                && !word.equals("IN")
                && !word.equals("ms")
                && !word.equalsIgnoreCase("mb");
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Whether a text is a code and nothing else: `550`, `5.7.26`, `550 5.7.1`, `#5.7.23`, `error 5.7.1`.
    static boolean alone(String text) {
        String plain = text.strip();
        if (plain.length() > LONGEST) {
            return false;
        }
        int codes = 0;
        for (String word : plain.split("[\\s,;:()#'\"-]+")) {
            if (word.isEmpty()
                    || word.equalsIgnoreCase("code")
                    || word.equalsIgnoreCase("error")
                    || word.equalsIgnoreCase("smtp")) {
                continue;
            }
            char c = word.charAt(0);
            boolean code = c == '4' || c == '5';
            boolean three = code && word.length() == 3 && digit(word.charAt(1)) && digit(word.charAt(2));
            if (!three && !(code && enhanced(word, 0) == word.length())) {
                return false;
            }
            codes++;
        }
        return codes > 0;
    }

    private static final int LONGEST = 40;
}
