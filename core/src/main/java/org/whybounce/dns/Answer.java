package org.whybounce.dns;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.net.IpAddress;

/// What the DNS said to one [Question].
public sealed interface Answer {
    /// Records of the type asked, at the name asked or at the end of its CNAME chain. Never empty.
    ///
    /// @param aliases the CNAME records that were followed, in order; empty if the records stand at the name itself
    /// @param ttl     seconds for which the whole answer holds: the least TTL of records and aliases
    record Found(List<ResourceRecord> records, List<ResourceRecord.Cname> aliases, long ttl) implements Answer {
        public Found {
            if (records.isEmpty()) {
                throw new IllegalArgumentException("an answer without records is NoData");
            }
            records = List.copyOf(records);
            aliases = List.copyOf(aliases);
        }

        public Found(List<ResourceRecord> records, long ttl) {
            this(records, List.of(), ttl);
        }
    }

    /// The name exists, a record of this type does not.
    record NoData(long ttl) implements Answer {}

    /// NXDOMAIN: the name does not exist.
    record NoSuchName(long ttl) implements Answer {}

    /// No answer could be had: either the servers gave none, which is a fact about the world, or we did not wait for
    /// one,
    /// which says nothing of anybody. What concludes something of servers takes the former alone.
    sealed interface Failed extends Answer {
        String detail();

        /// What happened, as a few words.
        String words();

        /// What became of the question, as a clause: whose doing it was is always told.
        String words(DomainName name);
    }

    /// The servers asked gave no usable answer.
    record NoAnswer(Failure why, String detail) implements Failed {
        @Override
        public String words() {
            return why.words();
        }

        @Override
        public String words(DomainName name) {
            return "the DNS did not answer for " + name + " (" + why.words() + ")";
        }
    }

    /// The question was not asked, or its answer not waited for.
    record NotAsked(Limit limit, String detail) implements Failed {
        @Override
        public String words() {
            return limit.words();
        }

        @Override
        public String words(DomainName name) {
            return name + " was not asked ("
                    + (limit == Limit.NO_DNS ? limit.words() : "a limit of this check was reached") + ")";
        }
    }

    /// Why there was no answer.
    enum Failure {
        /// No server answered within the time allowed for a question.
        TIMEOUT("timed out"),
        /// A server answered SERVFAIL, REFUSED or another error.
        SERVFAIL("server failure"),
        /// The answer was no valid DNS message, or no answer to the question.
        MALFORMED("malformed answer"),
        /// The answer did not fit in a datagram and could not be had over TCP.
        TRUNCATED("truncated, and TCP failed"),
        /// A CNAME chain that leads back to itself or is longer than allowed.
        ALIAS_LOOP("CNAME loop or chain too long");

        private final String words;

        Failure(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// What of ours kept a question from being asked.
    enum Limit {
        /// The limit of questions, time, bytes or processor time for this check was reached, or whoever asked has left.
        BUDGET("not asked: this check's limit was reached"),
        /// There is no DNS here at all: no server could be reached, or those that answer know nothing of the public
        /// DNS.
        NO_DNS("there is no working DNS here");

        private final String words;

        Limit(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// Whether there is no DNS here at all.
    default boolean noDns() {
        return this instanceof NotAsked(Limit limit, String _) && limit == Limit.NO_DNS;
    }

    /// Whether the DNS said for certain that there is nothing: NODATA or NXDOMAIN ("void", RFC 7208, section 4.6.4).
    default boolean empty() {
        return this instanceof NoData || this instanceof NoSuchName;
    }

    /// The records of the answer, none for every other kind.
    default List<ResourceRecord> recordsOrNone() {
        return this instanceof Found found ? found.records() : List.of();
    }

    /// The addresses that its A or AAAA records hold, in their order.
    default List<IpAddress> addresses() {
        List<IpAddress> addresses = new ArrayList<>();
        for (ResourceRecord record : recordsOrNone()) {
            IpAddress address = record.addressOrNull();
            if (address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }
}
