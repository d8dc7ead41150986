package org.whybounce.spf.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Identity;
import org.whybounce.spf.MacroExpansion;
import org.whybounce.spf.RecordChoice;
import org.whybounce.spf.Sender;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.Step;
import org.whybounce.spf.record.BrokenRecord;
import org.whybounce.spf.record.MacroString;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.Term;
import org.whybounce.spf.tree.SpfTree.Branch;
import org.whybounce.spf.tree.SpfTree.HostAnswers;
import org.whybounce.spf.tree.SpfTree.Node;
import org.whybounce.spf.tree.SpfTree.Outcome;
import org.whybounce.spf.tree.SpfTree.Part;
import org.whybounce.spf.tree.SpfTree.State;

/// Makes a [SpfTree]: one walk in the order of evaluation, as if nothing ever matched.
final class SpfTreeWalk {
    /// `{o}` and `{d}` are the same for every message of a domain, so that a tree can expand them; the address does not
    /// show in them.
    private static final IpAddress NO_MATTER = IpAddress.v4(0);

    private final Resolver resolver;
    private final DomainName top;
    private final TreeLimits limits;
    private final Map<Question, Answer> answers = new HashMap<>();
    private final List<DomainName> way = new ArrayList<>();

    private int lookups;
    private int terms;
    private boolean complete = true;

    SpfTreeWalk(Resolver resolver, DomainName top, TreeLimits limits) {
        this.resolver = resolver;
        this.top = top;
        this.limits = limits;
    }

    SpfTree run() {
        Node root = node(top);
        return new SpfTree(root, answers.size(), complete);
    }

    /// The answer, or null if a limit forbids to ask.
    private @Nullable Answer ask(DomainName name, RecordType type) {
        Question question = new Question(name, type);
        Answer known = answers.get(question);
        if (known != null) {
            return known;
        }
        if (answers.size() >= limits.questions()) {
            complete = false;
            return null;
        }
        Answer answer = resolver.ask(question);
        answers.put(question, answer);
        return answer;
    }

    private Node node(DomainName domain) {
        if (domain.labelCount() < 2) {
            return leaf(domain, new State.Missing(Step.NoRecord.SINGLE_LABEL), Long.MAX_VALUE);
        }
        if (way.contains(domain)) {
            return leaf(domain, new State.Loop(), Long.MAX_VALUE);
        }
        if (lookups > limits.lookups() || way.size() >= limits.depth()) {
            complete = false;
            return leaf(domain, new State.NotAsked(), Long.MAX_VALUE);
        }
        return switch (ask(domain, RecordType.TXT)) {
            case null -> leaf(domain, new State.NotAsked(), Long.MAX_VALUE);
            case Answer.Failed failed -> leaf(domain, new State.Unanswered(failed), 0);
            case Answer.NoSuchName none -> leaf(domain, new State.Missing(Step.NoRecord.NO_SUCH_NAME), none.ttl());
            case Answer.NoData none -> leaf(domain, new State.Missing(Step.NoRecord.NO_RECORD), none.ttl());
            case Answer.Found found -> chosen(domain, found);
        };
    }

    private static Node leaf(DomainName domain, State state, long ttl) {
        return new Node(domain, state, List.of(), 0, ttl);
    }

    private Node chosen(DomainName domain, Answer.Found found) {
        List<String> texts = RecordChoice.texts(found);
        if (texts.isEmpty()) {
            return leaf(domain, new State.Missing(Step.NoRecord.NO_RECORD), found.ttl());
        }
        if (texts.size() > 1) {
            return leaf(domain, new State.Several(List.copyOf(texts)), found.ttl());
        }
        return switch (SpfParser.parse(texts.getFirst())) {
            case BrokenRecord broken -> leaf(domain, new State.Broken(broken), found.ttl());
            case SpfRecord sound -> {
                int before = lookups;
                way.add(domain);
                List<Branch> branches = branches(domain, sound);
                way.removeLast();
                yield new Node(domain, new State.Sound(sound), branches, lookups - before, found.ttl());
            }
        };
    }

    private List<Branch> branches(DomainName domain, SpfRecord record) {
        boolean hasAll = record.all().isPresent();
        boolean behindAll = false;
        Branch[] branches = new Branch[record.terms().size()];
        int last = -1;
        for (int i = 0; i < branches.length && terms < limits.terms(); i++) {
            Term term = record.terms().get(i);
            terms++;
            switch (term) {
                case Term.Directive directive -> {
                    branches[i] = behindAll
                            ? unreached(record, term, Part.BEHIND_ALL)
                            : branch(record, term, () -> outcome(domain, directive.mechanism()));
                    behindAll |= directive.mechanism() instanceof Mechanism.All;
                }
                // RFC 7208, section 6.1: redirect comes last wherever it stands.
                case Term.Redirect redirect -> {
                    if (hasAll) {
                        branches[i] = unreached(record, term, Part.REDIRECT_BESIDE_ALL);
                    } else {
                        last = i;
                    }
                }
                case Term.Exp exp -> branches[i] = unreached(record, term, Part.MODIFIER);
                case Term.UnknownModifier modifier -> branches[i] = unreached(record, term, Part.MODIFIER);
            }
        }
        if (last >= 0 && record.terms().get(last) instanceof Term.Redirect redirect) {
            branches[last] = branch(record, redirect, () -> below(domain, redirect.domain()));
        }
        List<Branch> kept = new ArrayList<>(branches.length);
        for (Branch branch : branches) {
            if (branch == null) {
                complete = false;
            } else {
                kept.add(branch);
            }
        }
        return List.copyOf(kept);
    }

