package org.whybounce.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.whybounce.seen.Mark;

/// The address of the page that tells whether a change has been made. It holds names, addresses and short marks of the
/// records before and after, and no text: so it needs nothing stored here, and nobody can put words of theirs on the
/// page with it.
///
/// @param domain  whose record was to change
/// @param ip      the sending address of the mail that failed; empty if none is known
/// @param from    the domain of its MAIL FROM, likewise
/// @param service the slug of the service whose records were to be published; empty if none
/// @param was     the mark of the SPF records before, empty if there were none
/// @param becomes the mark of those advised
/// @param until   the day after which the link no longer answers
public record DoneLink(
        String domain, String ip, String from, String service, String was, String becomes, LocalDate until) {
    /// Days for which a link answers: long enough for whoever changes the DNS to come to it.
    public static final int DAYS = 7;

    /// Of an answer; empty fields where nothing is to be looked for.
    public static DoneLink of(Piece doc, LocalDate today) {
        LocalDate until = today.plusDays(DAYS);
        String service = Slug.of(doc.text("service", "name"));
        for (Piece fix : doc.list("fixes")) {
            if (fix.text("kind").equals("publish") && fix.text("type").equals("TXT")) {
                String at = fix.text("at");
                boolean mail = at.equals(doc.text("facts", "checkedDomain")) && doc.has("facts", "ip");
                return new DoneLink(
                        at,
                        mail ? doc.text("facts", "ip") : "",
                        mail ? at : "",
                        doc.text("service", "domain").equals(at) ? service : "",
                        Mark.of(raw(fix.list("was"))),
                        Mark.of(raw(fix.list("becomes"))),
                        until);
            }
        }
        return doc.has("service", "records")
                ? new DoneLink(doc.text("service", "domain"), "", "", service, "", "", until)
                : new DoneLink("", "", "", "", "", "", until);
    }

    private static List<String> raw(List<Piece> texts) {
        return texts.stream().map(piece -> piece.node().asString("")).toList();
    }

    public boolean shown() {
        return !domain.isEmpty();
    }

    /// Path and query.
    public String path() {
        List<String> query = new ArrayList<>();
        add(query, "domain", domain);
        add(query, "ip", ip);
        add(query, "from", from.equals(domain) ? "" : from);
        add(query, "service", service);
        add(query, "was", was);
        add(query, "becomes", becomes);
        add(query, "until", until.toString());
        return "/done?" + String.join("&", query);
    }

    private static void add(List<String> query, String name, String value) {
        if (!value.isEmpty()) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
