package org.whybounce.cli.usage;

import java.util.List;

/// Guesses what a mistyped word was to be.
public final class Nearest {
    /// A word is meant if so many of its letters, at the most, are to be changed, added or left out: more is a guess.
    private static final int MOST_CHANGES = 2;

    /// No name of ours is longer; what is longer was not mistyped from one.
    private static final int LONGEST = 30;

    private Nearest() {}

    /// `; did you mean 'check'?`, or `.` where nothing is near.
    ///
    /// @param before put in front of the word that is named
    public static String to(String word, List<String> known, String before) {
        String nearest = "";
        int least = MOST_CHANGES + 1;
        for (String one : known) {
            int changes = word.length() > LONGEST ? least : changes(word, one);
            if (changes < least) {
                least = changes;
                nearest = one;
            }
        }
        return nearest.isEmpty() ? "." : "; did you mean '" + before + nearest + "'?";
    }

    /// The edit distance, row by row.
    private static int changes(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
