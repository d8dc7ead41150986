package org.whybounce.bounce.phrase;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whybounce.bounce.Action;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Phrase;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.Stage;
import org.whybounce.text.Claim;

/// Our meanings in the words of other tools, so that people can move their dashboards.
public final class Dialects {
    private record Row(String sisimai, String kumomta, String powermta) {}

    private final Map<Meaning, Row> rows;
    private final Map<String, String> pseudo;

    private Dialects(Map<Meaning, Row> rows, Map<String, String> pseudo) {
        this.rows = rows;
        this.pseudo = pseudo;
    }

    public static Dialects standard() {
        Map<Meaning, Row> rows = new EnumMap<>(Meaning.class);
        for (String line : Knowledge.lines("dialects.tsv")) {
            String[] cells = line.split("\t", -1);
            Meaning.ofCode(cells[0]).ifPresent(meaning -> rows.put(meaning, new Row(cells[1], cells[2], cells[3])));
        }
        Map<String, String> pseudo = new HashMap<>();
        for (String line : Knowledge.lines("sisimai-status.tsv")) {
            String[] cells = line.split("\t", -1);
            pseudo.put(cells[0], cells[1]);
        }
        return new Dialects(rows, pseudo);
    }

    /// The dialects that there are, as `--as` takes them.
    public static List<String> names() {
        return List.of("sisimai", "kumomta", "powermta");
    }

    /// What another tool calls this refusal; empty if there is no such dialect.
    public Optional<String> as(String dialect, Refusal refusal) {
        return switch (dialect.toLowerCase(Locale.ROOT)) {
            case "sisimai" -> Optional.of(sisimai(refusal));
            case "kumomta" ->
                Optional.of(first(refusal).map(rows::get).map(Row::kumomta).orElse("Uncategorized"));
            case "powermta" ->
                Optional.of(first(refusal).map(rows::get).map(Row::powermta).orElse("other"));
            default -> Optional.empty();
        };
    }

    /// What another tool calls a refusal, or a paste that holds none; empty where there is nothing to name.
    public Optional<String> name(String dialect, Claims claims, Optional<Refusal> refusal) {
        Optional<String> aside = aside(dialect, claims);
        return aside.isPresent() ? aside : refusal.flatMap(one -> as(dialect, one));
    }

