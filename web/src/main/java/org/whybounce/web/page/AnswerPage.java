package org.whybounce.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.whybounce.cause.Side;
import org.whybounce.fix.Fix;
import org.whybounce.web.Engine;

/// The answer page: the document of `explain` and the paste it was made from. Everything shown is in the
/// document; this
/// class only chooses words and colours for codes.
///
/// @param paste  what was pasted, for the form that asks again; empty on a shared report
/// @param marked the paste with its evidence; without lines on a shared report
/// @param tree   the document of `spf show` for the domain checked, for the pictures; without fields if there
///               is none
/// @param wrong  which fact given beside the paste could not be read, in a sentence; empty if all could
/// @param made   the name of the built-in example that this answers; empty for a paste of somebody's own
/// @param live   whether this answers a request, rather than showing a shared report
public record AnswerPage(
        Piece doc,
        Piece tree,
        String paste,
        MarkedText marked,
        Engine.Known known,
        String wrong,
        String made,
        boolean live,
        boolean shareable) {

    /// A fact and its name for people.
    public record Fact(String words, String value) {}

    private static final Map<String, String> CHECKS = Map.of(
            "bounce-says", "What does the refusal say?",
            "domain-checked", "Which domain was checked?",
            "ip-authorised", "Is the sending address allowed?",
            "record-evaluates", "Is the SPF record sound?",
            "forwarded", "Was the mail forwarded?");

    /// Names of facts to the names of the form's fields.
    private static final Map<String, String> FIELDS = Map.of(
            "ip", "ip",
            "mailFrom", "mailFrom",
            "helo", "helo",
            "fromDomain", "fromDomain");

    private static final Map<String, String> EXAMPLES = Map.of(
            "ip", "192.0.2.25",
            "mailFrom", "bounces@mail.example.org",
            "helo", "mail.example.org",
            "fromDomain", "example.org");

    private static final List<Fact> FACTS = List.of(
            new Fact("Reply code", "replyCode"),
            new Fact("Status codes", "enhancedCodes"),
            new Fact("Provider", "provider"),
            new Fact("Refused by", "refusedBy"),
            new Fact("At", "stage"),
            new Fact("Connecting address", "ip"),
            new Fact("HELO", "helo"),
            new Fact("MAIL FROM", "mailFrom"),
            new Fact("Domain checked", "checkedDomain"),
            new Fact("From domain", "fromDomain"),
            new Fact("Recipients", "recipients"),
            new Fact("The refusal", "diagnosticText"));

    public String tone() {
        return switch (doc.text("verdict", "status")) {
            case "established" -> "bad";
            case "open" -> "open";
            default -> FindingsList.tone(doc.list("findings"));
        };
    }

    public String statusWords() {
        return switch (doc.text("verdict", "status")) {
            case "established" -> "The cause";
            case "open" -> "Not decided yet";
            default -> "No refusal in it";
        };
    }

    public boolean open() {
        return doc.text("verdict", "status").equals("open");
    }

    /// Whose side it is, as the command line says it.
    public String side() {
        String code = doc.text("verdict", "side");
        for (Side side : Side.values()) {
            if (side.code().equals(code)) {
                return side == Side.SENDER_DNS && doc.has("facts", "checkedDomain")
                        ? side.words() + " of " + doc.text("facts", "checkedDomain")
                        : side.words();
            }
        }
        return "";
    }

    public String dnsWords() {
        if (!doc.has("verdict", "cause") || !doc.has("verdict", "dnsCanFix")) {
            return "";
        }
        return doc.is("verdict", "dnsCanFix") ? "A DNS change mends it" : "No DNS change mends it";
    }

    public String fixHeading() {
        return doc.list("fixes").size() == 1 ? "What to do" : "What to do, in this order";
    }

    /// The page that explains the cause.
    public String guide() {
        return CausePages.guide(doc.text("verdict", "cause"));
    }

    /// The form field for a missing fact; empty if it is none that a field of one line can hold.
    public String field(String fact) {
        return FIELDS.getOrDefault(fact, "");
    }

    public String example(String fact) {
        return EXAMPLES.getOrDefault(fact, "");
    }

    /// Whether a missing fact is more text, which goes with the paste.
    public boolean moreText(String fact) {
        return fact.equals("bounce") || fact.equals("headers");
    }

    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (Fact fact : FACTS) {
            if (doc.has("facts", fact.value())) {
                Piece value = doc.at("facts", fact.value());
                facts.add(new Fact(
                        fact.words(), value.node().isArray() ? String.join(", ", value.texts()) : value.text()));
            }
        }
        return facts;
    }

    /// Evidence with a text, each once; what the check itself says already is left out.
    public List<Piece> evidence(Piece check) {
        List<Piece> evidence = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Piece piece : check.list("evidence")) {
            String text = piece.text("text");
            if (!text.isEmpty() && !seen.contains(text) && !check.text("says").contains(text) && evidence.size() < 4) {
                seen.add(text);
                evidence.add(piece);
            }
        }
        return evidence;
    }

    /// The line of the paste that a piece of evidence stands on; 0 if it is not on the page.
    public int line(Piece evidence) {
        List<Piece> span = evidence.list("span");
        return span.size() == 2 && evidence.text("from").equals("paste")
                ? marked.lineAt(span.getFirst().number())
                : 0;
    }

    /// The page of a shared report.
    public static AnswerPage shared(Piece doc, Piece tree) {
        return new AnswerPage(doc, tree, "", MarkedText.NOTHING, Engine.Known.NOTHING, "", "", false, false);
    }

    public Space space() {
        return new Space(tree, doc.text("facts", "ip"));
    }

    public static String checkTitle(String id) {
        return CHECKS.getOrDefault(id, id);
    }

    /// How a check stands: what is in order is green, what is wrong red; what only describes has no colour.
    public static String tone(Piece check) {
        boolean holds = check.text("outcome").equals("holds");
        boolean fails = check.text("outcome").equals("fails");
        return switch (check.text("id")) {
            case "ip-authorised", "record-evaluates" -> holds ? "good" : fails ? "bad" : "unknown";
            case "forwarded" -> holds ? "warn" : fails ? "plain" : "unknown";
            default -> holds || fails ? "plain" : "unknown";
        };
    }

    public static String outcomeWords(Piece check) {
        boolean holds = check.text("outcome").equals("holds");
        if (!holds && !check.text("outcome").equals("fails")) {
            return "Not known";
        }
        return switch (check.text("id")) {
            case "bounce-says" -> holds ? "SPF" : "Not SPF";
            case "domain-checked" -> holds ? "Known" : "Another one";
            default -> holds ? "Yes" : "No";
        };
    }

    public static String from(String source) {
        return switch (source) {
            case "paste" -> "In your paste";
            case "dns" -> "DNS now";
            default -> "Evaluated";
        };
    }

    public static String shortened(String text) {
        return text.length() <= 170 ? text : text.substring(0, 167).stripTrailing() + "...";
    }

    public static String fixTone(String kind) {
        return switch (kind) {
            case "publish" -> "publish";
            case "tell" -> "tell";
            default -> "none";
        };
    }

    /// Who is to be told, as the command line says it.
    public static String whom(Piece fix) {
        String word = fix.text("whom");
        for (Fix.Whom whom : Fix.Whom.values()) {
            if (whom.word().equals(word)) {
                return whom.words();
            }
        }
        return word;
    }

    /// Opens the letter in the mail program; the address is for the person to fill in.
    public static String mailto(Piece fix) {
        return "mailto:?subject=" + encoded(fix.text("letter", "subject")) + "&body="
                + encoded(fix.lines("letter", "body").replace("\n", "\r\n"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
