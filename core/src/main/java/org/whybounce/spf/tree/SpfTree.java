package org.whybounce.spf.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.Step;
import org.whybounce.spf.record.BrokenRecord;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.Term;

/// Everything that a domain's record leads to, whatever the client's address: each record with its terms, what each
/// costs, and what it found. Where an evaluation walks one way, this is the whole map.
///
/// The tree goes on beyond the tenth lookup, so that people see what the rest would be, but not for ever: see
/// [TreeLimits]. A record that is entered again on its own way is a [State.Loop] and is not followed; one that two
/// terms
/// share stands in the tree twice, since an evaluation pays for it twice.
///
/// @param root      the record of the domain itself
/// @param questions how many different questions were asked
/// @param complete  whether everything was followed; if not, some nodes are [State.NotAsked]
public record SpfTree(Node root, int questions, boolean complete) {
    /// The tree of a domain as the resolver sees it now.
    public static SpfTree of(Resolver resolver, DomainName domain) {
        return of(resolver, domain, TreeLimits.DEFAULT);
    }

    public static SpfTree of(Resolver resolver, DomainName domain, TreeLimits limits) {
        return new SpfTreeWalk(resolver, domain, limits).run();
    }

    /// A domain in the tree.
    ///
    /// @param branches its terms in the order of the text; empty if there is no record or it does not parse
    /// @param worst    lookups that this record costs an address that nothing matches, all below it included
    /// @param ttl      seconds for which the record may be kept
    public record Node(DomainName domain, State state, List<Branch> branches, int worst, long ttl) {
        public Optional<SpfRecord> record() {
            return state instanceof State.Sound sound ? Optional.of(sound.record()) : Optional.empty();
        }
    }

    /// What stands at a domain.
    public sealed interface State {
        record Sound(SpfRecord record) implements State {}

        record Broken(BrokenRecord record) implements State {}

        record Several(List<String> texts) implements State {}

        record Missing(Step.NoRecord why) implements State {}

        record Unanswered(Answer.Failed answer) implements State {}

        /// The domain stands above itself in the tree.
        record Loop() implements State {}

        /// A limit of [TreeLimits] was reached before.
        record NotAsked() implements State {}
    }

    /// A term of a record in the tree.
    ///
    /// @param text   the term as it is written
    /// @param part   whether an evaluation can get there at all
    /// @param before lookups that an address which nothing matched has cost before this term, over the whole tree
    /// @param cost   lookups of this term and all below it, for an address that nothing matches; 0 for a term that
    ///               is not reached
    public record Branch(Term term, String text, Part part, int before, int cost, Outcome outcome) {
        /// Lookups up to this term, all below it included.
        public int after() {
            return before + cost;
        }

        /// The addresses that the term lists by itself: of an ip4, ip6, a or mx; none for any other.
        public List<IpPrefix> ranges() {
            List<IpPrefix> ranges = new ArrayList<>();
            switch (outcome) {
                case Outcome.Range(var range) -> ranges.add(range);
                case Outcome.Hosts hosts -> hosts.hosts().forEach(host -> ranges.addAll(hosts.ranges(host)));
                case Outcome.Everything e -> {}
                case Outcome.Below b -> {}
                case Outcome.Existing e -> {}
                case Outcome.ByMessage b -> {}
                case Outcome.NotAName n -> {}
                case Outcome.Nothing n -> {}
            }
            return ranges;
        }

        /// The record below, of an include or redirect that was followed.
        public Optional<Node> below() {
            return outcome instanceof Outcome.Below below ? Optional.of(below.node()) : Optional.empty();
        }
    }

    /// Whether an evaluation can get to a term.
    public enum Part {
        REACHED,
        /// Behind an `all`: never looked at (RFC 7208, section 5.1).
        BEHIND_ALL,
        /// A redirect in a record with an `all`: never followed (RFC 7208, section 6.1).
        REDIRECT_BESIDE_ALL,
        /// exp and unknown modifiers, which decide nothing.
        MODIFIER
    }

    /// What a term found.
    public sealed interface Outcome {
        record Everything() implements Outcome {}

        record Range(IpPrefix range) implements Outcome {}

