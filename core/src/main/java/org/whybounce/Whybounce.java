package org.whybounce;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.cause.KnownFacts;
import org.whybounce.check.EmailCheck;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.check.report.CheckReport;
import org.whybounce.dns.Answer;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.CachingResolver;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Limits;
import org.whybounce.dns.Question;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.wire.ProbingResolver;
import org.whybounce.dns.wire.Server;
import org.whybounce.dns.wire.WireResolver;
import org.whybounce.fix.Wish;
import org.whybounce.fix.plan.RecordFix;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.finding.SpfCheck;
import org.whybounce.spf.finding.SpfEval;
import org.whybounce.spf.tree.CompiledSpf;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.vendor.VendorDirectory;

/// The front door of the library: one object for everything, made once by [#builder] and used by any number of threads
/// at once. Knowledge is read when it is built; DNS answers are cached for their TTL; each call has a budget of its own
/// and ends when it is spent, saying so in its answer. Nothing is logged, stored or sent but DNS questions.
///
/// ```java
/// try (Whybounce whybounce = Whybounce.builder().build()) {
///     Explanation why = whybounce.explain(bounce);
/// }
/// ```
public final class Whybounce implements AutoCloseable {
    private final Limits limits;
    private final Resolver resolver;
    private final @Nullable WireResolver wire;
    private final VendorDirectory vendors;
    private final BounceReader bounces;
    private final Explain explain;
    private final AnalyseHeaders headers;
    private final InstantSource clock;

    private Whybounce(Builder builder) {
        this.limits = builder.limits;
        this.clock = builder.clock;
        if (builder.own == null) {
            this.wire =
                    builder.servers.isEmpty() ? WireResolver.system(limits) : new WireResolver(builder.servers, limits);
            this.resolver = new ProbingResolver(new CachingResolver(wire, limits), wire);
        } else {
            this.wire = null;
            Resolver answering = new Answering(builder.own);
            this.resolver = builder.cached ? new CachingResolver(answering, limits) : answering;
        }
        this.vendors = builder.vendors;
        this.bounces = new BounceReader(Phrasebook.standardAnd(builder.bounceTexts));
        this.explain = new Explain(bounces, vendors, resolver);
        this.headers = new AnalyseHeaders(bounces, resolver, clock);
    }

    private Whybounce(Whybounce same, Resolver resolver) {
        this.limits = same.limits;
        this.clock = same.clock;
        this.wire = null;
        this.resolver = new Answering(resolver);
        this.vendors = same.vendors;
        this.bounces = same.bounces;
        this.explain = same.explain.with(this.resolver);
        this.headers = same.headers.with(this.resolver);
    }

    /// The same knowledge, which is read once, with another resolver: in a server each request has a budget of its own.
    public Whybounce with(Resolver other) {
        return new Whybounce(this, other);
    }

    public static Builder builder() {
        return new Builder();
    }

    /// What is to be used in place of the defaults: the system's resolver, the limits of a library, the knowledge that
    /// comes with it, the system's clock.
    public static final class Builder {
        private Limits limits = Limits.LIBRARY;
        private InstantSource clock = InstantSource.system();
        private List<Server> servers = List.of();
        private @Nullable Resolver own;
        private boolean cached = true;
        private VendorDirectory vendors = VendorDirectory.builtIn();
        private final List<Phrasebook.Source> bounceTexts = new ArrayList<>();

        private Builder() {}

        /// Asks these name servers in place of the system's.
        public Builder servers(List<Server> named) {
            this.servers = List.copyOf(named);
            return this;
        }

        /// Takes answers from this alone: a [org.whybounce.dns.ZoneFile], a company's own client, a recording. It is
        /// called by several threads at once; its answers are cached for their TTL.
        public Builder resolver(Resolver resolver) {
            this.own = resolver;
            this.cached = true;
            return this;
        }

        /// The same for one that has a cache of its own, or needs none.
        public Builder uncached(Resolver resolver) {
            this.own = resolver;
            this.cached = false;
            return this;
        }

        /// Time, questions and tries of one call.
        public Builder limits(Limits most) {
            this.limits = most;
            return this;
        }

        /// For signatures that expire, and the macro `t`.
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /// Adds sentences of your own receivers, in the form of the files in `knowledge/bounces`.
        ///
        /// @param name what messages about it call it
        /// @throws IllegalArgumentException if it is not in that form; the message has the line
        public Builder bounceTexts(String name, String stanzas) {
            bounceTexts.add(new Phrasebook.Source(name, stanzas));
            return this;
        }

        /// Adds sending services of your own, in the form of the files in `knowledge/vendors`. They come before those
        /// of the library.
        ///
        /// @throws IllegalArgumentException if it is not in that form; the message has the line
        public Builder vendors(String name, String stanzas) {
            this.vendors = vendors.with(name, stanzas);
            return this;
        }

