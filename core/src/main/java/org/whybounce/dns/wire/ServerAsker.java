package org.whybounce.dns.wire;

import org.whybounce.dns.Deadline;
import org.whybounce.dns.Question;
import org.whybounce.dns.wire.WireResolver.Told;

/// Asks name servers one by one and hands out their messages as they came, for those who look at the servers
/// themselves.
public interface ServerAsker {
    /// What one server holds itself, asked without recursion.
    Told askAt(Server server, Question question, Deadline deadline);

    /// What the resolver says, with its AD bit (RFC 6840, section 5.8): whether DNSSEC held.
    ///
    /// @param unchecked whether the answer is wanted even if DNSSEC fails (the CD bit)
    Told askThrough(Question question, boolean unchecked, Deadline deadline);
}
