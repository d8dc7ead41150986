package org.whybounce.web.page;

import java.util.List;

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

    /// What is to be done: the sentence, and behind a line break a record to publish.
    public String todo(Piece area) {
        String text = area.lines("do");
        int end = text.indexOf('\n');
        String sentence = end < 0 ? text : text.substring(0, end);
        if (sentence.startsWith("whybounce spf fix ")) {
            return doc.has("fixes")
                    ? "Publish the record above; it is proven."
                    : "No change was found that is proven to fix it; the findings say what is wrong.";
        }
        return here(sentence);
    }

    /// What an area says, with the options of the command line named as this page's fields.
    public static String says(Piece area) {
        return here(area.text("says"));
    }

    private static String here(String sentence) {
        return sentence.replace("and add --selector.", "and give it in the field at the end of this page.")
                .replace("give those that send with --ip.", "give those that send at the end of this page.")
                .replace(
                        "Give the addresses that send with --ip.",
                        "Give the addresses that send at the end of this page.");
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
