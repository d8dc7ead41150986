package org.whybounce.fix.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.fix.RecordEdit;
import org.whybounce.fix.reach.TermReach.State;
import org.whybounce.intent.IntentReader;
import org.whybounce.intent.Names;
import org.whybounce.intent.NearlyRecord;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.Identity;
import org.whybounce.spf.MacroExpansion;
import org.whybounce.spf.Sender;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.BrokenRecord;
import org.whybounce.spf.record.MacroString;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfSyntax;
import org.whybounce.spf.record.Term;

/// Reads a whole SPF tree and works out which addresses pass, as if nobody counted lookups and as if a broken
/// term were mended or not there. That is what the record's author meant, so it is what a change has to keep.
///
/// The set follows RFC 7208, section 4.6.2: terms decide in order, each only over addresses that no earlier term
/// decided; an include matches what its target passes, and nothing else of its target counts (section 5.2);
/// redirect decides what is left (section 6.1). What depends on the message (macros, `exists`, `ptr`) is no set
/// of addresses and is kept by name.
///
/// A reader is for one thread and one piece of work: it keeps every answer.
public final class ReachReader {
    /// Questions in all: a tree beyond this is no record that anybody mends by hand. The rest counts as unanswered.
    public static final int MOST_QUESTIONS = 300;

    /// Includes within includes. Ten lookups allow no more than ten levels; a few more show by how much it is over.
    public static final int MOST_LEVELS = 20;

    /// Where counting stops: a tree that names its own branches again and again grows exponentially.
    static final int MOST_COUNTED = 1_000;

    /// Records read in all, the same one again where it lies in a loop: records that all name each other would be
    /// read in every order otherwise.
    static final int MOST_READ = 2_000;

    private final Resolver resolver;
    private final Map<Question, Answer> answers = new HashMap<>();
    private final Map<DomainName, Optional<RecordReach>> trees = new HashMap<>();
    private final Set<DomainName> way = new LinkedHashSet<>();
    private int read;

    public ReachReader(Resolver resolver) {
        this.resolver = resolver;
    }

    /// Asks, once for each question.
    public Answer ask(DomainName name, RecordType type) {
        Question question = new Question(name, type);
        Answer known = answers.get(question);
        if (known == null) {
            known = answers.size() >= MOST_QUESTIONS
                    ? new Answer.NotAsked(Answer.Limit.BUDGET, "more than " + MOST_QUESTIONS + " questions")
                    : resolver.ask(question);
            answers.put(question, known);
        }
        return known;
    }

    /// The texts of the SPF records at a name.
    public List<String> records(DomainName name) {
        List<String> texts = new ArrayList<>();
        for (ResourceRecord record : ask(name, RecordType.TXT).recordsOrNone()) {
            if (record instanceof ResourceRecord.Txt txt && SpfParser.isRecord(txt.text())) {
                texts.add(txt.text());
            }
        }
        return texts;
    }

    /// The texts at a name that are meant to be SPF records and are none, each with the record that was meant.
    public List<NearlyRecord> nearly(DomainName name) {
        List<NearlyRecord> nearly = new ArrayList<>();
        for (ResourceRecord record : ask(name, RecordType.TXT).recordsOrNone()) {
            if (record instanceof ResourceRecord.Txt txt) {
                NearlyRecord.of(txt.text()).ifPresent(nearly::add);
            }
        }
        return nearly;
    }

    /// The texts of the obsolete record type SPF at a name (RFC 7208, section 3.1).
    public List<String> obsolete(DomainName name) {
        List<String> texts = new ArrayList<>();
        for (ResourceRecord record : ask(name, RecordType.SPF).recordsOrNone()) {
            if (record instanceof ResourceRecord.Txt txt && SpfParser.isRecord(txt.text())) {
                texts.add(txt.text());
            }
        }
        return texts;
    }

