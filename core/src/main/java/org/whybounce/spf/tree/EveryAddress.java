package org.whybounce.spf.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.Counters;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.Term;
import org.whybounce.spf.tree.SpfTree.Branch;
import org.whybounce.spf.tree.SpfTree.Node;
import org.whybounce.spf.tree.SpfTree.Outcome;
import org.whybounce.spf.tree.SpfTree.State;

/// Evaluates a tree for all addresses at once.
///
/// The set of all addresses of a family starts at the top and is walked through the terms as one address would be; each
/// term takes out of it what it matches, and the rest goes on. What an evaluation counts on its way depends on the way:
/// an address that an included `-ip4` turns away early has paid for less than one that walked through the whole
/// include.
/// So the set is kept in groups, one for each state of the counters, and groups that reach the same state are joined;
/// there
/// can be no more than (limit + 1) * (voids + 1) of them, however hostile the record. The two families are walked
/// apart,
/// since A and AAAA questions come back void independently.
///
/// The result is exactly what [Walk] says for each address, which a property test holds the two to.
final class EveryAddress {
    private record Count(int lookups, int voidTerms) {}

    /// What becomes of some addresses at the end of one record.
    private record End(AddressRanges addresses, SpfResult result, String at, Optional<String> term, Count state) {}

    private final SpfTree tree;
    private final SpfLimits limits;
    private final boolean stopAtMessage;

    private final List<AddressSet.ByMessage> byMessage = new ArrayList<>();
    private final Set<String> byMessageSeen = new LinkedHashSet<>();
    private final IdentityHashMap<Branch, AddressRanges> decided = new IdentityHashMap<>();
    private final IdentityHashMap<Branch, DomainName> places = new IdentityHashMap<>();
    private final List<Branch> order = new ArrayList<>();
    private AddressRanges depending = AddressRanges.NONE;

    /// @param stopAtMessage whether an address that meets a term which depends on the message is given up there
    EveryAddress(SpfTree tree, SpfLimits limits, boolean stopAtMessage) {
        this.tree = tree;
        this.limits = limits;
        this.stopAtMessage = stopAtMessage;
    }

    AddressSet addressSet() {
        List<AddressSet.Piece> pieces = pieces();
        List<AddressSet.Share> shares = new ArrayList<>();
        for (Branch branch : order) {
            DomainName at = places.get(branch);
            shares.add(new AddressSet.Share(
                    at == null ? tree.domain() : at,
                    branch,
                    lists(branch),
                    decided.getOrDefault(branch, AddressRanges.NONE)));
        }
        return new AddressSet(tree.domain(), pieces, depending, List.copyOf(byMessage), List.copyOf(shares));
    }

    /// What a term lists by itself; of an include what its record passes, unless that depends on the message.
    private AddressRanges lists(Branch branch) {
        if (branch.outcome() instanceof Outcome.Below(var below) && branch.term() instanceof Term.Directive) {
            EveryAddress alone =
                    new EveryAddress(new SpfTree(below, tree.questions(), tree.complete()), SpfLimits.BEYOND, false);
            AddressRanges passing = AddressRanges.NONE;
            for (AddressSet.Piece piece : alone.pieces()) {
                if (piece.result() == SpfResult.PASS) {
                    passing = passing.union(piece.addresses());
                }
            }
            return alone.byMessage.isEmpty() ? passing : AddressRanges.NONE;
        }
        return AddressRanges.of(branch.ranges());
    }

    AddressRanges depending() {
        return depending;
    }

    List<AddressSet.Piece> pieces() {
        Map<List<Object>, AddressSet.Piece> joined = new LinkedHashMap<>();
        for (boolean v4 : new boolean[] {true, false}) {
            Map<Count, AddressRanges> start = new HashMap<>();
            start.put(new Count(0, 0), v4 ? AddressRanges.ALL_V4 : AddressRanges.ALL_V6);
            for (End end : node(tree.root(), start, v4)) {
                List<Object> key = List.of(end.result(), end.at(), end.term(), end.state());
                Counters used = new Counters(end.state().lookups(), end.state().voidTerms(), 0);
                joined.merge(
                        key,
                        new AddressSet.Piece(end.addresses(), end.result(), end.at(), end.term(), used),
                        (one, other) -> new AddressSet.Piece(
                                one.addresses().union(other.addresses()), one.result(), one.at(), one.term(), used));
            }
        }
        return List.copyOf(joined.values());
    }