        /// Of an `a` or `mx`.
        ///
        /// @param mail    the MX answer of an `mx`; null for an `a`
        /// @param hosts   the names whose addresses count: one for an `a`, the mail hosts for an `mx`
        /// @param tooMany whether an `mx` has more names than an evaluation allows, which is a permerror
        record Hosts(
                DomainName name,
                @Nullable Answer mail,
                List<HostAnswers> hosts,
                boolean tooMany,
                int length4,
                int length6)
                implements Outcome {
            /// The ranges of one of the hosts, prefix lengths applied.
            public List<IpPrefix> ranges(HostAnswers host) {
                List<IpPrefix> ranges = new ArrayList<>();
                host.addresses(true).forEach(ip -> ranges.add(new IpPrefix(ip, length4)));
                host.addresses(false).forEach(ip -> ranges.add(new IpPrefix(ip, length6)));
                return ranges;
            }
        }

        record Below(Node node) implements Outcome {}

        /// Of an `exists` that is the same for every message.
        record Existing(DomainName name, Answer answer) implements Outcome {}

        /// The term depends on the message: a macro, or `ptr`, which depends on the reverse DNS of the client.
        record ByMessage() implements Outcome {}

        /// The target is no name that could be asked for.
        record NotAName(String target) implements Outcome {}

        /// exp, unknown modifiers, and terms that were not looked at because they are never reached or a limit was.
        record Nothing() implements Outcome {}
    }

    /// The addresses of one host.
    public record HostAnswers(DomainName host, Answer v4, Answer v6) {
        public Answer of(boolean family4) {
            return family4 ? v4 : v6;
        }

        public List<IpAddress> addresses(boolean family4) {
            return of(family4).addresses().stream()
                    .filter(address -> address.v4() == family4)
                    .toList();
        }
    }

    public DomainName domain() {
        return root.domain();
    }

    /// Lookups for an address that nothing matches: the most that any address costs. With a loop there is no end to it.
    public int worst() {
        return root.worst();
    }

    /// The first term that is one lookup too many for an address that nothing matches, with the domain where it
    /// stands; empty if the limit holds.
    public Optional<Crossing> crossing(int limit) {
        return crossing(root, limit);
    }

    /// @param at where the term stands
    public record Crossing(DomainName at, Branch branch) {}

    private static Optional<Crossing> crossing(Node node, int limit) {
        for (Branch branch : node.branches()) {
            if (branch.after() <= limit || branch.cost() == 0) {
                continue;
            }
            if (branch.before() >= limit || branch.below().isEmpty()) {
                return Optional.of(new Crossing(node.domain(), branch));
            }
            Optional<Crossing> deeper = crossing(branch.below().get(), limit);
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }

    /// Every domain of the tree, from the top down, with the way to it.
    public void forEachNode(Consumer<Node> each) {
        visit(root, each);
    }

    private static void visit(Node node, Consumer<Node> each) {
        each.accept(node);
        node.branches().forEach(branch -> branch.below().ifPresent(below -> visit(below, each)));
    }

    /// The domains at which the tree leads back to itself.
    public List<DomainName> loops() {
        List<DomainName> loops = new ArrayList<>();
        forEachNode(node -> {
            if (node.state() instanceof State.Loop && !loops.contains(node.domain())) {
                loops.add(node.domain());
            }
        });
        return loops;
    }

    /// Seconds for which the whole tree may be kept: the least TTL in it.
    public long ttl() {
        long[] least = {Long.MAX_VALUE};
        forEachNode(node -> {
            least[0] = Math.min(least[0], node.ttl());
            for (Branch branch : node.branches()) {
                switch (branch.outcome()) {
                    case Outcome.Hosts hosts -> {
                        if (hosts.mail() != null) {
                            least[0] = Math.min(least[0], ttl(hosts.mail()));
                        }
                        hosts.hosts()
                                .forEach(host ->
                                        least[0] = Math.min(least[0], Math.min(ttl(host.v4()), ttl(host.v6()))));
                    }
                    case Outcome.Existing(var name, var answer) -> least[0] = Math.min(least[0], ttl(answer));
                    case Outcome.Everything e -> {}
                    case Outcome.Range r -> {}
                    case Outcome.Below b -> {}
                    case Outcome.ByMessage b -> {}
                    case Outcome.NotAName n -> {}
                    case Outcome.Nothing n -> {}
                }
            }
        });
        return least[0];
    }

    static long ttl(Answer answer) {
        return switch (answer) {
            case Answer.Found found -> found.ttl();
            case Answer.NoData none -> none.ttl();
            case Answer.NoSuchName none -> none.ttl();
            case Answer.Failed failed -> 0;
        };
    }
}
