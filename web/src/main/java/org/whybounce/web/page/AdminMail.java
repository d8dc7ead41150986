package org.whybounce.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The mail to whoever can change the DNS: what was refused, the record, why it is right, and where to see whether it
/// has been done.
public record AdminMail(String subject, String body) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    /// @param link the whole address of the page that tells whether it has been done; empty if there is none
    public static AdminMail of(Piece doc, String link, LocalDate until) {
        StringBuilder out = new StringBuilder();
        String domain = domain(doc);
        out.append("Hello,\n\n");
        out.append(doc.has("verdict", "headline") ? doc.text("verdict", "headline") : doc.text("verdict", "summary"))
                .append('\n');
        if (doc.has("verdict", "headline")) {
            out.append(doc.text("verdict", "summary")).append('\n');
        }
        out.append("\nPlease make this change in the DNS of ").append(domain).append(":\n");
        for (Piece fix : doc.list("fixes")) {
            if (fix.text("kind").equals("publish")) {
                fix.list("also").forEach(also -> record(out, also));
                record(out, fix);
                proof(out, fix.at("proof"));
            }
        }
        for (Piece record : doc.list("service", "records")) {
            if (!record.text("state").equals("done") && !inFixes(doc, record)) {
                if (record.text("value").startsWith("include:")) {
                    out.append("\n  Put ")
                            .append(record.text("value"))
                            .append(" into the SPF record of ")
                            .append(record.text("name"))
                            .append(", before its \"all\".\n");
                    continue;
                }
                out.append("\n  Type:  ").append(record.text("type")).append('\n');
                out.append("  Name:  ").append(record.text("name")).append('\n');
                out.append("  Value: ").append(record.text("value")).append('\n');
            }
        }
        if (doc.list("service", "records").stream().anyMatch(record -> record.is("inAccount"))) {
            out.append("\nWhat stands in angle or round brackets is shown in our account at ")
                    .append(doc.text("service", "name"))
                    .append(".\n");
        }
        if (!link.isEmpty()) {
            out.append("\nWhether it has been done can be seen here until ")
                    .append(DAY.format(until))
                    .append(":\n")
                    .append(link)
                    .append('\n');
        }
        out.append("\nThank you\n");
        return new AdminMail("Please change the DNS of " + domain, out.toString());
    }

    /// Whether an answer asks for a change of the DNS at all.
    public static boolean wanted(Piece doc) {
        return doc.list("fixes").stream().anyMatch(fix -> fix.text("kind").equals("publish"))
                || doc.list("service", "records").stream()
                        .anyMatch(record -> !record.text("state").equals("done"));
    }

    private static String domain(Piece doc) {
        for (Piece fix : doc.list("fixes")) {
            if (fix.text("kind").equals("publish")) {
                return doc.has("zone", "name") ? doc.text("zone", "name") : fix.text("at");
            }
        }
        return doc.text("service", "domain");
    }

    /// The include that a service asks for is what the record of the fix brings.
    private static boolean inFixes(Piece doc, Piece record) {
        return record.text("value").startsWith("include:")
                && doc.list("fixes").stream().anyMatch(fix -> fix.text("kind").equals("publish"));
    }

    private static void record(StringBuilder out, Piece edit) {
        if (edit.has("condition")) {
            out.append("\nOnly ").append(edit.text("condition")).append(":\n");
        }
        out.append("\n  Type:  ").append(edit.text("type")).append('\n');
        out.append("  Name:  ").append(edit.text("at")).append('\n');
        for (String becomes : edit.texts("becomes")) {
            out.append("  Value: ").append(becomes).append('\n');
        }
        List<String> was = edit.texts("was");
        for (String each : was) {
            out.append("  It replaces: ").append(each).append('\n');
        }
    }

    private static void proof(StringBuilder out, Piece proof) {
        if (!proof.has("after")) {
            return;
        }
        out.append("\nThis was tried out before: with the new record the refused mail evaluates to ")
                .append(proof.text("after"));
        if (proof.has("before")) {
            out.append(" instead of ").append(proof.text("before"));
        }
        out.append(proof.has("lost") ? "." : ", and nobody who may send today is lost.");
        if (proof.has("lookupsWorst")) {
            out.append(" It needs ").append(proof.text("lookupsWorst")).append(" of 10 DNS lookups.");
        }
        out.append('\n');
    }

    /// Opens it in the mail program; the address is for the person to fill in.
    public String mailto() {
        return "mailto:?subject=" + encoded(subject) + "&body=" + encoded(body.replace("\n", "\r\n"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
