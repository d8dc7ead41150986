package org.whybounce.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.sender.DomainTally;

/// Keeps reports from one run to the next, each once however often it comes. What was taken is there as a whole
/// or not at all, whatever ends the program.
public interface ReportStore extends ReportSink, AutoCloseable {
    /// The store cannot be reached, is full or is damaged. Nothing of the report at hand is kept; reading it
    /// again later counts nothing twice.
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// What is kept of each domain, added up.
    ///
    /// @param since seconds since 1970: reports that end before are left out; 0 leaves out none
    Map<DomainName, DomainTally> tallies(Optional<DomainName> only, long since);

    List<DomainName> domains();

    /// Deletes reports that end before; gives how many they were.
    int forget(long before);

    /// Remembers a sender that a person said is theirs, as they named it.
    void confirm(String source);

    /// All that were confirmed so far.
    List<String> confirmed();

    @Override
    void close();
}