    private List<End> node(Node node, Map<Count, AddressRanges> groups, boolean v4) {
        return switch (node.state()) {
            case State.Sound sound -> new Reading(node, v4, groups).run();
            case State.Broken broken -> all(node, groups, SpfResult.PERMERROR);
            case State.Several several -> all(node, groups, SpfResult.PERMERROR);
            case State.Missing missing -> all(node, groups, SpfResult.NONE);
            case State.Unanswered failed -> all(node, groups, SpfResult.TEMPERROR);
            // A loop ends by the limit of lookups and nothing else: whoever comes here comes again and again.
            case State.Loop loop -> all(node, groups, SpfResult.PERMERROR);
            case State.NotAsked not -> all(node, groups, SpfResult.PERMERROR);
        };
    }

    private static List<End> all(Node node, Map<Count, AddressRanges> groups, SpfResult result) {
        List<End> ends = new ArrayList<>();
        groups.forEach((state, addresses) ->
                ends.add(new End(addresses, result, node.domain().toString(), Optional.empty(), state)));
        return ends;
    }

    /// One record read for one family.
    private final class Reading {
        private final Node node;
        private final boolean v4;
        private Map<Count, AddressRanges> undecided;
        private final List<End> ends = new ArrayList<>();

        Reading(Node node, boolean v4, Map<Count, AddressRanges> groups) {
            this.node = node;
            this.v4 = v4;
            this.undecided = groups;
        }

        List<End> run() {
            Branch redirect = null;
            for (Branch branch : node.branches()) {
                if (branch.part() != SpfTree.Part.REACHED) {
                    continue;
                }
                if (branch.term() instanceof Term.Redirect) {
                    redirect = branch;
                    continue;
                }
                if (undecided.isEmpty()) {
                    note(branch);
                    continue;
                }
                note(branch);
                directive(branch);
            }
            if (redirect != null && !undecided.isEmpty()) {
                note(redirect);
                follow(redirect);
            }
            undecided.forEach((state, addresses) -> end(addresses, SpfResult.NEUTRAL, null, state));
            return ends;
        }

        private void note(Branch branch) {
            if (!places.containsKey(branch)) {
                places.put(branch, node.domain());
                order.add(branch);
            }
        }

        private void end(AddressRanges addresses, SpfResult result, @Nullable Branch branch, Count state) {
            if (!addresses.isEmpty()) {
                ends.add(new End(
                        addresses,
                        result,
                        node.domain().toString(),
                        branch == null ? Optional.empty() : Optional.of(branch.text()),
                        state));
            }
        }

        /// Counts the lookup of a term; those for whom it is one too many end here.
        private void count(Branch branch) {
            if (!branch.term().costsLookup()) {
                return;
            }
            Map<Count, AddressRanges> next = new HashMap<>();
            undecided.forEach((state, addresses) -> {
                Count counted = new Count(state.lookups() + 1, state.voidTerms());
                if (counted.lookups() > limits.lookups()) {
                    end(addresses, SpfResult.PERMERROR, branch, counted);
                } else {
                    next.merge(counted, addresses, AddressRanges::union);
                }
            });
            undecided = next;
        }

        private void matches(Branch branch, AddressRanges wanted) {
            SpfResult result = ((Term.Directive) branch.term()).qualifier().result();
            Map<Count, AddressRanges> next = new HashMap<>();
            undecided.forEach((state, addresses) -> {
                AddressRanges hit = addresses.intersection(wanted);
                if (hit.isEmpty()) {
                    next.put(state, addresses);
                    return;
                }
                decided.merge(branch, hit, AddressRanges::union);
                end(hit, result, branch, state);
                AddressRanges rest = addresses.minus(hit);
                if (!rest.isEmpty()) {
                    next.put(state, rest);
                }
            });
            undecided = next;
        }

        private void stops(Branch branch, SpfResult result) {
            undecided.forEach((state, addresses) -> end(addresses, result, branch, state));
            undecided = Map.of();
        }

        private AddressRanges everything() {
            return v4 ? AddressRanges.ALL_V4 : AddressRanges.ALL_V6;
        }

