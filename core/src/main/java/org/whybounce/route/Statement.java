package org.whybounce.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.whybounce.message.FilterReport;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.AuthenticationResults.Kind;
import org.whybounce.message.results.ReceivedSpf;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// A header that names the address for which SPF was evaluated.
///
/// @param at       where its field begins in the paste
/// @param who      the server that says so, where the field tells
/// @param what     the field's name
record Statement(
        int at,
        Claim<IpAddress> ip,
        Optional<Claim<String>> helo,
        Optional<Claim<String>> mailFrom,
        Optional<String> who,
        String what) {
    /// Those of a message, from the top.
    static List<Statement> all(MessageEvidence message) {
        List<Statement> found = new ArrayList<>();
        for (ReceivedSpf field : message.receivedSpf()) {
            field.clientIp()
                    .ifPresent(ip -> found.add(new Statement(
                            field.field().span().start(),
                            ip,
                            field.helo(),
                            field.envelopeFrom(),
                            field.writer(),
                            "Received-SPF")));
        }
        for (AuthenticationResults field : message.results()) {
            if (field.kind() == Kind.OWN || field.kind() == Kind.SUMMARY) {
                field.first("spf")
                        .ifPresent(spf -> spf.ip()
                                .ifPresent(ip -> found.add(new Statement(
                                        field.field().span().start(),
                                        ip,
                                        spf.property("smtp.helo"),
                                        spf.property("smtp.mailfrom", "smtp.mail", "smtp.mfrom"),
                                        field.authservId().map(Claim::value),
                                        field.kind() == Kind.SUMMARY ? "web mail" : "Authentication-Results"))));
            }
        }
        for (FilterReport report : message.reports()) {
            if (report.field().is("X-MS-Exchange-SkipListedInternetSender")) {
                report.client()
                        .ifPresent(ip -> found.add(new Statement(
                                report.field().span().start(),
                                ip,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("outlook.com"),
                                report.field().name())));
            }
        }
        found.sort(Comparator.comparingInt(Statement::at));
        return found;
    }

    /// The client, with what a hop that saw the same address tells of it.
    ///
    /// @param believed whether the statement is the receiver's beyond doubt
    EvaluatedClient client(Chain chain, boolean believed) {
        String why = believed
                ? "the receiver's " + what + " names this address"
                : "it connected where the message came in, and " + what + " there names it too";
        for (int i = 0; i < chain.size(); i++) {
            if (chain.ip(i).filter(ip.value()::equals).isPresent()) {
                int index = i;
                return new EvaluatedClient(
                        ip,
                        helo.or(() -> chain.hop(index).helo()),
                        mailFrom.or(() -> chain.hop(index).envelopeFrom()),
                        who.or(() -> chain.hop(index).by().map(Claim::value)),
                        why,
                        true);
            }
        }
        return new EvaluatedClient(ip, helo, mailFrom, who, why, true);
    }
}
