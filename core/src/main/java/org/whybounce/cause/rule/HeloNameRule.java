package org.whybounce.cause.rule;

import java.util.List;
import java.util.Optional;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.Cause;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.record.SpfResult;

/// `spf.helo`: the HELO name was evaluated and does not pass; MAIL FROM was not looked at, or was empty (RFC 7208,
/// section 2.4).
///
/// - For it: the receiver's words or its link name the HELO identity; the return path is empty.
/// - Against it: MAIL FROM is named.
/// - What decides: the identity told, and that the HELO name's own record does not let the address send.
/// - What mends it: a record at the HELO name itself, `v=spf1 a -all` for a server that sends under its own name.
final class HeloNameRule {
    private HeloNameRule() {}

    static Weighed weigh(SpfCase c) {
        if (!c.heloChecked() || c.evaluated().isEmpty() || c.domain().isEmpty()) {
            return Weighed.SILENT;
        }
        DomainName helo = c.domain().get();
        SpfResult result = c.evaluated().get().result();
        Optional<String> why = switch (result) {
            case NONE -> Optional.of("it has no SPF record, and this receiver asks for one");
            case FAIL, SOFTFAIL, NEUTRAL ->
                c.ip().map(ip -> "its record does not list " + ip + " (" + result.word() + ")");
            case PASS, TEMPERROR, PERMERROR -> Optional.empty();
        };
        return why.<Weighed>map(reason -> new Weighed.Decides(
                        new Cause.HeloFailed(helo, c.ip()),
                        "SPF failed for " + helo + ", the name that the sending server greets with (HELO): " + reason
                                + ".",
                        List.of(),
                        List.of(new Candidate(
                                "spf.sender-not-listed",
                                List.of(),
                                List.of("the HELO name was evaluated, not the sender's address (MAIL FROM)")))))
                .orElse(Weighed.SILENT);
    }
}
