package org.whybounce.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.whybounce.web.Engine;

/// The answer page: the document of `explain` and the paste it was made from. Everything shown is in the document; this
/// class only chooses words and colours for codes.
///
/// @param paste  what was pasted, for the form that asks again; empty on a shared report
/// @param marked the paste with its evidence; without parts on a shared report
/// @param live   whether this answers a request, rather than showing a shared report
public record AnswerPage(
        Piece doc, String paste, MarkedText marked, Engine.Known known, boolean live, boolean shareable) {

    /// A fact and its name for people.
    public record Fact(String words, String value) {}

    private static final Map<String, String> SIDES = Map.of(
            "sender-dns", "Sender's side: DNS",
            "sender-host", "Sender's side: the sending server",
            "sender-service", "Sender's side: the sending service",
            "forwarder", "The forwarder's side",
            "receiver", "The receiver's side",
            "recipient", "The recipient's side",
            "message", "The message itself",
            "nobody", "Nobody has to act");

    private static final Map<String, String> CHECKS = Map.of(
            "bounce-says", "What the bounce says",
            "domain-checked", "The domain that was checked",
            "ip-authorised", "The connecting address",
            "record-evaluates", "The SPF record itself",
            "forwarded", "The way it took");

    /// Names of facts to the names of the form's fields.
    private static final Map<String, String> FIELDS = Map.of(
            "ip", "ip",
            "mailFrom", "mailFrom",
            "mail-from", "mailFrom",
            "helo", "helo",
            "fromDomain", "fromDomain",
            "from-domain", "fromDomain");

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
            default -> worstLevel().equals("error") ? "bad" : worstLevel().equals("warning") ? "open" : "good";
        };
    }

    private String worstLevel() {
        String worst = "";
        for (Piece finding : doc.list("findings")) {
            String level = finding.text("level");
            if (level.equals("error") || level.equals("warning") && worst.isEmpty()) {
                worst = level;
            }
        }
        return worst;
    }

    public String statusWords() {
        return switch (doc.text("verdict", "status")) {
            case "established" -> "The cause is established";
            case "open" -> "Not decided yet";
            default -> "No refusal in it";
        };
    }

    public String side() {
        return SIDES.getOrDefault(doc.text("verdict", "side"), "");
    }

    public String dnsWords() {
        if (!doc.has("verdict", "cause") || !doc.has("verdict", "dnsCanFix")) {
            return "";
        }
        return doc.is("verdict", "dnsCanFix") ? "A DNS change can mend it" : "No DNS change mends it";
    }

    public String fixHeading() {
        return doc.list("fixes").size() == 1 ? "What to do" : "What to do, in this order";
    }

    /// The page that explains the cause.
    public String guide() {
        return CausePages.guide(doc.text("verdict", "cause"));
    }

    /// The form field for a missing fact; empty if it is none that a field can hold.
    public String field(String fact) {
        return FIELDS.getOrDefault(fact, "");
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

    /// Evidence with a text, each text once.
    public List<Piece> evidence(Piece check) {
        List<Piece> evidence = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Piece piece : check.list("evidence")) {
            String text = piece.text("text");
            if (!text.isEmpty() && !seen.contains(text) && evidence.size() < 12) {
                seen.add(text);
                evidence.add(piece);
            }
        }
        return evidence;
    }

    public static String checkTitle(String id) {
        return CHECKS.getOrDefault(id, id);
    }

    public static String outcome(String outcome) {
        return switch (outcome) {
            case "holds", "fails" -> outcome;
            default -> "unknown";
        };
    }

    public static String sign(String outcome) {
        return switch (outcome) {
            case "holds" -> "✓";
            case "fails" -> "✗";
            default -> "?";
        };
    }

    public static String outcomeWords(String outcome) {
        return switch (outcome) {
            case "holds" -> "in order";
            case "fails" -> "not in order";
            default -> "not known";
        };
    }

    public static String from(String source) {
        return switch (source) {
            case "paste" -> "Your paste:";
            case "dns" -> "DNS now:";
            default -> "Step:";
        };
    }

    public static String level(String level) {
        return switch (level) {
            case "error", "warning", "notice", "info", "ok" -> level;
            default -> "info";
        };
    }

    /// Findings are named `SPF_LOOKUP_LIMIT/OVER`; the part before the slash has the page.
    public static String findingLink(String code) {
        int slash = code.indexOf('/');
        String page = slash < 0 ? code : code.substring(0, slash);
        return page.matches("[A-Z0-9_]{1,60}") ? "/findings/" + page : "/findings";
    }

    public static String fixTone(String kind) {
        return switch (kind) {
            case "publish" -> "publish";
            case "tell" -> "tell";
            default -> "none";
        };
    }

    public static String fixTitle(Piece fix) {
        return switch (fix.text("kind")) {
            case "publish" -> "Publish this at " + fix.text("at");
            case "tell" -> "Write to those who can mend it";
            default -> "Publish nothing";
        };
    }
}
