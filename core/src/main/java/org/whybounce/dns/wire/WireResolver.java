package org.whybounce.dns.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Limits;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;

/// Asks real name servers. Blocks the calling thread, which is meant to be a virtual one wherever many ask at once;
/// an
/// interrupt ends the wait with a `Failed`.
///
/// A server that is silent, cannot be reached, or gives no answer (SERVFAIL, REFUSED, a message that is none) is left
/// for the next one; after the last the round starts again, as often as [Limits#tries] says, all within one deadline.
/// Only what a server really said becomes `NoData` or `NoSuchName`.
public final class WireResolver implements Resolver, ServerAsker, AutoCloseable {
    private final List<Server> servers;
    private final Limits limits;
    private final Datagrams datagrams;
    private final Streams streams;
    private final Https https = new Https();
    private final ConcurrentHashMap<Server, Boolean> plainOnly = new ConcurrentHashMap<>();
    private final AtomicInteger preferred = new AtomicInteger();

    /// Messages larger than a datagram are read one at a time: while it is read, one takes many times its size, and
    /// hundreds may arrive at once.
    private final ReentrantLock reading = new ReentrantLock();

    /// @param servers asked in this order; none means that there is no DNS here
    public WireResolver(List<Server> servers, Limits limits) {
        this.servers = List.copyOf(servers);
        this.limits = limits;
        this.streams = new Streams(limits.tcp());
        try {
            datagrams = new Datagrams();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector from the system", e);
        }
    }

    /// The servers this machine is set up to ask.
    public static WireResolver system(Limits limits) {
        return new WireResolver(SystemServers.find(), limits);
    }

    public List<Server> servers() {
        return servers;
    }

