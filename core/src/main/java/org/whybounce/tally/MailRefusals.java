package org.whybounce.tally;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.whybounce.bounce.Action;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;
import org.whybounce.log.Role;
import org.whybounce.text.Claim;

/// The refusals that one mail of many tells of.
public final class MailRefusals {
    private final BounceReader reader;
    private final Organisations organisations;

    public MailRefusals(BounceReader reader, Organisations organisations) {
        this.reader = reader;
        this.organisations = organisations;
    }

    /// @param limits each limit that bit, in words
    public record Found(List<Refused> refusals, List<String> limits, String unread) {}

    public Found read(String source, long number, byte[] mail) {
        List<Refused> quick = DeliveryReport.read(source, number, mail, organisations);
        if (!quick.isEmpty()) {
            return new Found(quick, List.of(), "");
        }
        Pasted pasted = new Intake().read(mail);
        if (pasted instanceof Pasted.Unknown unknown) {
            return new Found(List.of(), List.of(), unknown.reason());
        }
        Claims claims = reader.read(pasted);
        List<Refused> refusals = new ArrayList<>();
        if (claims.setAside().isEmpty()) {
            String sender = envelope(mail);
            claims.refusals().stream()
                    .filter(MailRefusals::refuses)
                    .forEach(refusal -> refusals.add(refused(source, number, refusal, sender)));
        }
        return new Found(refusals, claims.limits(), "");
    }

    private static boolean refuses(Refusal refusal) {
        boolean good =
                refusal.action().map(Claim::value).filter(MailRefusals::arrived).isPresent();
        boolean says = refusal.replyCode().isPresent()
                || !refusal.enhancedCodes().isEmpty()
                || !refusal.wording().readings().isEmpty();
        return says
                && !good
                && refusal.replyCode().map(claim -> claim.value() >= 400).orElse(true);
    }

    private static boolean arrived(Action action) {
        return action == Action.DELIVERED || action == Action.RELAYED || action == Action.EXPANDED;
    }

    private Refused refused(String source, long number, Refusal refusal, String sender) {
        String from = value(refusal.envelopeFrom());
        String mailFrom = from.isEmpty() ? sender : from;
        String recipient = value(refusal.recipient());
        String by = value(refusal.remoteMta());
        boolean delayed = refusal.action()
                .filter(claim -> claim.value() == Action.DELAYED)
                .isPresent();
        return new Refused(
                source,
                number,
                "mail",
                Role.CLIENT,
                delayed || refusal.replyCode().map(claim -> claim.value() < 500).orElse(false),
                value(refusal.date()),
                value(refusal.queueId()),
                mailFrom,
                recipient,
                Refused.senderDomain(mailFrom, "", value(refusal.helo())),
                Refused.receiver(Role.CLIENT, by, recipient, organisations),
                by,
                refusal.wording().ip().map(claim -> claim.value().toString()).orElse(""),
                value(refusal.helo()),
                refusal.replyCode().map(claim -> claim.value().toString()).orElse(""),
                refusal.enhancedCodes().stream()
                        .map(claim -> claim.value().toString())
                        .findFirst()
                        .orElse(""),
                refusal.flattened());
    }

    private static String value(java.util.Optional<Claim<String>> claim) {
        return claim.map(Claim::value).orElse("");
    }

    /// A bounce goes to the sender of the mail that it is about.
    private static String envelope(byte[] mail) {
        String head = new String(mail, 0, Math.min(mail.length, 16 * 1024), StandardCharsets.ISO_8859_1);
        for (String line : head.split("\n", 400)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (line.isBlank()) {
                return "";
            }
            if (lower.startsWith("to:")) {
                int open = line.lastIndexOf('<');
                int close = line.indexOf('>', open + 1);
                String address = open >= 0 && close > open
                        ? line.substring(open + 1, close)
                        : line.substring(3).strip();
                return address.indexOf('@') > 0 && address.indexOf(' ') < 0 ? address : "";
            }
        }
        return "";
    }
}