        private void directive(Branch branch) {
            count(branch);
            switch (branch.outcome()) {
                case Outcome.Everything e -> matches(branch, everything());
                case Outcome.Range(var range) -> matches(branch, AddressRanges.of(List.of(range)));
                case Outcome.Hosts hosts -> hosts(branch, hosts);
                case Outcome.Below(var below) -> include(branch, below);
                case Outcome.Existing(var name, var answer) -> {
                    if (answer instanceof Answer.Failed) {
                        stops(branch, SpfResult.TEMPERROR);
                    } else if (answer.empty()) {
                        voided(branch);
                    } else {
                        matches(branch, everything());
                    }
                }
                case Outcome.ByMessage by -> message(branch);
                case Outcome.NotAName not -> {
                    if (branch.term() instanceof Term.Directive(var q, Mechanism.Include i, var s)) {
                        stops(branch, SpfResult.PERMERROR);
                    }
                }
                // A limit of the tree; an evaluation has long stopped here.
                case Outcome.Nothing nothing -> stops(branch, SpfResult.PERMERROR);
            }
        }

        private void message(Branch branch) {
            for (AddressRanges addresses : undecided.values()) {
                depending = depending.union(addresses);
            }
            if (byMessageSeen.add(node.domain() + " " + branch.text())) {
                byMessage.add(new AddressSet.ByMessage(node.domain(), branch.text()));
            }
            if (stopAtMessage) {
                stops(branch, SpfResult.NONE);
            }
        }

        /// The term's lookups found nothing: it counts once for these groups.
        private void voided(Branch branch) {
            Map<Count, AddressRanges> next = new HashMap<>();
            undecided.forEach((state, addresses) -> {
                Count counted = new Count(state.lookups(), state.voidTerms() + 1);
                if (counted.voidTerms() > limits.voids()) {
                    end(addresses, SpfResult.PERMERROR, branch, counted);
                } else {
                    next.merge(counted, addresses, AddressRanges::union);
                }
            });
            undecided = next;
        }

        private void hosts(Branch branch, Outcome.Hosts hosts) {
            if (hosts.mail() instanceof Answer.Failed) {
                stops(branch, SpfResult.TEMPERROR);
                return;
            }
            boolean isVoid = false;
            if (hosts.mail() != null && hosts.mail().empty()) {
                voided(branch);
                return;
            }
            if (hosts.tooMany()) {
                stops(branch, SpfResult.PERMERROR);
                return;
            }
            for (SpfTree.HostAnswers host : hosts.hosts()) {
                Answer answer = host.of(v4);
                if (answer instanceof Answer.Failed) {
                    stops(branch, SpfResult.TEMPERROR);
                    return;
                }
                if (answer.empty()) {
                    if (!isVoid) {
                        isVoid = true;
                        voided(branch);
                    }
                    continue;
                }
                List<IpPrefix> ranges = hosts.ranges(host).stream()
                        .filter(range -> range.v4() == v4)
                        .toList();
                matches(branch, AddressRanges.of(ranges));
                if (undecided.isEmpty()) {
                    return;
                }
            }
        }

        private void include(Branch branch, Node below) {
            SpfResult result = ((Term.Directive) branch.term()).qualifier().result();
            Map<Count, AddressRanges> next = new HashMap<>();
            for (End end : node(below, undecided, v4)) {
                switch (end.result()) {
                    case PASS -> {
                        decided.merge(branch, end.addresses(), AddressRanges::union);
                        end(end.addresses(), result, branch, end.state());
                    }
                    case FAIL, SOFTFAIL, NEUTRAL -> next.merge(end.state(), end.addresses(), AddressRanges::union);
                    case TEMPERROR, PERMERROR -> ends.add(end);
                    case NONE -> {
                        if (stopAtMessage && given(end)) {
                            ends.add(end);
                        } else {
                            end(end.addresses(), SpfResult.PERMERROR, branch, end.state());
                        }
                    }
                }
            }
            undecided = next;
        }

        /// Whether these addresses were given up at a term that depends on the message.
        private boolean given(End end) {
            return end.addresses().minus(depending).isEmpty();
        }

        private void follow(Branch branch) {
            count(branch);
            switch (branch.outcome()) {
                case Outcome.Below(var below) -> {
                    for (End end : node(below, undecided, v4)) {
                        if (end.result() == SpfResult.NONE && !(stopAtMessage && given(end))) {
                            end(end.addresses(), SpfResult.PERMERROR, branch, end.state());
                        } else {
                            ends.add(end);
                        }
                    }
                    undecided = Map.of();
                }
                case Outcome.ByMessage by -> {
                    message(branch);
                }
                case Outcome.NotAName not -> stops(branch, SpfResult.PERMERROR);
                case Outcome.Nothing n -> stops(branch, SpfResult.PERMERROR);
                case Outcome.Everything e -> {}
                case Outcome.Range r -> {}
                case Outcome.Hosts h -> {}
                case Outcome.Existing e -> {}
            }
        }
    }
}
