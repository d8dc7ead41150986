package org.whybounce.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.HeaderField;
import org.whybounce.text.Claim;

/// Says of each header field how far it can be believed.
///
/// What stands above the entry's Received was put there by the receiver, since servers write at the top (RFC 5321,
/// section 4.4). Below it, a field is the receiver's only if it bears the receiver's name and stands before the next
/// Received: servers take out results that come in under their own name (RFC 8601, section 5). The Received of the
/// server
/// that handed the message over is that server's word. Everything else anybody before may have written.
final class TrustSearch {
    /// Names that Exchange Online takes out of what comes in, so that they are its own wherever they stand.
    private static final List<String> EXCHANGE_OWN =
            List.of("x-ms-exchange-organization-", "x-forefront-antispam-report", "x-microsoft-antispam");

    /// Rows of the table that web mail shows.
    private static final Set<String> SUMMARY = Set.of("spf", "dkim", "dmarc");

    private final MessageEvidence message;
    private final Chain chain;
    private final int entry;
    private final Set<String> receivers = new HashSet<>();
    private final Set<String> named = new HashSet<>();

    TrustSearch(MessageEvidence message, Chain chain, int entry) {
        this.message = message;
        this.chain = chain;
        this.entry = entry;
        for (int i = 0; i <= entry; i++) {
            receivers.add(chain.bySystem(i));
        }
        receivers.remove("");
    }

    List<FieldTrust> all() {
        List<FieldTrust> all = new ArrayList<>();
        for (HeaderField field : message.headers().fields()) {
            all.add(trust(field));
        }
        return all;
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
                    Trust.BELIEVED,
                    "Exchange Online takes out what comes in under this name and writes it itself");
        }
        int next = entry + 1 < chain.size() ? chain.start(entry + 1) : Integer.MAX_VALUE;
        Optional<String> who = writer(field, lower);
        if (who.isPresent() && at < next) {
            String system = chain.identity(who.get());
            if (receivers.contains(system)) {
                return named.add(lower + " " + who.get())
                        ? new FieldTrust(
                                field,
                                Trust.BELIEVED,
                                "it bears the receiver's name and stands directly below the entry")
                        : new FieldTrust(
                                field,
                                Trust.FORGEABLE,
                                "it bears the receiver's name a second time, which the receiver does not");
            }
        }
        if (who.isPresent() && receivers.contains(chain.identity(who.get()))) {
            return new FieldTrust(field, Trust.FORGEABLE, "it bears the receiver's name, but came in with the message");
        }
        return below(field, at, lower);
    }

    private FieldTrust below(HeaderField field, int at, String lower) {
        String handedOver = chain.client(entry);
        for (int i = entry + 1; i < chain.size(); i++) {
            String system = chain.bySystem(i);
            if (system.isEmpty() || !system.equals(chain.clientSystem(entry))) {
                break;
            }
            int next = i + 1 < chain.size() ? chain.start(i + 1) : -1;
            if (at <= chain.start(i) && (lower.equals("received") || next > 0)) {
                return new FieldTrust(
                        field, Trust.ASSERTED, "the word of " + handedOver + ", which handed the message over");
            }
        }
        return new FieldTrust(
                field, Trust.FORGEABLE, "it came in with the message; anybody before may have written it");
    }

    /// Whose result a field claims to be.
    private Optional<String> writer(HeaderField field, String lower) {
        return switch (lower) {
            case "authentication-results" ->
                message.results().stream()
                        .filter(result -> result.field().equals(field))
                        .flatMap(result -> result.authservId().stream())
                        .map(Claim::value)
                        .findFirst();
            case "received-spf" ->
                message.receivedSpf().stream()
                        .filter(result -> result.field().equals(field))
                        .flatMap(result -> result.writer().stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }
}