    /// Seconds that the TXT records of a name live; an hour if there are none.
    public long ttl(DomainName name) {
        return ask(name, RecordType.TXT) instanceof Answer.Found found ? found.ttl() : RecordEdit.DEFAULT_TTL;
    }

    /// What this text would reach if it stood at this name.
    public RecordReach read(DomainName at, String text) {
        SpfSyntax syntax = SpfParser.parse(text);
        boolean broken = syntax instanceof BrokenRecord;
        SpfSyntax readable = syntax instanceof BrokenRecord record
                ? SpfParser.parse(
                        new IntentReader(Names.NONE).read(record.text()).certain())
                : syntax;
        read++;
        boolean entered = way.add(at);
        try {
            List<TermReach> terms = new ArrayList<>();
            for (Term term : readable.terms()) {
                terms.add(reach(at, term, term.span().of(readable.text())));
            }
            return RecordReach.of(at, text, broken, terms);
        } finally {
            if (entered) {
                way.remove(at);
            }
        }
    }

    private TermReach reach(DomainName at, Term term, String text) {
        return switch (term) {
            case Term.Directive(Qualifier qualifier, Mechanism mechanism, var span) ->
                mechanism(at, term, text, mechanism);
            case Term.Redirect redirect -> follow(at, term, text, redirect.domain());
            case Term.Exp exp -> leaf(term, text, AddressRanges.NONE, 0, 0, State.NONE);
            case Term.UnknownModifier modifier -> leaf(term, text, AddressRanges.NONE, 0, 0, State.NONE);
        };
    }

    private TermReach mechanism(DomainName at, Term term, String text, Mechanism mechanism) {
        return switch (mechanism) {
            case Mechanism.All all -> leaf(term, text, AddressRanges.EVERYTHING, 0, 0, State.LIVE);
            case Mechanism.Ip4(IpPrefix range) -> leaf(term, text, AddressRanges.of(range), 0, 0, State.LIVE);
            case Mechanism.Ip6(IpPrefix range) -> leaf(term, text, AddressRanges.of(range), 0, 0, State.LIVE);
            case Mechanism.Include(MacroString domain) -> follow(at, term, text, domain);
            case Mechanism.Ptr ptr -> leaf(term, text, AddressRanges.NONE, 1, 0, State.OPAQUE);
            case Mechanism.Exists exists -> leaf(term, text, AddressRanges.NONE, 1, 0, State.OPAQUE);
            case Mechanism.A(@Nullable MacroString domain, int length4, int length6) ->
                hosts(at, term, text, domain, false, length4, length6);
            case Mechanism.Mx(@Nullable MacroString domain, int length4, int length6) ->
                hosts(at, term, text, domain, true, length4, length6);
        };
    }

    private static TermReach leaf(Term term, String text, AddressRanges matches, int lookups, int voids, State state) {
        return new TermReach(text, term, matches, lookups, voids, state, Optional.empty());
    }

