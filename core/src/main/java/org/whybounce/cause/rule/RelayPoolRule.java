package org.whybounce.cause.rule;

import java.util.List;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Evidence;
import org.whybounce.cause.look.SendingService;

/// `spf.vendor-pool`: the mail left through a pool of addresses that the sending service keeps for mail it does not
/// vouch for, and lists in no record on purpose.
///
/// - For it: the directory of services names the range as a relay pool.
/// - Against it: the service's own record lists the address.
/// - What decides: the range.
/// - What mends it: the service, and whatever made it distrust the mail (an unverified domain, spam, a forwarding
/// rule);
///   listing the pool would authorise everybody else's distrusted mail.
final class RelayPoolRule {
    private RelayPoolRule() {}

    static Weighed weigh(SpfCase c) {
        if (!c.notAuthorised() || c.now().service().filter(SendingService::pool).isEmpty()) {
            return Weighed.SILENT;
        }
        SendingService service = c.now().service().get();
        return new Weighed.Decides(
                new Cause.VendorPool(service.name(), c.ip().orElseThrow()),
                "The mail left through a relay pool of " + service.name() + " (" + c.ip().orElseThrow()
                        + ") that no SPF record is meant to list.",
                List.of(Evidence.dns(service.why())),
                List.of(new Candidate(
                        "spf.sender-not-listed",
                        List.of(c.ip().orElseThrow() + " is not listed"),
                        List.of(service.name() + " keeps this pool out of every record on purpose"))));
    }
}
