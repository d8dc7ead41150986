package org.whybounce.spf;

/// The identity that SPF was evaluated for (RFC 7208, sections 2.3 and 2.4).
public enum Identity {
    MFROM("MAIL FROM"),
    HELO("HELO");

    private final String words;

    Identity(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