    /// What another tool calls what was pasted where nothing was refused: an automatic reply, a complaint, a
    /// report of delivery; empty where there is no such dialect, or nothing to name.
    public Optional<String> aside(String dialect, Claims claims) {
        Optional<String> why = claims.setAside();
        if (why.isEmpty() || !names().contains(dialect.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        boolean sisimai = dialect.equalsIgnoreCase("sisimai");
        boolean kumo = dialect.equalsIgnoreCase("kumomta");
        if (why.get().contains("complaint")) {
            return Optional.of(sisimai ? "feedback" : kumo ? "SpamRelated" : "spam-related");
        }
        if (why.get().contains("automatic reply")) {
            return Optional.of(sisimai ? "vacation" : kumo ? "AutoReply" : "other");
        }
        return Optional.of(sisimai ? "delivered" : kumo ? "Uncategorized" : "other");
    }

    /// As [#as], for a meaning alone.
    public Optional<String> as(String dialect, Meaning meaning) {
        return Optional.ofNullable(rows.get(meaning)).flatMap(row -> switch (dialect.toLowerCase(Locale.ROOT)) {
            case "sisimai" -> Optional.of(row.sisimai);
            case "kumomta" -> Optional.of(row.kumomta);
            case "powermta" -> Optional.of(row.powermta);
            default -> Optional.empty();
        });
    }

    private static Optional<Meaning> first(Refusal refusal) {
        return refusal.wording().readings().stream().map(Reading::meaning).findFirst();
    }

    /// Sisimai cuts by wording, and by the stage: "user unknown" behind the data is `filtered`.
    public String sisimai(Refusal refusal) {
        if (refusal.action()
                .filter(action -> action.value() == Action.DELIVERED)
                .isPresent()) {
            return "delivered";
        }
        Optional<Reading> reading = refusal.wording().readings().stream().findFirst();
        if (reading.isEmpty()) {
            return "onhold";
        }
        Meaning meaning = reading.get().meaning();
        boolean program = refusal.flattened().regionMatches(true, 0, "x-unix;", 0, 7);
        if (program && (meaning == Meaning.SYSTEM_TEMPORARY || meaning == Meaning.SYSTEM_EXPIRED)) {
            // RFC 3464, section 2.3.6: the exit status of a program that mail is piped to.
            return "mailererror";
        }
        Optional<String> own = reading.get().phrase().map(Phrase::sisimai).filter(name -> !name.isEmpty());
        if (own.isPresent()) {
            return own.get();
        }
        // A warning of a mail that is still tried is filed under "expired" there.
        if (meaning == Meaning.SYSTEM_TEMPORARY
                && refusal.action()
                        .filter(action -> action.value() == Action.DELAYED)
                        .isPresent()) {
            return "expired";
        }
        String name = Optional.ofNullable(rows.get(meaning)).map(Row::sisimai).orElse("undefined");
        if (reading.get().strength() == Reading.Strength.HINT
                && vague(meaning)
                && refusal.enhancedCodes().stream()
                        .findFirst()
                        .filter(code -> security(code.value()))
                        .isPresent()) {
            return "securityerror";
        }
        String status = status(refusal);
        return switch (meaning) {
            case RECIPIENT_UNKNOWN ->
                reading.get().strength() == Reading.Strength.HINT
                                && reading.get().phrase().isPresent()
                                && !status.startsWith(".1.")
                        ? unsaid(refusal, status)
                        : unknown(refusal, status);
            case CONTENT_FORMAT -> status.startsWith(".6.") ? "contenterror" : name;
            case RECIPIENT_DISABLED -> status.equals(".1.1") ? "userunknown" : name;
            case RECIPIENT_RESTRICTED -> status.equals(".7.1") ? "securityerror" : name;
            case POLICY_UNSPECIFIED ->
                switch (status) {
                    case ".7.1", ".7.0" ->
                        refusal.flattened().toLowerCase(Locale.ROOT).contains("access denied")
                                ? "rejected"
                                : "policyviolation";
                    default -> name;
                };
            default -> name;
        };
    }

    private static String status(Refusal refusal) {
        return refusal.enhancedCodes().stream()
                .map(code -> code.value().toString().substring(1))
                .findFirst()
                .orElse("");
    }

    private static boolean vague(Meaning meaning) {
        return meaning == Meaning.POLICY_UNSPECIFIED || meaning == Meaning.SYSTEM_TEMPORARY;
    }

    /// RFC 3463, X.7.2 to X.7.9: security, where the words say no more.
    private static boolean security(EnhancedStatus status) {
        return status.subject() == 7 && status.detail() >= 2 && status.detail() <= 9;
    }

    /// Receivers whose replies Sisimai has tables of its own for.
    private static final List<String> OWN_TABLES = List.of("Yahoo", "Microsoft", "MessageLabs", "Orange and La Poste");

    private static final Set<String> OWN_DOMAINS = Set.of("ezweb.ne.jp", "au.com", "auone-net.jp", "docomo.ne.jp");

    /// "Recipient address rejected" and no more.
    private static String unsaid(Refusal refusal, String status) {
        if (status.startsWith(".7.")) {
            return "securityerror";
        }
        String name = unknown(refusal, status);
        return name.equals("filtered") || status.equals(".0.0") ? "onhold" : name;
    }

    private static String unknown(Refusal refusal, String status) {
        if (status.equals(".1.6")) {
            return "hasmoved";
        }
        if (status.equals(".1.2")) {
            return "hostunknown";
        }
        // By the refusing host, not by the wording alone; or by the recipient's domain.
        boolean table = refusal.provider()
                .filter(provider -> provider.span() == null && OWN_TABLES.contains(provider.value()))
                .isPresent();
        boolean domain = refusal.recipient()
                .map(recipient -> recipient.value().toLowerCase(Locale.ROOT))
                .filter(recipient -> OWN_DOMAINS.contains(recipient.substring(recipient.lastIndexOf('@') + 1)))
                .isPresent();
        boolean named = refusal.flattened().toLowerCase(Locale.ROOT).contains(">: user unknown");
        boolean own = status.equals(".5.0") || table || domain && named;
        if (status.startsWith(".1.") || own) {
            return "userunknown";
        }
        boolean atRcpt = refusal.stage()
                .map(Claim::value)
                .filter(stage -> stage == Stage.RCPT_TO)
                .isPresent();
        return atRcpt && refusal.stageTold() ? "userunknown" : "filtered";
    }

    /// The status that Sisimai makes up where a bounce has none.
    public Optional<String> sisimaiStatus(Refusal refusal) {
        String first = refusal.temporary().orElse(false) ? "4" : "5";
        return Optional.ofNullable(pseudo.get(sisimai(refusal))).map(rest -> first + rest);
    }
}
