package org.whybounce.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.whybounce.cause.Side;
import org.whybounce.cause.rule.CauseWords;
import org.whybounce.fix.Fix;
import org.whybounce.web.Engine;
import tools.jackson.databind.node.JsonNodeFactory;

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
/// @param place  the address under which this page answers again; empty for a paste, which belongs to no address
/// @param done   the link that tells whether the change has been made
/// @param site   the address of this site, for links in mails
public record AnswerPage(
        Piece doc,
        Piece tree,
        String paste,
        MarkedText marked,
        Engine.Known known,
        String wrong,
        String made,
        boolean live,
        boolean shareable,
        String place,
        DoneLink done,
        String site) {

    /// Characters of a title that tabs and bookmarks show.
    private static final int MOST_TITLE = 110;

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

    /// The verdict as one would say it to the person who asked.
    public String headline() {
        return doc.has("verdict", "headline") ? doc.text("verdict", "headline") : doc.text("verdict", "summary");
    }

    /// The verdict with its technical words; empty where the headline is that.
    public String technical() {
        return doc.has("verdict", "headline") ? doc.text("verdict", "summary") : "";
    }

    /// What stands in the browser's tab: the verdict without its reason's details.
    public String title() {
        String headline = headline();
        return headline.length() <= MOST_TITLE
                ? headline
                : headline.substring(0, MOST_TITLE - 3).stripTrailing() + "...";
    }

    public AdminMail adminMail() {
        return AdminMail.of(doc, done.shown() ? site + done.path() : "", done.until());
    }

    public boolean adminMailWanted() {
        return AdminMail.wanted(doc);
    }

    public List<MailPicture.Drawing> drawings() {
        return MailPicture.of(doc);
    }

    /// The checks that bear on the cause: where it is certain, a check that knows nothing says nothing.
    public List<Piece> checks() {
        List<Piece> checks = doc.list("checks");
        if (!doc.text("verdict", "status").equals("established")) {
            return checks;
        }
        String cause = doc.text("verdict", "cause");
        boolean spf = cause.startsWith("spf.")
                || cause.startsWith("dmarc.")
                || cause.startsWith("auth.")
                || cause.startsWith("receiver.");
        return checks.stream()
                .filter(check -> check.text("id").equals("bounce-says")
                        || spf && !check.text("outcome").equals("unknown"))
                .toList();
    }

    /// A cause in words, as the command line says it.
    public static String causeWords(String code) {
        String words = CauseWords.of(code);
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// How the host's form wants a record; a piece without fields where the host's zone was not asked.
    public Piece entry(String at, String value) {
        for (Piece entry : doc.list("zone", "entries")) {
            if (entry.text("at").equals(at) && entry.text("value").equals(value)) {
                return entry;
            }
        }
        return new Piece(JsonNodeFactory.instance.missingNode());
    }

    /// Whether a letter can be sent as it is: one with a gap in it is worse than none.
    public static boolean wholeLetter(Piece fix) {
        String body = fix.lines("letter", "body");
        return fix.has("letter") && !body.contains("the domain in From") && !body.contains("<your ");
    }

    /// Whether the mail's sending service is not known, and knowing it would help.
    public boolean pickService() {
        String cause = doc.text("verdict", "cause");
        return live
                && !doc.has("service")
                && (cause.startsWith("dmarc.")
                        || cause.startsWith("auth.")
                        || cause.startsWith("dkim.")
                        || cause.equals("spf.sender-not-listed")
                        || cause.equals("spf.no-record"));
    }

    /// Whether naming the service is the first thing to do: where no record of the domain itself is to be changed, its
    /// service's records are the fix.
    public boolean pickFirst() {
        String cause = doc.text("verdict", "cause");
        return pickService() && !publishes() && (cause.startsWith("dmarc.") || cause.startsWith("auth."));
    }

    /// Whether setting the service up is the first thing to do: where no record of the domain itself is to be changed.
    public boolean serviceFirst() {
        return doc.list("service", "records").stream()
                        .anyMatch(record -> !record.text("state").equals("done"))
                && doc.list("fixes").stream().noneMatch(fix -> fix.text("kind").equals("publish"));
    }

    public boolean publishes() {
        return doc.list("fixes").stream().anyMatch(fix -> fix.text("kind").equals("publish"));
    }

    /// What the service asks for beside what the change above brings: the include is a part of that record, and by
    /// itself
    /// no record at all.
    public List<Piece> serviceRecords() {
        return doc.list("service", "records").stream()
                .filter(record -> !publishes() || !record.text("value").startsWith("include:"))
                .toList();
    }

    /// An example's DNS cannot be changed by anybody.
    public boolean doneShown() {
        return live && done.shown() && made.isEmpty();
    }

    /// Whether a limit of ours or a slow name server cut the answer short, so that trying again may help.
    public boolean slow() {
        return live
                && (doc.has("limits")
                        || doc.list("missing").stream()
                                .anyMatch(missing -> missing.text("fact").equals("dns")
                                        || missing.text("fact").equals("limit")));
    }

    public String nothingToDo() {
        return doc.text("verdict", "status").equals("established")
                ? "There is nothing to change in the DNS for this; the reason is under Why."
                : "There is nothing to do about it.";
    }

    /// Whether a form's name field takes the words as they stand, so that they can be copied.
    public boolean plainName(Piece entry) {
        return entry.text("enter").indexOf(' ') < 0;
    }

    public String ownDomain() {
        return doc.has("facts", "fromDomain") ? doc.text("facts", "fromDomain") : doc.text("facts", "checkedDomain");
    }

    /// Reasons that stand with every candidate; they are shown once.
    ///
    /// @param side `for` or `against`
    public List<String> common(String side) {
        List<Piece> candidates = doc.list("candidates");
        if (candidates.size() < 2) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>(candidates.getFirst().texts(side));
        candidates.forEach(candidate -> reasons.retainAll(candidate.texts(side)));
        return reasons;
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
        if (serviceFirst()) {
            return "DNS records for " + doc.text("service", "name") + " fix it";
        }
        return doc.is("verdict", "dnsCanFix") ? "A DNS change fixes it" : "No DNS change of yours fixes it";
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
        return new AnswerPage(
                doc,
                tree,
                "",
                MarkedText.NOTHING,
                Engine.Known.NOTHING,
                "",
                "",
                false,
                false,
                "",
                new DoneLink("", "", "", "", "", "", LocalDate.EPOCH),
                "");
    }

    /// An example as a guide takes it apart: its text with the evidence marked.
    public static AnswerPage example(Piece doc, String text, String made) {
        return new AnswerPage(
                doc,
                new Piece(JsonNodeFactory.instance.objectNode()),
                text,
                MarkedText.of(text, doc.list("checks")),
                Engine.Known.NOTHING,
                "",
                made,
                false,
                false,
                "",
                new DoneLink("", "", "", "", "", "", LocalDate.EPOCH),
                "");
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
