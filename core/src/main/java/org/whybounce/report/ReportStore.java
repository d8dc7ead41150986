package org.whybounce.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.sender.DomainTally;

/// Keeps reports from one run to the next, each once however often it comes. What was taken is there as a whole or not
/// at all, whatever ends the program.
public interface ReportStore extends ReportSink, AutoCloseable {
    /// The store cannot be reached, is full or is damaged. Nothing of the report at hand is kept; reading it again
    /// later counts nothing twice.
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// What is kept of each domain, added up.
    ///
    /// @param since seconds since 1970: what ends before is left out; 0 leaves out none
    Map<DomainName, DomainTally> tallies(Optional<DomainName> only, long since);

    List<DomainName> domains();

    /// The last second that any report on the domain covers; 0 without one.
    long newest(DomainName domain);

    /// What receivers told of TLS to the domain's hosts.
    List<TlsReport> tls(DomainName domain, long since);

    /// Deletes reports that end before; gives how many they were.
    int forget(long before);

    /// Remembers a sender that a person said is theirs, as they named it.
    ///
    /// @param domain for which it is; empty for all
    void confirm(Optional<DomainName> domain, String source);

    /// What was confirmed for the domain and for all.
    List<String> confirmed(DomainName domain);

    /// What was confirmed is taken back.
    void unconfirm(DomainName domain, String source);

    /// Makes what was taken so far stay, whatever happens next.
    void keep();

    @Override
    void close();
}