    private TermReach hosts(
            DomainName at, Term term, String text, @Nullable MacroString domain, boolean mx, int length4, int length6) {
        Optional<String> fixed = domain == null ? Optional.of(at.toString()) : fixed(at, domain);
        if (fixed.isEmpty()) {
            return leaf(term, text, AddressRanges.NONE, 1, 0, State.OPAQUE);
        }
        Optional<DomainName> name = DomainName.parse(fixed.get());
        if (name.isEmpty()) {
            return leaf(term, text, AddressRanges.NONE, 1, 0, State.VOID);
        }
        List<DomainName> hosts = new ArrayList<>();
        if (mx) {
            Answer answer = ask(name.get(), RecordType.MX);
            if (answer instanceof Answer.Failed) {
                return leaf(term, text, AddressRanges.NONE, 1, 0, State.UNKNOWN);
            }
            for (ResourceRecord record : answer.recordsOrNone()) {
                if (record instanceof ResourceRecord.Mx host && !host.host().isRoot()) {
                    hosts.add(host.host());
                }
            }
        } else {
            hosts.add(name.get());
        }
        List<IpPrefix> ranges = new ArrayList<>();
        for (DomainName host : hosts) {
            for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
                Answer answer = ask(host, type);
                if (answer instanceof Answer.Failed) {
                    return leaf(term, text, AddressRanges.NONE, 1, 0, State.UNKNOWN);
                }
                for (IpAddress ip : answer.addresses()) {
                    ranges.add(new IpPrefix(ip, ip.v4() ? length4 : length6));
                }
            }
        }
        if (hosts.size() > SpfLimits.RFC7208.mailHosts()) {
            return leaf(term, text, AddressRanges.of(ranges), 1, 0, State.BROKEN);
        }
        return ranges.isEmpty()
                ? leaf(term, text, AddressRanges.NONE, 1, 1, State.VOID)
                : leaf(term, text, AddressRanges.of(ranges), 1, 0, State.LIVE);
    }

    /// The name that a target stands for, where it is the same for every message: without macros, or with those of the
    /// domain alone (RFC 7208, section 7.2). Empty where it depends on the message; a name that is none is kept as
    /// it is.
    private static Optional<String> fixed(DomainName at, MacroString target) {
        if (target.plain() && target.text().indexOf('%') < 0) {
            return Optional.of(target.text());
        }
        // `o` is the domain of the sender, which only the domain evaluated first is for sure.
        if (target.dependsOnMessage() || target.uses("o")) {
            return Optional.empty();
        }
        SpfQuestion asked = new SpfQuestion(NO_MATTER, Identity.MFROM, "", "", "unknown", 0);
        MacroExpansion expansion =
                new MacroExpansion(asked, new Sender("postmaster", at.toString(), at), at.toString(), () -> "unknown");
        return Optional.of(expansion.domain(target).map(DomainName::toString).orElseGet(() -> expansion.shown(target)));
    }

    /// The address does not matter where nothing depends on it.
    private static final IpAddress NO_MATTER = IpAddress.v4(0xf0000001L);

    private TermReach follow(DomainName at, Term term, String text, MacroString target) {
        Optional<String> fixed = fixed(at, target);
        if (fixed.isEmpty()) {
            return leaf(term, text, AddressRanges.NONE, 1, 0, State.OPAQUE);
        }
        Optional<DomainName> parsed = DomainName.parse(fixed.get());
        if (parsed.isEmpty()) {
            return leaf(term, text, AddressRanges.NONE, 1, 0, State.DEAD);
        }
        DomainName name = parsed.get();
        if (way.contains(name)) {
            return leaf(term, text, AddressRanges.NONE, 1, 0, State.LOOP);
        }
        Answer answer = ask(name, RecordType.TXT);
        if (answer instanceof Answer.Failed || way.size() >= MOST_LEVELS || read >= MOST_READ) {
            return leaf(term, text, AddressRanges.NONE, 1, 0, State.UNKNOWN);
        }
        Optional<RecordReach> inside = tree(name);
        int voids = answer.empty() ? 1 : 0;
        if (inside.isEmpty()) {
            return leaf(term, text, AddressRanges.NONE, 1, voids, State.DEAD);
        }
        RecordReach reach = inside.get();
        boolean sound = !reach.broken() && records(name).size() == 1;
        return new TermReach(
                text,
                term,
                reach.passes(),
                Math.min(MOST_COUNTED, 1 + reach.lookups()),
                Math.min(MOST_COUNTED, reach.voids()),
                sound ? State.LIVE : State.BROKEN,
                inside);
    }

    /// The tree below a name; a loop inside is found again from each side, so trees that meet one are not kept.
    private Optional<RecordReach> tree(DomainName name) {
        Optional<RecordReach> known = trees.get(name);
        if (known != null) {
            return known;
        }
        List<String> texts = records(name);
        Optional<RecordReach> read = texts.isEmpty() ? Optional.empty() : Optional.of(read(name, texts.getFirst()));
        if (read.isEmpty() || !read.get().loops()) {
            trees.put(name, read);
        }
        return read;
    }
}
