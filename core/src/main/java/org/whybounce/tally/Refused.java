package org.whybounce.tally;

import java.util.Locale;
import org.whybounce.log.LogFact;
import org.whybounce.log.LogReading;
import org.whybounce.log.Outcome;
import org.whybounce.log.Role;

/// One refusal or deferral among many; what the source leaves out is empty.
///
/// @param source   the file it was read from
/// @param at       the line of a log, or which mail of the file, counted from 1
/// @param system   who wrote it: "postfix", "exim", "mail", ...
/// @param role     which part the writer played
/// @param domain   the domain of the sender, as far as the source tells
/// @param receiver whose server refused: the registrable domain of its name, or the recipient's domain
/// @param by       the server that refused, as it stands
public record Refused(
        String source,
        long at,
        String system,
        Role role,
        boolean deferred,
        String date,
        String queueId,
        String mailFrom,
        String recipient,
        String domain,
        String receiver,
        String by,
        String ip,
        String helo,
        String code,
        String status,
        String words) {

    /// What a line of a log states.
    public static Refused of(String source, LogReading.Told told, Organisations organisations) {
        var event = told.event();
        String mailFrom = event.value(LogFact.MAIL_FROM);
        String recipient = event.value(LogFact.RECIPIENT);
        String peer = event.value(LogFact.PEER);
        String helo = event.value(LogFact.HELO);
        return new Refused(
                source,
                told.number(),
                event.system(),
                event.role(),
                event.outcome() == Outcome.DEFERRED,
                event.value(LogFact.DATE),
                event.value(LogFact.QUEUE_ID),
                mailFrom,
                recipient,
                senderDomain(mailFrom, "", helo),
                receiver(event.role(), peer, recipient, organisations),
                peer,
                event.value(LogFact.CLIENT_IP),
                helo,
                event.value(LogFact.CODE),
                event.value(LogFact.STATUS),
                event.value(LogFact.WORDS));
    }

    /// The domain of the envelope sender; without one, that of the visible From; without both, the HELO name.
    static String senderDomain(String mailFrom, String fromDomain, String helo) {
        String envelope = domain(mailFrom);
        return !envelope.isEmpty() ? envelope : !fromDomain.isEmpty() ? fromDomain : helo.toLowerCase(Locale.ROOT);
    }

    static String receiver(Role role, String peer, String recipient, Organisations organisations) {
        String whose = role == Role.CLIENT ? organisations.of(peer) : "";
        return whose.isEmpty() ? domain(recipient) : whose;
    }

    static String domain(String address) {
        int at = address.lastIndexOf('@');
        int end = address.length();
        while (end > at + 1 && ".>".indexOf(address.charAt(end - 1)) >= 0) {
            end--;
        }
        return at < 0 ? "" : address.substring(at + 1, end).toLowerCase(Locale.ROOT);
    }
}