        public Whybounce build() {
            return new Whybounce(this);
        }
    }

    /// Why it bounced, whose side it is, and what fixes it. Whatever was pasted: a bounce, a log line, headers, prose.
    public Explanation explain(byte[] pasted) {
        return explain(pasted, KnownFacts.NOTHING);
    }

    /// The same with facts that the text may not hold.
    public Explanation explain(byte[] pasted, KnownFacts known) {
        BudgetResolver budget = budget();
        return explain.with(budget).explain(new Intake().read(pasted), known).within(budget);
    }

    /// What a bounce says, by its text alone: refusals with their codes, addresses and meaning. Asks no DNS.
    public Claims bounce(byte[] pasted) {
        return bounces.read(new Intake().read(pasted));
    }

    /// The way a mail took, whom to believe, and its authentication evaluated again; empty where there are no headers.
    public Optional<HeaderAnalysis> headers(byte[] pasted) {
        BudgetResolver budget = budget();
        Pasted read = new Intake().read(pasted);
        return headers.with(budget)
                .analyse(read)
                .map(analysis -> budget.refused() == 0 ? analysis : analysis.withLimit(budget.words()));
    }

    /// Everything that receivers ask the DNS about a domain.
    public CheckReport check(DomainName domain, CheckOptions options) {
        CheckLimits most = CheckLimits.DEFAULT;
        BudgetResolver budget = new BudgetResolver(resolver, most.questions(), Deadline.in(limits.check()));
        CheckReport report = new EmailCheck(budget, vendors, most).check(domain, options);
        return budget.refused() == 0 ? report : report.withLimit(budget.words());
    }

    /// check_host() of RFC 7208 for the MAIL FROM identity, at full speed: no steps are kept. [Written] makes the
    /// header fields of it.
    ///
    /// @param helo the name that the client gave, for the null sender and for macros
    public Evaluation spf(IpAddress ip, String mailFrom, String helo) {
        return new SpfEvaluator(budget())
                .evaluate(SpfQuestion.mailFrom(ip, mailFrom, helo).receivedBy("unknown", second()));
    }

    /// The same for the HELO identity.
    public Evaluation spfOfHelo(IpAddress ip, String helo) {
        return new SpfEvaluator(budget()).evaluate(SpfQuestion.helo(ip, helo).receivedBy("unknown", second()));
    }

    /// Both identities with each step, the worst case, and what lies near where it did not pass.
    public SpfEval trace(IpAddress ip, @Nullable String mailFrom, @Nullable String helo) {
        return SpfEval.run(vendors, budget(), ip, mailFrom, helo, "unknown", second());
    }

    /// A domain's whole record as ranges of addresses, for many evaluations without a question; empty where the record
    /// has macros or could not be asked for. Good for [CompiledSpf#ttl] seconds.
    public Optional<CompiledSpf> compiled(DomainName domain) {
        return CompiledSpf.of(SpfTree.of(budget(), domain));
    }

    /// A domain's record with its whole tree, its cost, the addresses it authorises and its defects.
    public SpfCheck record(DomainName domain) {
        return SpfCheck.of(budget(), domain);
    }

    /// A proven change of a domain's record.
    ///
    /// @param add services by name, ranges, includes; see [Wish#of]
    public RecordFix fix(DomainName domain, List<Wish> add, boolean lowerLookups, Optional<SpfQuestion> failing) {
        return RecordFix.of(new RecordFix.Asked(domain, add, lowerLookups, failing), budget(), vendors);
    }

    /// The sending services known, yours among them.
    public VendorDirectory vendors() {
        return vendors;
    }

    private BudgetResolver budget() {
        return BudgetResolver.of(resolver, limits);
    }

    private long second() {
        return clock.instant().getEpochSecond();
    }

    /// Ends all questions. Not needed with a resolver of your own.
    @Override
    public void close() {
        if (wire != null) {
            wire.close();
        }
    }

    /// Says whose fault it is if a resolver that was handed in answers nothing at all.
    private record Answering(Resolver own) implements Resolver {
        @Override
        public Answer ask(Question question) {
            return answer(own.ask(question), question);
        }

        @Override
        public Answer ask(Question question, Deadline deadline) {
            return answer(own.ask(question, deadline), question);
        }

        @Override
        public boolean waits() {
            return own.waits();
        }

        private Answer answer(@Nullable Answer answer, Question question) {
            if (answer == null) {
                throw new IllegalStateException("the resolver " + own.getClass().getName() + " answered null to "
                        + question + "; a Resolver gives an Answer, Answer.Failed for trouble");
            }
            return answer;
        }
    }
}
