package org.whybounce.web.operator;

/// What the operator's pages were told.
///
/// @param token  without it there are none
/// @param db     JDBC address of the reports that are kept; empty for a file in the user's data folder
/// @param user   user of that database, empty where the address says it all
/// @param retain days after which reports are deleted; 0 for never
public record OperatorSettings(String token, String db, String user, String password, int retain, Mailbox mailbox) {
    public static final OperatorSettings OFF = new OperatorSettings("", "", "", "", 0, Mailbox.NONE);

    /// Characters that a token has at least: what is shorter can be tried out.
    public static final int SHORTEST = 16;

    /// Where reports arrive.
    ///
    /// @param url          `imaps://user@host/folder`; empty for none
    /// @param passwordFile file whose first line is the password; empty for the environment
    /// @param minutes      between two looks
    public record Mailbox(String url, String passwordFile, int minutes) {
        public static final Mailbox NONE = new Mailbox("", "", 15);

        public boolean on() {
            return !url.isEmpty();
        }
    }

    public boolean on() {
        return !token.isEmpty();
    }

    /// Secrets stay out of whatever prints settings.
    @Override
    public String toString() {
        return on() ? "on" : "off";
    }
}
