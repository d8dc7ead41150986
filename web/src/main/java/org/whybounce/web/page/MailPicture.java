package org.whybounce.web.page;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;

/// One drawing of a mail's way: who sent it, through whom, who refused, and what the receiver asked the DNS. Made of
/// the document alone, so that a shared report has it too; the same with and without script, in the dark and on paper.
///
/// It runs from top to bottom and is as wide as a telephone; on a wide screen the drawing of today and that of
/// after the change stand side by side.
public final class MailPicture {
    /// A drawing and the same in words.
    public record Drawing(String heading, String svg, String words) {}

    private static final int WIDTH = 340;
    private static final int BOX = 54;
    private static final int GAP = 46;
    /// Characters of a box's line; a longer name is cut in its middle.
    private static final int LONGEST = 38;

    private record Stop(String title, String below, String kind) {}

    private final Piece doc;
    private final boolean after;

    private MailPicture(Piece doc, boolean after) {
        this.doc = doc;
        this.after = after;
    }

    /// Today, and where a change is proven also after it; none where the answer is not about one mail.
    public static List<Drawing> of(Piece doc) {
        if (!doc.has("verdict", "cause") || !doc.has("facts", "diagnosticText")) {
            return List.of();
        }
        List<Drawing> drawings = new ArrayList<>();
        drawings.add(new MailPicture(doc, false).draw());
        boolean proven = doc.list("fixes").stream()
                .anyMatch(fix -> fix.text("kind").equals("publish")
                        && fix.text("proof", "after").equals("pass"));
        if (proven) {
            drawings.add(new MailPicture(doc, true).draw());
        }
        return drawings;
    }

