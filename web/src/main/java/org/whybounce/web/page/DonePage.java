package org.whybounce.web.page;

/// The page that tells whether a change has been made: the document of `whybounce.done/1`.
///
/// @param again the address of this page
/// @param until when caches let go of the old record, as a time of day; empty where they hold none
public record DonePage(Piece doc, String again, String until) {
    public String tone() {
        return switch (doc.text("standing")) {
            case "done" -> "good";
            case "still-fails" -> "bad";
            default -> "open";
        };
    }

    public String headline() {
        String domain = doc.text("domain");
        return switch (doc.text("standing")) {
            case "done" -> "Done: " + domain + " now says what it should.";
            case "partly" -> "Almost: the change at " + domain + " has not reached all its servers yet.";
            case "not-yet" -> "Not yet: " + domain + " is as it was.";
            case "still-fails" ->
                "Changed, but it does not help yet: " + domain + " holds something else than advised.";
            default -> "The name servers of " + domain + " gave no answer just now.";
        };
    }

    public String next() {
        return switch (doc.text("standing")) {
            case "done" ->
                until.isEmpty()
                        ? "You can send the mail again now."
                        : "Send the mail again after " + until + ": until then some receivers may still hold the old"
                                + " record.";
            case "partly" -> "Come back in a few minutes; name servers of one zone copy a change from each other.";
            case "not-yet" ->
                "If you have just saved it: some DNS hosts take a few minutes. If it was longer ago, look whether it was"
                        + " saved at the right domain and with the right name.";
            case "still-fails" ->
                "Compare what stands there now with what was advised: most often a quotation mark too many, a second"
                        + " record beside the old one, or the domain's name typed into the name field twice.";
            default -> "Try again in a minute.";
        };
    }

    public boolean done() {
        return doc.text("standing").equals("done");
    }

    public static String tone(Piece server) {
        return server.is("passes") ? "good" : server.text("holds").equals("silent") ? "plain" : "bad";
    }
}
