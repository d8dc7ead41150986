package org.whybounce.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.finding.FindingCode;
import org.whybounce.spf.RecordChoice;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.finding.SpfCode;
import org.whybounce.spf.record.BrokenRecord;
import org.whybounce.spf.record.MacroString;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.Term;

/// Follows one domain's record for an address that nothing matches. It counts what the tree of `check` counts, and
/// keeps
/// nothing else: a hundred million domains share a few thousand includes.
final class ReachWalk {
    /// Records above each other that are followed, as in [org.whybounce.spf.tree.TreeLimits].
    private static final int DEEPEST = 20;

    private final Asking dns;
    private final KeptReaches kept;
    private final List<DomainName> way = new ArrayList<>();

    // Of the whole record so far.
    private int lookups;
    private int voids;
    private @Nullable FindingCode trouble;
    private boolean silent;
    private boolean loops;
    private long ttl = Long.MAX_VALUE;
    /// Whether something in it depends on who asks: then another domain may not use it.
    private boolean own;

    ReachWalk(Asking dns, KeptReaches kept) {
        this.dns = dns;
        this.kept = kept;
    }

    /// The record of the domain itself.
    Reach root(DomainName domain, SpfRecord record) {
        way.add(domain);
        terms(domain, record);
        return reach();
    }

    private Reach reach() {
        return new Reach(lookups, voids, Optional.ofNullable(trouble), silent, loops, ttl);
    }

    private void terms(DomainName domain, SpfRecord record) {
        MacroString redirect = null;
        for (Term term : record.terms()) {
            switch (term) {
                case Term.Directive directive -> {
                    if (directive.mechanism() instanceof Mechanism.All) {
                        return;
                    }
                    mechanism(domain, directive.mechanism());
                }
                case Term.Redirect to -> redirect = to.domain();
                case Term.Exp _, Term.UnknownModifier _ -> {}
            }
        }
        if (redirect != null) {
            lookup();
            below(redirect);
        }
    }

    private void mechanism(DomainName domain, Mechanism mechanism) {
        switch (mechanism) {
            case Mechanism.All _, Mechanism.Ip4 _, Mechanism.Ip6 _ -> {}
            case Mechanism.Include(MacroString target) -> {
                lookup();
                below(target);
            }
            case Mechanism.Ptr _ -> lookup();
            case Mechanism.A a -> {
                lookup();
                name(domain, a.domain()).ifPresent(name -> hosts(dns.ask(new Question(name, RecordType.A))));
            }
            case Mechanism.Mx mx -> {
                lookup();
                name(domain, mx.domain()).ifPresent(this::mail);
            }
            case Mechanism.Exists(MacroString target) -> {
                lookup();
                name(domain, target).ifPresent(name -> hosts(dns.ask(new Question(name, RecordType.A))));
            }
        }
    }

    /// The target of a term; empty where a macro decides, which only a message can tell.
    private Optional<DomainName> name(DomainName domain, @Nullable MacroString target) {
        if (target == null) {
            return Optional.of(domain);
        }
        if (!target.plain()) {
            own = true;
            return Optional.empty();
        }
        return DomainName.parse(target.plainText());
    }

    private void lookup() {
        if (++lookups > SpfLimits.RFC7208.lookups()) {
            trouble(SpfCode.LOOKUPS_OVER);
        }
    }

    private void trouble(FindingCode why) {
        if (trouble == null && !silent) {
            trouble = why;
        }
    }

    private void noAnswer() {
        silent |= trouble == null;
    }

    private void hosts(Answer answer) {
        ttl = Math.min(ttl, ttl(answer));
        if (answer instanceof Answer.Failed) {
            noAnswer();
        } else if (answer.empty() && ++voids > SpfLimits.RFC7208.voids()) {
            trouble(SpfCode.VOIDS_OVER);
        }
    }

    /// RFC 7208, section 4.6.4: more than ten hosts are a permerror. The hosts' addresses change no count of an `mx`,
    /// so
    /// they are not asked.
    private void mail(DomainName name) {
        Answer answer = dns.ask(new Question(name, RecordType.MX));
        hosts(answer);
        if (answer.recordsOrNone().size() > SpfLimits.RFC7208.mailHosts()) {
            trouble(SpfCode.TERM_MAIL_HOSTS);
        }
    }

    private void below(MacroString target) {
        if (!target.plain()) {
            own = true;
            return;
        }
        Optional<DomainName> name = DomainName.parse(target.plainText());
        if (name.isEmpty() || name.get().labelCount() < 2) {
            trouble(SpfCode.INCLUDE_NOT_A_NAME);
            return;
        }
        if (lookups > 60 || way.size() >= DEEPEST) {
            return;
        }
        add(included(name.get()));
    }

    private void add(Reach reach) {
        int before = lookups;
        lookups += reach.lookups();
        voids += reach.voids();
        ttl = Math.min(ttl, reach.ttl());
        loops |= reach.loops();
        if (before < SpfLimits.RFC7208.lookups() || lookups == before) {
            reach.trouble().ifPresent(this::trouble);
            if (reach.silent()) {
                noAnswer();
            }
        }
        if (lookups > SpfLimits.RFC7208.lookups()) {
            trouble(SpfCode.LOOKUPS_OVER);
        }
        if (voids > SpfLimits.RFC7208.voids()) {
            trouble(SpfCode.VOIDS_OVER);
        }
    }

    private Reach included(DomainName name) {
        if (way.contains(name)) {
            return Reach.loop();
        }
        Reach known = kept.get(name);
        if (known != null) {
            return known;
        }
        return switch (dns.ask(new Question(name, RecordType.TXT))) {
            case Answer.Failed _ -> Reach.unanswered();
            case Answer.NoSuchName none -> keep(name, Reach.broken(SpfCode.INCLUDE_NO_SUCH_NAME, none.ttl()));
            case Answer.NoData none -> keep(name, Reach.broken(SpfCode.INCLUDE_NO_RECORD, none.ttl()));
            case Answer.Found found -> found(name, found);
        };
    }

    private Reach found(DomainName name, Answer.Found found) {
        List<String> texts = RecordChoice.texts(found);
        if (texts.size() != 1) {
            return keep(
                    name,
                    Reach.broken(texts.isEmpty() ? SpfCode.INCLUDE_NO_RECORD : SpfCode.RECORD_SEVERAL, found.ttl()));
        }
        return switch (SpfParser.parse(texts.getFirst())) {
            case BrokenRecord _ -> keep(name, Reach.broken(SpfCode.SYNTAX_ERROR, found.ttl()));
            case SpfRecord record -> {
                ReachWalk walk = new ReachWalk(dns, kept);
                walk.way.addAll(way);
                walk.way.add(name);
                walk.ttl = found.ttl();
                walk.terms(name, record);
                own |= walk.own;
                Reach reach = walk.reach();
                // What goes back to a record above, or was not answered, holds for this domain and this moment only.
                yield walk.own || reach.loops() || reach.silent() ? reach : keep(name, reach);
            }
        };
    }

    private Reach keep(DomainName name, Reach reach) {
        kept.put(name, reach);
        return reach;
    }

    private static long ttl(Answer answer) {
        return switch (answer) {
            case Answer.Found found -> found.ttl();
            case Answer.NoData none -> none.ttl();
            case Answer.NoSuchName none -> none.ttl();
            case Answer.Failed _ -> 0;
        };
    }

    /// The questions of one domain, counted.
    interface Asking {
        Answer ask(Question question);
    }
}
