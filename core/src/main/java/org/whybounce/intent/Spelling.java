package org.whybounce.intent;

/// How far one word is from another.
public final class Spelling {
    /// Words longer than this are not compared: no name in a record is.
    private static final int LONGEST = 255;

    private Spelling() {}

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other (the optimal
    /// string alignment distance); a large number where a word is too long.
    public static int distance(String one, String other) {
        if (one.length() > LONGEST || other.length() > LONGEST) {
            return LONGEST;
        }
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }

    /// Whether two words are so near that one is most likely the other misspelt.
    public static boolean near(String one, String other, int most) {
        return Math.abs(one.length() - other.length()) <= most && distance(one, other) <= most;
    }
}
