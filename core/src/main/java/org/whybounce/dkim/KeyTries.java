package org.whybounce.dkim;

/// How many keys may still be tried in vain for the signatures of one mail, and as many for its
/// ARC sets: bogus sets must not keep a signature from being looked at. Each costs a public-key sum: a selector may
/// hold ten, and a
/// mail name a hundred selectors. What verifies costs its signer as much as us and is not counted.
public final class KeyTries {
    /// Real mails have up to four signatures that no longer hold, and as many ARC sets.
    public static final int MOST = 10;

    private int left = MOST;

    boolean another() {
        return left > 0;
    }

    void failed() {
        left--;
    }
}
