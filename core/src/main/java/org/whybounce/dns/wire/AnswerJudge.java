package org.whybounce.dns.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Limits;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;

/// What a [Reply] means for a [Question]: the one place where a message becomes an [Answer].
///
/// Only records count that stand at the name asked, or at the end of the CNAME chain that starts there; whatever else
/// a
/// server puts into the answer section was not asked for and is not believed.
sealed interface AnswerJudge {
    record Settled(Answer answer) implements AnswerJudge {}

    /// The chain ends at a name of which this server says nothing: it has to be asked for.
    record FollowAlias(DomainName target, List<ResourceRecord.Cname> aliases) implements AnswerJudge {}

    /// No answer from this server; another may know better.
    record Useless(Answer.Failed failed) implements AnswerJudge {
        Useless(Answer.Failure why, String detail) {
            this(new Answer.NoAnswer(why, detail));
        }

        /// The same with the server that said it.
        Useless from(Server server) {
            return switch (failed) {
                case Answer.NoAnswer(Answer.Failure why, String detail) -> new Useless(why, detail + " from " + server);
                case Answer.NotAsked unasked -> new Useless(unasked);
            };
        }

        /// Whether a server said that it failed, which tells more than silence.
        boolean said() {
            return failed instanceof Answer.NoAnswer(Answer.Failure why, String _) && why == Answer.Failure.SERVFAIL;
        }
    }

    /// @param before the aliases that led to the name asked now
    static AnswerJudge of(Question question, Reply reply, List<ResourceRecord.Cname> before) {
        if (reply.rcode() != Reply.NOERROR && reply.rcode() != Reply.NXDOMAIN) {
            String detail = reply.trouble().isEmpty() ? reply.rcodeName() : reply.rcodeName() + ", " + reply.trouble();
            return new Useless(Answer.Failure.SERVFAIL, detail);
        }
        List<ResourceRecord.Cname> aliases = new ArrayList<>(before);
        Set<DomainName> seen = new HashSet<>();
        before.forEach(alias -> seen.add(alias.owner()));
        DomainName name = question.name();
        while (true) {
            List<ResourceRecord> found = at(reply.answers(), name, question.type());
            if (!found.isEmpty()) {
                // RFC 8020: where the name does not exist, nothing can stand at it.
                return reply.rcode() == Reply.NXDOMAIN
                        ? new Useless(Answer.Failure.MALFORMED, "NXDOMAIN with records at the name")
                        : new Settled(new Answer.Found(found, aliases, leastTtl(found, aliases)));
            }
            List<ResourceRecord> alias = at(reply.answers(), name, RecordType.CNAME);
            if (alias.isEmpty()) {
                return ending(reply, name, aliases, aliases.size() > before.size());
            }
            ResourceRecord.Cname cname = (ResourceRecord.Cname) alias.getFirst();
            for (ResourceRecord other : alias) {
                // RFC 2181, section 10.1: one alias has one target.
                if (!((ResourceRecord.Cname) other).target().equals(cname.target())) {
                    return new Useless(Answer.Failure.MALFORMED, "several CNAME records at " + name);
                }
            }
            if (!seen.add(name) || seen.contains(cname.target()) || aliases.size() == Limits.ALIASES) {
                return new Settled(new Answer.NoAnswer(Answer.Failure.ALIAS_LOOP, "at " + name));
            }
            aliases.add(cname);
            name = cname.target();
        }
    }

    private static AnswerJudge ending(
            Reply reply, DomainName name, List<ResourceRecord.Cname> aliases, boolean followedHere) {
        // RFC 6604, section 3: the code is about the last name of the chain.
        if (reply.rcode() == Reply.NXDOMAIN) {
            return new Settled(new Answer.NoSuchName(negativeTtl(reply, aliases)));
        }
        boolean said = false;
        boolean referred = false;
        for (ResourceRecord record : reply.authority()) {
            said |= record instanceof ResourceRecord.Soa && name.isAtOrBelow(record.owner());
            referred |= record instanceof ResourceRecord.Ns;
        }
        if (followedHere && !said) {
            return new FollowAlias(name, aliases);
        }
        // RFC 2308, section 2.2: NS without SOA, not authoritative, no recursion: a referral, which is no answer.
        if (!said && referred && !reply.authoritative() && !reply.recursionAvailable()) {
            return new Useless(Answer.Failure.SERVFAIL, "a referral instead of an answer");
        }
        return new Settled(new Answer.NoData(negativeTtl(reply, aliases)));
    }

    private static List<ResourceRecord> at(List<ResourceRecord> records, DomainName name, RecordType type) {
        List<ResourceRecord> found = new ArrayList<>();
        for (ResourceRecord record : records) {
            if (record.type() == type && record.owner().equals(name)) {
                found.add(record);
            }
        }
        return found;
    }

    private static long leastTtl(List<ResourceRecord> records, List<ResourceRecord.Cname> aliases) {
        long least = Long.MAX_VALUE;
        for (ResourceRecord record : records) {
            least = Math.min(least, record.ttl());
        }
        for (ResourceRecord.Cname alias : aliases) {
            least = Math.min(least, alias.ttl());
        }
        return least;
    }

    /// RFC 2308, section 5: the lesser of the SOA's own TTL and its last field; without a SOA it is not to be kept.
    private static long negativeTtl(Reply reply, List<ResourceRecord.Cname> aliases) {
        long least = 0;
        for (ResourceRecord record : reply.authority()) {
            if (record instanceof ResourceRecord.Soa soa) {
                least = Math.min(soa.ttl(), soa.minimum());
            }
        }
        for (ResourceRecord.Cname alias : aliases) {
            least = Math.min(least, alias.ttl());
        }
        return least;
    }
}