    private Drawing draw() {
        List<Stop> stops = stops();
        String asked = asked();
        StringBuilder out = new StringBuilder();
        int y = 2;
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < stops.size(); i++) {
            Stop stop = stops.get(i);
            box(body, y, stop);
            y += BOX;
            if (i < stops.size() - 1) {
                boolean last = i == stops.size() - 2;
                int gap = last && !asked.isEmpty() ? GAP + 34 : GAP;
                arrow(body, y, gap, last ? (after ? "good" : "bad") : "plain");
                if (last) {
                    text(body, 84, y + 19, "label " + (after ? "good" : "bad"), after ? "delivered" : refused());
                    if (!asked.isEmpty()) {
                        text(body, 84, y + 41, "note", cut(asked, 29));
                        text(body, 84, y + 60, "note strong " + (after ? "good" : "bad"), answer());
                    }
                }
                y += gap;
            }
        }
        List<String[]> rows = identities();
        if (!rows.isEmpty()) {
            y += 26;
            text(body, 4, y, "label", "Whose name is on it");
            for (String[] row : rows) {
                y += 24;
                text(body, 4, y, "note", row[0]);
                text(body, 118, y, "note mono", cut(row[1], 21));
                text(body, WIDTH - 6, y, "note strong end " + row[2], row[3]);
            }
            y += 10;
        }
        out.append("<svg class=\"way\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">"
                .formatted(WIDTH, y + 4, WIDTH, y + 4, escaped(words(stops, asked))));
        out.append(body).append("</svg>");
        return new Drawing(after ? "After the change" : "This mail", out.toString(), words(stops, asked));
    }

    private List<Stop> stops() {
        List<Stop> stops = new ArrayList<>();
        String from =
                doc.has("facts", "fromDomain") ? doc.text("facts", "fromDomain") : doc.text("facts", "checkedDomain");
        stops.add(new Stop("You", from, "plain"));
        String ip = doc.text("facts", "ip");
        String service = doc.text("service", "name");
        boolean forwarded = doc.text("verdict", "cause").equals("spf.forwarded")
                || doc.text("verdict", "kind").equals("forwarded");
        boolean list = doc.text("verdict", "kind").equals("list");
        if (forwarded || list) {
            stops.add(new Stop(service.isEmpty() ? "Your mail server" : service, "", "plain"));
            stops.add(new Stop(list ? "The mailing list" : "The forwarder", ip, "mark"));
        } else {
            stops.add(new Stop(service.isEmpty() ? "The sending server" : service, ip, "mark"));
        }
        String receiver = doc.has("verdict", "receiver") ? doc.text("verdict", "receiver") : "The receiving server";
        stops.add(new Stop(shortReceiver(receiver), doc.text("facts", "refusedBy"), after ? "good" : "bad"));
        return stops;
    }

    private static String shortReceiver(String receiver) {
        return receiver.startsWith("The mail server ")
                ? "The receiver"
                : receiver.startsWith("Your own mail server ") ? "Your own mail server" : receiver;
    }

    private String refused() {
        return doc.is("facts", "temporary") ? "put off" : "refused";
    }

    /// What the receiver asked the DNS, where the cause is an answer of the DNS.
    private String asked() {
        String cause = doc.text("verdict", "cause");
        if (cause.startsWith("spf.") && doc.has("facts", "checkedDomain")) {
            return "SPF of " + doc.text("facts", "checkedDomain");
        }
        if (cause.equals("dmarc.policy") && doc.has("dmarc", "domain")) {
            return "DMARC of " + doc.text("dmarc", "domain");
        }
        return "";
    }

    private String answer() {
        if (after) {
            return "says yes";
        }
        if (doc.text("verdict", "cause").equals("dmarc.policy")) {
            return "asks for proof";
        }
        List<Piece> evaluations = doc.list("evaluations");
        String result = evaluations.isEmpty() ? "" : evaluations.getFirst().text("result");
        return switch (result) {
            case "fail", "softfail" -> "says no: " + result;
            case "permerror" -> "is broken: permerror";
            case "temperror" -> "does not answer";
            case "none" -> "is not there";
            case "" -> "says no";
            default -> "says " + result;
        };
    }

    /// The names that DMARC compares: what the reader sees, the envelope, the signature.
    private List<String[]> identities() {
        String from = doc.text("facts", "fromDomain");
        if (from.isEmpty()) {
            return List.of();
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"the reader sees", from, "plain", ""});
        String envelope = doc.text("facts", "mailFrom");
        envelope = envelope.substring(envelope.lastIndexOf('@') + 1);
        if (!envelope.isEmpty()) {
            // Whether the names belong together, not whether SPF passed for them.
            boolean aligned = related(envelope, from);
            rows.add(new String[] {"the envelope", envelope, aligned ? "good" : "bad", aligned ? "same" : "other"});
        }
        if (doc.has("dmarc", "dkimAligned")) {
            boolean aligned = doc.is("dmarc", "dkimAligned");
            rows.add(new String[] {
                "the signature", aligned ? from : "none of " + from, aligned ? "good" : "bad", aligned ? "same" : "none"
            });
        }
        return rows.size() > 1 ? rows : List.of();
    }

    private static boolean related(String a, String b) {
        return DomainName.parse(a)
                .flatMap(one -> DomainName.parse(b)
                        .map(other -> PublicSuffixes.organisation(one).equals(PublicSuffixes.organisation(other))))
                .orElse(false);
    }

    private String words(List<Stop> stops, String asked) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < stops.size(); i++) {
            Stop stop = stops.get(i);
            out.append(i == 0 ? "" : i == stops.size() - 1 ? ", then to " : ", then ")
                    .append(stop.title());
            if (!stop.below().isEmpty()) {
                out.append(" (").append(stop.below()).append(')');
            }
        }
        out.append(after ? ": delivered" : ": " + refused());
        if (!asked.isEmpty()) {
            out.append(", as ").append(asked).append(' ').append(answer());
        }
        return out.append('.').toString();
    }

    private static void box(StringBuilder out, int y, Stop stop) {
        out.append("<rect class=\"box %s\" x=\"2\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\"/>"
                .formatted(stop.kind(), y, WIDTH - 4, BOX));
        boolean two = !stop.below().isEmpty();
        text(out, 16, y + (two ? 23 : 33), "title", cut(stop.title(), LONGEST));
        if (two) {
            text(out, 16, y + 42, "note mono", cut(stop.below(), LONGEST));
        }
    }

    private static void arrow(StringBuilder out, int y, int gap, String kind) {
        int end = y + gap - 3;
        out.append("<path class=\"arrow %s\" d=\"M60 %d V%d M53 %d L60 %d L67 %d\"/>"
                .formatted(kind, y + 3, end, end - 8, end, end - 8));
        if (kind.equals("bad")) {
            int middle = y + gap / 2;
            out.append("<path class=\"arrow bad\" d=\"M52 %d L68 %d M68 %d L52 %d\"/>"
                    .formatted(middle - 8, middle + 8, middle - 8, middle + 8));
        }
    }

    private static void text(StringBuilder out, int x, int y, String kind, String words) {
        if (!words.isEmpty()) {
            out.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(kind, x, y, escaped(words)));
        }
    }

    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int head = most / 2;
        return text.substring(0, head) + "…" + text.substring(text.length() - (most - head - 1));
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