    @Override
    public Answer ask(Question question) {
        return ask(question, Deadline.in(limits.question()));
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Answer ask(Question question, Deadline deadline) {
        Deadline until = deadline.earlier(Deadline.in(limits.question()));
        List<ResourceRecord.Cname> aliases = List.of();
        Question now = question;
        while (true) {
            AnswerJudge verdict = round(now, aliases, until);
            switch (verdict) {
                case AnswerJudge.Settled(Answer answer) -> {
                    return answer;
                }
                case AnswerJudge.Useless(Answer.Failed failed) -> {
                    return failed;
                }
                case AnswerJudge.FollowAlias(DomainName target, List<ResourceRecord.Cname> followed) -> {
                    aliases = followed;
                    now = new Question(target, question.type());
                }
            }
        }
    }

    private static final Answer.NotAsked NO_SERVER =
            new Answer.NotAsked(Answer.Limit.NO_DNS, "this machine names no name server");

    /// Every server in turn, as many rounds as allowed, until one settles the question.
    private AnswerJudge round(Question question, List<ResourceRecord.Cname> aliases, Deadline deadline) {
        if (servers.isEmpty()) {
            return new AnswerJudge.Useless(NO_SERVER);
        }
        AnswerJudge.Useless worst = new AnswerJudge.Useless(Answer.Failure.TIMEOUT, "no time was left");
        boolean onlyUnreachable = true;
        int first = preferred.get();
        for (int i = 0; i < limits.tries() * servers.size() && !deadline.passed(); i++) {
            int which = (first + i) % servers.size();
            Server server = servers.get(which);
            switch (exchange(server, question, Query.Wish.USUAL, deadline)) {
                case Told.Said(Reply reply) -> {
                    AnswerJudge verdict = AnswerJudge.of(question, reply, aliases);
                    onlyUnreachable = false;
                    if (!(verdict instanceof AnswerJudge.Useless useless)) {
                        preferred.set(which);
                        return verdict;
                    }
                    worst = useless.from(server);
                }
                case Told.Nothing(Answer.NotAsked(Answer.Limit limit, String detail)) -> {
                    if (onlyUnreachable) {
                        worst = new AnswerJudge.Useless(new Answer.NotAsked(limit, server + ": " + detail));
                    }
                }
                case Told.Nothing(Answer.NoAnswer(Answer.Failure why, String detail)) -> {
                    onlyUnreachable = false;
                    // What a server said tells more than another's silence.
                    if (!worst.said() || why != Answer.Failure.TIMEOUT) {
                        worst = new AnswerJudge.Useless(why, detail.isEmpty() ? "" + server : server + ": " + detail);
                    }
                }
            }
            if (Thread.currentThread().isInterrupted()) {
                return new AnswerJudge.Useless(new Answer.NotAsked(Answer.Limit.BUDGET, "cancelled"));
            }
        }
        return worst;
    }

    /// What one server said, or why it said nothing.
    public sealed interface Told {
        record Said(Reply reply) implements Told {}

        /// `NO_DNS` here means that this one server cannot be reached.
        record Nothing(Answer.Failed failed) implements Told {
            public Nothing(Answer.Failure why, String detail) {
                this(new Answer.NoAnswer(why, detail));
            }
        }
    }

    /// Asks one server that need not be of this resolver's list, without recursion: what does it hold itself?
    @Override
    public Told askAt(Server server, Question question, Deadline deadline) {
        Told told = new Told.Nothing(Answer.Failure.TIMEOUT, "no time was left");
        for (int i = 0; i < limits.tries() && !deadline.passed(); i++) {
            told = exchange(server, question, new Query.Wish(false, true, false, false), deadline);
            if (told instanceof Told.Said || Thread.currentThread().isInterrupted()) {
                return told;
            }
        }
        return told;
    }

    @Override
    public Told askThrough(Question question, boolean unchecked, Deadline deadline) {
        Told told = new Told.Nothing(NO_SERVER);
        for (int i = 0; i < servers.size() && !deadline.passed(); i++) {
            Server server = servers.get((preferred.get() + i) % servers.size());
            told = exchange(server, question, new Query.Wish(true, true, false, unchecked), deadline);
            if (told instanceof Told.Said || Thread.currentThread().isInterrupted()) {
                return told;
            }
        }
        return told;
    }

    /// One question to one server: over TCP if the datagram was too small, without EDNS if it does not know that.
    private Told exchange(Server server, Question question, Query.Wish wish, Deadline deadline) {
        Deadline until = Deadline.in(limits.patience()).earlier(deadline);
        Query.Wish now = plainOnly.containsKey(server) ? wish.withoutExtensions() : wish;
        Told told = read(send(server, new Query(question, now), until), false);
        if (told instanceof Told.Said(Reply reply)
                && now.extensions()
                && (reply.rcode() == Reply.FORMERR
                        || reply.rcode() == Reply.NOTIMP
                        || reply.rcode() == Reply.BADVERS)) {
            // RFC 6891, section 7: a server that does not know EDNS is asked without.
            now = wish.withoutExtensions();
            until = Deadline.in(limits.patience()).earlier(deadline);
            told = read(send(server, new Query(question, now), until), false);
            if (told instanceof Told.Said(Reply plain) && plain.rcode() != Reply.FORMERR && plainOnly.size() < 1000) {
                plainOnly.put(server, true);
            }
        }
        if (told instanceof Told.Said(Reply reply) && reply.truncated() && server instanceof Server.Plain plain) {
            // RFC 7766, section 5: what was cut off is not used; TCP gets a time of its own.
            until = Deadline.in(limits.patience()).earlier(deadline);
            return read(streams.ask(plain.address(), new Query(question, now), until), true);
        }
        return told;
    }

    private Heard send(Server server, Query query, Deadline until) {
        return switch (server) {
            case Server.Plain plain -> datagrams.ask(plain.address(), query, until);
            case Server.Tls tls -> streams.askTls(tls, query, until);
            case Server.Https over -> https.ask(over.uri(), query, until);
        };
    }

    private Optional<Reply> reply(byte[] bytes) {
        if (bytes.length <= Limits.KEPT_ANSWER) {
            return Reply.read(bytes);
        }
        reading.lock();
        try {
            return Reply.read(bytes);
        } finally {
            reading.unlock();
        }
    }

    private Told read(Heard heard, boolean afterTruncation) {
        return switch (heard) {
            case Heard.Message(byte[] bytes) -> {
                Optional<Reply> reply = reply(bytes);
                yield reply.isPresent()
                        ? new Told.Said(reply.get())
                        : new Told.Nothing(Answer.Failure.MALFORMED, "no readable DNS message");
            }
            case Heard.Silence() ->
                afterTruncation
                        ? new Told.Nothing(Answer.Failure.TRUNCATED, "silent over TCP")
                        : new Told.Nothing(Answer.Failure.TIMEOUT, "");
            case Heard.Unreachable(String why) ->
                new Told.Nothing(
                        afterTruncation
                                ? new Answer.NoAnswer(Answer.Failure.TRUNCATED, why)
                                : new Answer.NotAsked(Answer.Limit.NO_DNS, why));
            case Heard.Cancelled() -> new Told.Nothing(new Answer.NotAsked(Answer.Limit.BUDGET, "cancelled"));
        };
    }

    /// Whether any of the servers says anything at all, be it an error, and whether it knows the DNS. All are asked at
    /// once.
    public Probe probe(Duration within) {
        if (servers.isEmpty()) {
            return new Probe.Silent("this machine names no name server");
        }
        Deadline deadline = Deadline.in(within);
        // The root's name servers are in every resolver's memory.
        Question question = new Question(DomainName.ROOT, RecordType.NS);
        List<Probe> said = new ArrayList<>();
        BlockingQueue<Probe> told = new LinkedBlockingQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (Server server : servers) {
            threads.add(Thread.ofVirtual().start(() -> told.add(probe(server, question, deadline))));
        }
        try {
            while (said.size() < servers.size()) {
                Probe probe = told.take();
                if (probe instanceof Probe.Alive) {
                    return probe;
                }
                said.add(probe);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.forEach(Thread::interrupt);
        }
        return said.stream()
                .filter(probe -> probe instanceof Probe.Rootless)
                .findFirst()
                .orElseGet(() -> new Probe.Silent(String.join(
                        "; ",
                        said.stream()
                                .map(probe -> probe instanceof Probe.Silent silent ? silent.why() : "")
                                .sorted()
                                .toList())));
    }

    private Probe probe(Server server, Question question, Deadline deadline) {
        // A datagram may get lost: one is sent every half second, and any answer will do.
        while (true) {
            Deadline until = Deadline.in(Duration.ofMillis(server instanceof Server.Plain ? 500 : 5000))
                    .earlier(deadline);
            switch (send(server, new Query(question, Query.Wish.USUAL), until)) {
                case Heard.Message(byte[] bytes) -> {
                    boolean denied = Reply.read(bytes)
                            .filter(reply -> reply.rcode() == Reply.NXDOMAIN)
                            .isPresent();
                    return denied
                            ? new Probe.Rootless(server + " says that even the root of the DNS does not exist, so it"
                                    + " knows nothing of the public DNS")
                            : new Probe.Alive();
                }
                case Heard.Unreachable(String why) -> {
                    return new Probe.Silent(server + ": " + why);
                }
                case Heard.Cancelled() -> {
                    return new Probe.Silent(server + ": cancelled");
                }
                case Heard.Silence() -> {
                    if (deadline.passed()) {
                        return new Probe.Silent(server + ": silent");
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        datagrams.close();
    }
}
