package org.whybounce.web.page;

import java.util.ArrayList;
import java.util.List;

/// The page of one domain's reports: the document of its senders.
///
/// @param days      how far back it looks; 0 for all that is kept
/// @param confirmed senders that a person said are theirs
/// @param tls       what receivers tell of TLS, as rows
public record SendersPage(Piece doc, String domain, int days, List<String> confirmed, List<Tls> tls) {
    /// What one receiver tells of TLS to the domain's hosts.
    public record Tls(String reporter, String policy, long good, long bad, String failures) {
        public String sessions() {
            return VolumePicture.number(good + bad);
        }

        public String failed() {
            return VolumePicture.number(bad);
        }
    }

    /// One class of senders with what to do about it.
    public record Kind(String word, String title, String todo, String tone, List<Piece> senders) {}

    /// Before and after the change, in messages of the period that fail.
    public record Change(String title, String now, String then, String what) {}

    /// Periods to choose from.
    public static final List<Integer> PERIODS = List.of(30, 90, 365, 0);

    /// Senders of one class that are shown; the API has all.
    private static final int ROWS = 50;

    public static String period(int days) {
        return days == 0 ? "everything that is kept" : days == 365 ? "a year" : days + " days";
    }

    public boolean any() {
        return doc.has("domain");
    }

    public String headline() {
        return any() ? doc.text("summary") : "No report on " + domain + " is kept yet.";
    }

    public String tone() {
        return switch (doc.text("readiness", "verdict")) {
            case "ready" -> "good";
            case "after-fixes", "not-ready" -> "bad";
            default -> "open";
        };
    }

    public List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        add(kinds, "forgotten", "Yours, but SPF does not know them", "Publish the record above.", "bad");
        add(
                kinds,
                "forgotten-branded",
                "Yours, if you use the service: it sends under a bounce domain of its own",
                "Make the settings above at the service. If nobody of yours uses it, it is another customer's mail.",
                "bad");
        add(
                kinds,
                "unknown",
                "Cannot be told from the reports",
                "Find out whose they are. If one is yours, say so below.",
                "open");
        add(kinds, "authorised", "Yours, and the DNS says so", "Nothing.", "good");
        add(
                kinds,
                "forwarder",
                "Pass on mail that was sent to somebody there",
                "Nothing: they belong in no record. What carries your DKIM signature passes.",
                "plain");
        add(
                kinds,
                "mailing-list",
                "Mailing lists, which alter what they pass on",
                "Nothing: the list has to send under its own From.",
                "plain");
        add(
                kinds,
                "forged",
                "Use the name without being yours",
                "Nothing: p=quarantine or p=reject is what stops them.",
                "plain");
        return kinds;
    }

    private void add(List<Kind> kinds, String word, String title, String todo, String tone) {
        List<Piece> senders = doc.list("sources").stream()
                .filter(source -> source.text("class").equals(word))
                .toList();
        if (!senders.isEmpty()) {
            kinds.add(new Kind(word, title, todo, tone, senders));
        }
    }

    public static List<Piece> shown(Kind kind) {
        return kind.senders().subList(0, Math.min(ROWS, kind.senders().size()));
    }

    public static int more(Kind kind) {
        return Math.max(0, kind.senders().size() - ROWS);
    }

    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (String[] each : new String[][] {
            {"legitimate", "Your own mail", "should be 0"},
            {"forwarded", "Forwarded and list mail", "cannot be changed from here"},
            {"unknown", "Unknown", "find out first"},
            {"forged", "Forged", "is what p=reject is for"}
        }) {
            changes.add(new Change(
                    each[1],
                    count(doc.at("readiness", "refusedThen", each[0])),
                    count(doc.at("readiness", "refusedAfterFixes", each[0])),
                    each[2]));
        }
        return changes;
    }

    public static String count(Piece number) {
        return VolumePicture.number(number.node().longValue());
    }

    public static String failing(Piece sender) {
        return VolumePicture.number(sender.node().path("messages").longValue()
                - sender.node().path("passing").longValue());
    }

    /// The addresses of a sender, the first few.
    public static String addresses(Piece sender) {
        List<String> all = sender.texts("addresses");
        String some = String.join(", ", all.subList(0, Math.min(4, all.size())));
        int more = all.size() - Math.min(4, all.size()) + sender.list("folded").size();
        return more == 0 ? some : some + " and " + VolumePicture.number(more) + " more";
    }

    public List<VolumePicture.Row> volume() {
        return VolumePicture.days(doc.list("days"));
    }

    public List<VolumePicture.Row> receivers() {
        return VolumePicture.receivers(doc.list("reporters"));
    }

    /// For the parts that an answer shows likewise.
    public AnswerPage answer() {
        return AnswerPage.shared(doc, doc.at("none"));
    }
}
