package org.whybounce.web.page;

import java.util.List;
import org.whybounce.text.Visible;

/// The page of Email Check: the document of `check`.
///
/// @param tree the document of `spf show` for the same domain, for the pictures; without fields if there is
///             none
/// @param selectors as the form had them
/// @param ips       likewise
public record CheckPage(Piece doc, Piece tree, String domain, String selectors, String ips) {
    public String tone() {
        return switch (doc.text("status")) {
            case "error" -> "bad";
            case "warning", "unknown", "no-dns" -> "open";
            default -> unseen().isEmpty() ? "good" : "plain";
        };
    }

    /// What the three that receivers ask for lack without anything being wrong with it: green beside "none" would lie.
    private List<String> unseen() {
        return doc.list("areas").stream()
                .filter(area -> List.of("spf", "dmarc", "dkim").contains(area.text("area")))
                .filter(area -> !area.text("verdict").equals("ok"))
                .map(area -> name(area.text("area")))
                .toList();
    }

    private boolean wrong(String area) {
        return doc.list("areas").stream()
                .anyMatch(each ->
                        each.text("area").equals(area) && each.text("verdict").equals("error"));
    }

    /// What a receiver will do, rather than how many findings there are.
    public String headline() {
        String of = doc.has("domain") ? doc.text("domain") : domain;
        if (doc.text("status").equals("error")) {
            return wrong("spf")
                    ? "Receivers cannot use the SPF record of " + of + "."
                    : wrong("dmarc")
                            ? "Receivers cannot use the DMARC record of " + of + "."
                            : wrong("mx") ? "Mail to " + of + " may not arrive." : doc.text("summary");
        }
        if (doc.text("status").equals("ok") && !unseen().isEmpty()) {
            return "Nothing is wrong with what " + of + " publishes, but " + String.join(" and ", unseen())
                    + " could not be seen.";
        }
        return doc.text("summary");
    }

    /// The summary in the words of the report, where the heading says it otherwise.
    public String technical() {
        return headline().equals(doc.text("summary")) ? "" : doc.text("summary");
    }

    /// How an area stands, as a class of the style sheet.
    public static String standing(String verdict) {
        return switch (verdict) {
            case "ok" -> "good";
            case "error" -> "bad";
            case "warning", "unknown" -> "open";
            default -> "plain";
        };
    }

    /// The name of an area as people write it.
    public static String name(String area) {
        return switch (area) {
            case "name-servers" -> "Name servers";
            case "reverse-dns" -> "Reverse DNS";
            case "transport" -> "MTA-STS, TLS";
            case "services" -> "Services";
            default -> area.toUpperCase(java.util.Locale.ROOT).replace('-', ' ');
        };
    }

    /// Findings of one area, by its codes.
    public List<Piece> findings(Piece area) {
        List<String> codes = area.texts("codes");
        return doc.list("findings").stream()
                .filter(finding -> codes.contains(finding.text("code")))
                .toList();
    }

    /// Whether the record needs more lookups than are allowed: then the page of its terms is the tool.
    public boolean overLimit() {
        return doc.list("findings").stream()
                .anyMatch(finding -> finding.text("code").equals("SPF_LOOKUP_LIMIT/OVER"));
    }

    /// What is to be done: the sentence, and behind a line break a record to publish.
    public String todo(Piece area) {
        String text = area.node().path("do").asString("");
        int end = text.indexOf('\n');
        String sentence = Visible.line(end < 0 ? text : text.substring(0, end));
        if (sentence.startsWith("whybounce spf fix ")) {
            return doc.has("fixes")
                    ? "Publish the record above; it is proven."
                    : overLimit()
                            ? "Nothing can be left out for you without asking: see what the record would be without"
                                    + " a term."
                            : "No change was found that is proven to fix it; the findings say what is wrong.";
        }
        return PageWords.of(sentence);
    }

    public static String record(Piece area) {
        String text = area.lines("do");
        int end = text.indexOf('\n');
        return end < 0 ? "" : text.substring(end + 1).strip();
    }

    /// For the parts that an answer shows likewise.
    public AnswerPage answer() {
        return AnswerPage.shared(doc, tree);
    }

    public Space space() {
        return new Space(tree, "");
    }
}
