package org.whybounce.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.results.AuthenticationResults;

/// Says of each header field how far it can be believed.
///
/// What stands above the entry's Received was put there by the receiver, since servers write at the top (RFC
/// 5321, section 4.4). Below it, a result that bears the receiver's name is believed only where the receiver
/// is known to write there ([OwnFields]), and is asserted where it may be the receiver's. The Received of the
/// server that handed the message over is that server's word, if its name is proven. Everything else anybody
/// before may have written.
final class TrustSearch {
    /// Names that Exchange Online takes out of what comes in, so that they are its own wherever they stand.
    private static final List<String> EXCHANGE_OWN =
            List.of("x-ms-exchange-organization-", "x-forefront-antispam-report", "x-microsoft-antispam");

    /// Why a result that may be the receiver's is not believed.
    static final String NAMED_BELOW =
            "it bears the receiver's name and stands below the entry, where milters write and" + " the sender can too";

    /// Why a result in the receiver's name is forged.
    static final String CAME_IN = "it bears the receiver's name, but came in with the message";

    private static final String SENDERS =
            "words that the sender gave hold the signs of which results are made, and receivers print them";

    private static final String BELOW_LIKELY =
            "it stands below a hop with a client of the receiver's own network, which behind address translation can be"
                    + " anybody";

    private static final String NAMED_FAR_BELOW =
            "it bears the receiver's name, but stands below what came in, where anybody can write";

    /// Rows of the table that web mail shows.
    private static final Set<String> SUMMARY = Set.of("spf", "dkim", "dmarc");

    private final MessageEvidence message;
    private final Chain chain;
    private final int entry;
    private final int likelyFrom;
    private final Set<String> receivers = new HashSet<>();
    private final Map<Integer, OwnFields.Standing> own = new HashMap<>();
    private final boolean stated;
    private final boolean atTimes;
    private final String handedOver;
    private int handedOverTo = -1;
    private int resultsTo = -1;

    /// Down to where the server that handed the message over wrote its Received fields, and other fields.
    private void handedOver() {
        String system = handedOver.isEmpty() ? "" : chain.identity(handedOver);
        for (int i = entry + 1; i < chain.size() && !system.isEmpty(); i++) {
            if (!chain.bySystem(i).equals(system)) {
                return;
            }
            handedOverTo = chain.start(i);
            resultsTo = i + 1 < chain.size() ? chain.start(i) : resultsTo;
        }
    }

    /// @param likely index of the newest hop inside that nothing proves
    TrustSearch(MessageEvidence message, Chain chain, int entry, Optional<Integer> likely) {
        this.message = message;
        this.chain = chain;
        this.entry = entry;
        this.likelyFrom = likely.map(chain::start).orElse(Integer.MAX_VALUE);
        for (int i = 0; i <= entry; i++) {
            receivers.add(chain.bySystem(i));
        }
        receivers.remove("");
        handedOver = entry < 0 ? "" : chain.provenName(entry).orElse("");
        handedOver();
        if (entry >= 0) {
            chain.own(entry, message).forEach(each -> own.put(each.at(), each.standing()));
        }
        atTimes = entry >= 0
                && chain.systems()
                        .system(chain.bySystem(entry).isEmpty() ? "" : chain.by(entry))
                        .filter(MailSystems.MailSystem::resultsBelowAtTimes)
                        .isPresent();
        stated = entry >= 0
                && (!own.isEmpty()
                        || message.results().stream()
                                .anyMatch(field -> field.kind() == AuthenticationResults.Kind.OWN
                                        && field.field().span().start() < chain.start(entry)));
    }

    List<FieldTrust> all() {
        List<FieldTrust> all = new ArrayList<>();
        if (chain.size() > 0 && FieldOrder.lost(message)) {
            return message.headers().fields().stream()
                    .map(field -> new FieldTrust(
                            field, Trust.ASSERTED, "the fields do not stand in the order in which they were written"))
                    .toList();
        }
        boolean senders = SenderWords.passForResults(message, chain, entry);
        for (HeaderField field : message.headers().fields()) {
            FieldTrust trust = trust(field);
            boolean result = field.is("Authentication-Results") || field.is("Received-SPF");
            if (result
                    && trust.trust() == Trust.BELIEVED
                    && (senders || SenderWords.quotedIn(field) || leftIn(field))) {
                all.add(new FieldTrust(field, Trust.ASSERTED, SENDERS));
                continue;
            }
            all.add(
                    trust.trust() == Trust.BELIEVED && field.span().start() > likelyFrom
                            ? new FieldTrust(field, Trust.ASSERTED, BELOW_LIKELY)
                            : trust);
        }
        return all;
    }

    private boolean leftIn(HeaderField field) {
        return message.results().stream()
                .filter(result -> result.field().span().start() == field.span().start())
                .anyMatch(SenderWords::leftIn);
    }

    private FieldTrust trust(HeaderField field) {
        int at = field.span().start();
        String lower = field.name().toLowerCase(Locale.ROOT);
        if (chain.size() == 0) {
            return new FieldTrust(
                    field,
                    lower.contains("authentication-results") || lower.equals("received-spf") || SUMMARY.contains(lower)
                            ? Trust.ASSERTED
                            : Trust.FORGEABLE,
                    "no Received field shows who wrote it");
        }
        if (entry < 0) {
            return new FieldTrust(field, Trust.ASSERTED, "no hop shows the message coming in from outside");
        }
        if (at <= chain.start(entry)) {
            return new FieldTrust(
                    field,
                    Trust.BELIEVED,
                    at == chain.start(entry)
                            ? "the receiver wrote it when the message came in"
                            : "it stands above the entry, so the receiver added it");
        }
        if (receivers.contains("Microsoft 365")
                && EXCHANGE_OWN.stream().anyMatch(lower::startsWith)
                && !lower.endsWith("-untrusted")
                && !lower.endsWith("-original")) {
            return new FieldTrust(
                    field,
                    Trust.ASSERTED,
                    "Exchange Online takes out what comes in under this name and writes it itself");
        }
        OwnFields.Standing standing = own.get(at);
        if (standing != null) {
            return switch (standing) {
                case PROVEN ->
                    new FieldTrust(
                            field,
                            Trust.BELIEVED,
                            "it bears the receiver's name and stands directly below the entry, where the receiver"
                                    + " writes");
                case NAMED -> new FieldTrust(field, Trust.ASSERTED, atTimes ? FieldTrust.BELOW_AT_TIMES : NAMED_BELOW);
                case AGAIN ->
                    new FieldTrust(
                            field,
                            Trust.FORGEABLE,
                            "it bears the receiver's name and states a second time what the receiver states above",
                            /* forged= */ true);
            };
        }
        boolean result = lower.equals("authentication-results") || lower.equals("received-spf");
        if (result && receivers.contains(chain.identity(OwnFields.writer(message, field)))) {
            // Proton writes its results below everything; where the receiver's stand elsewhere, these are none.
            return new FieldTrust(field, Trust.FORGEABLE, stated ? CAME_IN : NAMED_FAR_BELOW, stated);
        }
        return below(field, at, lower);
    }

    private FieldTrust below(HeaderField field, int at, String lower) {
        if (at <= (lower.equals("received") ? handedOverTo : resultsTo)) {
            return new FieldTrust(
                    field, Trust.ASSERTED, "the word of " + handedOver + ", which handed the message over");
        }
        return new FieldTrust(
                field, Trust.FORGEABLE, "it came in with the message; anybody before may have written it");
    }
}
