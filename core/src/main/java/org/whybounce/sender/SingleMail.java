package org.whybounce.sender;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;

/// Mail that was seen elsewhere than in an aggregate report. Receivers that refuse by SPF before they look at DMARC
/// report nothing (RFC 9989, section 7.1), so this may be all that shows a sender.
///
/// @param domain   the domain that the mail was sent as
/// @param source   the address that connected
/// @param day      counted from 1970 in UTC
/// @param reporter who refused it or tells of it
/// @param envelope the domain of MAIL FROM; empty if nothing tells it
/// @param cause    the cause that was established; empty if none was
/// @param words    what was said, without local parts of addresses
/// @param messages how many at least
public record SingleMail(
        DomainName domain,
        Kind kind,
        IpAddress source,
        long day,
        String reporter,
        String envelope,
        String cause,
        String words,
        long messages) {
    /// Where it was seen.
    public enum Kind {
        /// A bounce that was pasted, or a line of a log.
        REFUSAL("refusal"),
        /// A report of one message that failed (RFC 6591, RFC 9991).
        FAILURE("failure-report");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// The same with one message: what makes two of them one.
    public SingleMail one() {
        return times(1);
    }

    public SingleMail times(long count) {
        return new SingleMail(domain, kind, source, day, reporter, envelope, cause, words, count);
    }

    /// The same as a row would state it: nothing passed.
    RowStatement statement() {
        return new RowStatement(
                domain.toString(),
                envelope.isEmpty() ? Optional.empty() : Optional.of(envelope),
                false,
                false,
                kind == Kind.REFUSAL ? "reject" : "",
                List.of(),
                List.of(),
                List.of());
    }
}
