package org.whybounce.words;

/// Masks mail addresses in what is printed: the local part becomes its first character and three stars. Domains and IP
/// addresses stay, since the answer is about them.
public final class Redaction {
    private Redaction() {}

    public static String mask(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = at;
            while (start > done && isLocal(text.charAt(start - 1))) {
                start--;
            }
            boolean domainFollows = at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
            if (start == at || !domainFollows) {
                continue;
            }
            out.append(text, done, start).append(text.charAt(start)).append("***");
            done = at;
        }
        return out.append(text, done, text.length()).toString();
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0;
    }
}
