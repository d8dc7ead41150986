package org.whybounce.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.whybounce.check.report.Authorities;
import org.whybounce.dns.Answer;
import org.whybounce.dns.AnswerRoom;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.CachingResolver;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.Limits;
import org.whybounce.dns.PacedResolver;
import org.whybounce.dns.Question;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.dns.wire.ProbingResolver;
import org.whybounce.dns.wire.Server;
import org.whybounce.dns.wire.WireResolver;
import org.whybounce.words.sentence.SpfSentences;

/// Where the checks of this server take their DNS from: one cache and one pace for all, a budget for each.
///
/// ```
/// a check: watched -> budget -> probing -> cache -> measured -> paced -> name servers
/// ```
final class ServerDns implements AutoCloseable {
    /// The part of the heap that kept answers may take: a quarter, weighed in the bytes they hold.
    private static final int CACHE_PART = 4;

    /// The part that the answers of the checks which run may take beyond what each is sure of.
    private static final int RUNNING_PART = 8;

    /// A check waits at most so long for a domain that others are asking about as fast as is allowed.
    private static final Duration PACE_PATIENCE = Duration.ofSeconds(3);

    private final Limits limits;
    private final @Nullable WireResolver wire;
    private final Resolver shared;
    private final AnswerRoom room = new AnswerRoom(Runtime.getRuntime().maxMemory() / RUNNING_PART);
    private final AtomicReference<@Nullable ProbingResolver> probing = new AtomicReference<>();

    private ServerDns(Limits limits, @Nullable WireResolver wire, Resolver shared) {
        this.limits = limits;
        this.wire = wire;
        this.shared = shared;
    }

    static ServerDns open(Settings settings, Engine.Observer observer) throws Settings.Unusable {
        Limits limits = limits(settings.limits());
        if (!settings.zones().isEmpty()) {
            try {
                return new ServerDns(limits, null, new Measured(ZoneFile.read(settings.zones()), observer));
            } catch (ZoneFile.Unreadable e) {
                throw new Settings.Unusable(String.valueOf(e.getMessage()));
            }
        }
        List<Server> servers = new ArrayList<>();
        for (String text : settings.servers()) {
            servers.add(Server.parse(text.strip())
                    .orElseThrow(() -> new Settings.Unusable("--dns takes HOST[:PORT], tls://HOST[:PORT][#NAME] or"
                            + " https://HOST/PATH, HOST being an IP address except for https, not " + text)));
        }
        WireResolver wire = servers.isEmpty() ? WireResolver.system(limits) : new WireResolver(servers, limits);
        // Nobody's name servers can be flooded through this site; what one check asks may come in one burst.
        Resolver paced =
                new PacedResolver(wire, settings.limits().questionsPerDomain(), Limits.WEB.questions(), PACE_PATIENCE);
        return new ServerDns(limits, wire, new CachingResolver(new Measured(paced, observer), limits));
    }

    private static Limits limits(WebLimits web) {
        Limits base = Limits.WEB.withCheck(web.dnsDeadline());
        return new Limits(
                base.patience(),
                base.tries(),
                base.question(),
                base.check(),
                base.questions(),
                Runtime.getRuntime().maxMemory() / CACHE_PART,
                base.tcp());
    }

    /// How name servers are asked one by one; empty where the DNS is a zone file.
    Optional<Authorities> authorities() {
        return Optional.ofNullable(wire).map(asker -> Authorities.of(asker, List.of()));
    }

    /// A fresh budget, whose time begins now.
    BudgetResolver budget() {
        return budget(limits.questions());
    }

    /// A fresh budget of another number of questions.
    BudgetResolver budget(int questions) {
        return new BudgetResolver(new Probed(), questions, Deadline.in(limits.check()), Optional.of(room));
    }

    /// A fresh budget of another number of questions and another time; a zone file is asked as much as is wanted.
    BudgetResolver budget(int questions, Duration time) {
        return new BudgetResolver(
                new Probed(), shared.waits() ? questions : Integer.MAX_VALUE, Deadline.in(time), Optional.of(room));
    }

    /// A fresh budget for another source of answers.
    BudgetResolver budget(Resolver source) {
        return new BudgetResolver(source, limits.questions(), Deadline.in(limits.check()), Optional.of(room));
    }

    /// The same, telling `watch` of each question and stopping when it says so.
    static Resolver watched(BudgetResolver budget, Engine.Watch watch) {
        return new Watched(budget, watch);
    }

    /// "No DNS here" is found out once and would then hold for ever; a server that runs for months probes anew.
    private final class Probed implements Resolver {
        @Override
        public Answer ask(Question question) {
            return ask(question, Deadline.in(limits.question()));
        }

        @Override
        public Answer ask(Question question, Deadline deadline) {
            WireResolver servers = wire;
            if (servers == null) {
                return shared.ask(question, deadline);
            }
            ProbingResolver probe =
                    probing.updateAndGet(now -> now == null ? new ProbingResolver(shared, servers) : now);
            Answer answer = probe == null ? shared.ask(question, deadline) : probe.ask(question, deadline);
            if (answer.noDns()) {
                probing.compareAndSet(probe, null);
            }
            return answer;
        }

        @Override
        public boolean waits() {
            return shared.waits();
        }
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
        }
    }

    /// Reports each question that went out, with its answer and time.
    private record Measured(Resolver beneath, Engine.Observer observer) implements Resolver {
        @Override
        public Answer ask(Question question) {
            long began = System.nanoTime();
            return told(began, beneath.ask(question));
        }

        @Override
        public Answer ask(Question question, Deadline deadline) {
            long began = System.nanoTime();
            return told(began, beneath.ask(question, deadline));
        }

        @Override
        public boolean waits() {
            return beneath.waits();
        }

        private Answer told(long began, Answer answer) {
            observer.answered(SpfSentences.word(answer), Duration.ofNanos(System.nanoTime() - began));
            return answer;
        }
    }

    /// Tells of each question once, before it is asked; asks nothing more after the one who watches has left.
    private static final class Watched implements Resolver {
        private final BudgetResolver beneath;
        private final Engine.Watch watch;
        private final Set<Question> told = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean left = new AtomicBoolean();

        Watched(BudgetResolver beneath, Engine.Watch watch) {
            this.beneath = beneath;
            this.watch = watch;
        }

        @Override
        public Answer ask(Question question) {
            return ask(question, beneath.deadline());
        }

        @Override
        public Answer ask(Question question, Deadline deadline) {
            if (!left.get() && told.add(question) && !watch.asks(question)) {
                left.set(true);
            }
            return left.get()
                    ? new Answer.NotAsked(Answer.Limit.BUDGET, "the one who asked has left")
                    : beneath.ask(question, deadline);
        }

        @Override
        public boolean waits() {
            return beneath.waits();
        }
    }
}
