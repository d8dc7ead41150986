package org.whybounce.sender;

/// What a source of mail is to the domain whose name it uses.
public enum SenderClass {
    AUTHORISED("authorised", "yours, and the DNS says so"),
    FORGOTTEN("forgotten", "yours, but the SPF record does not know it"),
    FORGOTTEN_BRANDED(
            "forgotten-branded", "yours, but it sends under its own bounce domain without a signature of yours"),
    FORWARDER("forwarder", "passes on mail that was sent to somebody there"),
    MAILING_LIST("mailing-list", "passes on mail to a list and alters it"),
    FORGED("forged", "uses the name without being yours"),
    UNKNOWN("unknown", "cannot be told from the reports");

    private final String word;
    private final String words;

    SenderClass(String word, String words) {
        this.word = word;
        this.words = words;
    }

    /// The word in JSON.
    public String word() {
        return word;
    }

    public String words() {
        return words;
    }

    /// Whether mail from there is mail of the domain's owner.
    public boolean legitimate() {
        return switch (this) {
            case AUTHORISED, FORGOTTEN, FORGOTTEN_BRANDED -> true;
            case FORWARDER, MAILING_LIST, FORGED, UNKNOWN -> false;
        };
    }

    /// Whether mail from there was somebody's legitimate mail before it was passed on.
    public boolean forwarded() {
        return switch (this) {
            case FORWARDER, MAILING_LIST -> true;
            case AUTHORISED, FORGOTTEN, FORGOTTEN_BRANDED, FORGED, UNKNOWN -> false;
        };
    }
}