    private Branch unreached(SpfRecord record, Term term, Part part) {
        return new Branch(term, record.textOf(term), part, lookups, 0, new Outcome.Nothing());
    }

    private Branch branch(SpfRecord record, Term term, java.util.function.Supplier<Outcome> outcome) {
        int before = lookups;
        if (term.costsLookup()) {
            lookups++;
        }
        Outcome found = outcome.get();
        return new Branch(term, record.textOf(term), Part.REACHED, before, lookups - before, found);
    }

    private Outcome outcome(DomainName domain, Mechanism mechanism) {
        return switch (mechanism) {
            case Mechanism.All all -> new Outcome.Everything();
            case Mechanism.Ip4(var range) -> new Outcome.Range(range);
            case Mechanism.Ip6(var range) -> new Outcome.Range(range);
            case Mechanism.Include(var target) -> below(domain, target);
            case Mechanism.Ptr ptr -> new Outcome.ByMessage();
            case Mechanism.A(var target, var length4, var length6) -> hosts(domain, target, false, length4, length6);
            case Mechanism.Mx(var target, var length4, var length6) -> hosts(domain, target, true, length4, length6);
            case Mechanism.Exists(var target) -> exists(domain, target);
        };
    }

    private Optional<DomainName> name(DomainName domain, MacroString target) {
        return expansion(domain).domain(target);
    }

    private MacroExpansion expansion(DomainName domain) {
        SpfQuestion asked = new SpfQuestion(NO_MATTER, Identity.MFROM, "", "", "unknown", 0);
        return new MacroExpansion(
                asked, new Sender("postmaster", top.toString(), top), domain.toString(), () -> "unknown");
    }

    private Outcome below(DomainName domain, MacroString target) {
        if (target.dependsOnMessage()) {
            return new Outcome.ByMessage();
        }
        Optional<DomainName> name = name(domain, target);
        return name.isPresent()
                ? new Outcome.Below(node(name.get()))
                : new Outcome.NotAName(expansion(domain).shown(target));
    }

    private Outcome exists(DomainName domain, MacroString target) {
        if (target.dependsOnMessage()) {
            return new Outcome.ByMessage();
        }
        Optional<DomainName> name = name(domain, target);
        if (name.isEmpty()) {
            return new Outcome.NotAName(expansion(domain).shown(target));
        }
        Answer answer = ask(name.get(), RecordType.A);
        return answer == null ? new Outcome.Nothing() : new Outcome.Existing(name.get(), answer);
    }

    private Outcome hosts(DomainName domain, @Nullable MacroString target, boolean mx, int length4, int length6) {
        if (target != null && target.dependsOnMessage()) {
            return new Outcome.ByMessage();
        }
        Optional<DomainName> name = target == null ? Optional.of(domain) : name(domain, target);
        if (name.isEmpty()) {
            return new Outcome.NotAName(
                    target == null ? domain.toString() : expansion(domain).shown(target));
        }
        if (lookups > limits.lookups()) {
            complete = false;
            return new Outcome.Nothing();
        }
        Answer mail = mx ? ask(name.get(), RecordType.MX) : null;
        if (mx && mail == null) {
            return new Outcome.Nothing();
        }
        List<DomainName> names = new ArrayList<>();
        if (mail == null) {
            names.add(name.get());
        } else {
            for (ResourceRecord record : mail.recordsOrNone()) {
                // RFC 7505: the null MX names no host.
                if (record instanceof ResourceRecord.Mx host && !host.host().isRoot()) {
                    names.add(host.host());
                }
            }
        }
        boolean tooMany = mail != null && mail.recordsOrNone().size() > SpfLimits.RFC7208.mailHosts();
        List<HostAnswers> hosts = new ArrayList<>();
        for (DomainName host : tooMany ? names.subList(0, Math.min(names.size(), 10)) : names) {
            Answer v4 = ask(host, RecordType.A);
            Answer v6 = ask(host, RecordType.AAAA);
            if (v4 == null || v6 == null) {
                return new Outcome.Nothing();
            }
            hosts.add(new HostAnswers(host, v4, v6));
        }
        return new Outcome.Hosts(name.get(), mail, List.copyOf(hosts), tooMany, length4, length6);
    }
}
