package org.whybounce.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whybounce.dmarc.TreeWalk;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.spf.MacroString;
import org.whybounce.spf.Mechanism;
import org.whybounce.spf.SpfParser;
import org.whybounce.spf.SpfRecord;
import org.whybounce.spf.Term;

/// Asks at once what a tree of records or a tree walk would ask one after the other, level by level. The walk that
/// follows finds the answers there; behind a resolver of 50 ms eight includes then cost two round trips instead of
/// nine.
///
/// What is asked ahead is what the walk itself would ask of a record that nothing matches; where the walk stops early
/// (a
/// syntax error, a limit), some questions were asked in vain, never more than [#MOST].
final class AskAhead {
    /// As many as a tree asks at the most (see [org.whybounce.spf.TreeLimits]).
    private static final int MOST = 150;

    /// Records above each other that are followed ahead; deeper ones are left to the walk.
    private static final int MOST_LEVELS = 12;

    private final Asker dns;
    private final Set<Question> asked = new LinkedHashSet<>();

    private AskAhead(Asker dns) {
        this.dns = dns;
    }

    static void of(Asker dns, DomainName domain) {
        new AskAhead(dns).run(domain);
    }

    /// The queries of a DMARC tree walk (RFC 9989, section 4.10), the longest name and its parents.
    static void dmarc(Asker dns, DomainName domain) {
        dns.all(walk(domain));
    }

    static List<Question> walk(DomainName domain) {
        List<Question> questions = new ArrayList<>();
        for (DomainName name = domain;
                !name.isRoot() && questions.size() < TreeWalk.MOST_QUERIES;
                name = name.parent().orElse(DomainName.ROOT)) {
            name.child("_dmarc").ifPresent(at -> questions.add(new Question(at, RecordType.TXT)));
        }
        return questions;
    }

    private void run(DomainName domain) {
        List<Question> level = List.of(new Question(domain, RecordType.TXT));
        for (int i = 0; i < MOST_LEVELS && !level.isEmpty(); i++) {
            List<Question> next = new ArrayList<>();
            List<Answer> answers = dns.all(level);
            for (int at = 0; at < level.size(); at++) {
                follow(level.get(at), answers.get(at), next);
            }
            level = next;
        }
    }

    private void follow(Question question, Answer answer, List<Question> next) {
        int records = 0;
        for (ResourceRecord record : answer.recordsOrNone()) {
            switch (record) {
                case ResourceRecord.Txt txt -> {
                    if (question.type() == RecordType.TXT
                            && records++ < 2
                            && SpfParser.isRecord(txt.text())
                            && SpfParser.parse(txt.text()) instanceof SpfRecord sound) {
                        sound.terms().forEach(term -> follow(question.name(), term, next));
                    }
                }
                case ResourceRecord.Mx mx -> addresses(mx.host(), next);
                case ResourceRecord.A _,
                        ResourceRecord.Aaaa _,
                        ResourceRecord.Ptr _,
                        ResourceRecord.Cname _,
                        ResourceRecord.Ns _,
                        ResourceRecord.Soa _,
                        ResourceRecord.Other _ -> {}
            }
        }
    }

    private void follow(DomainName at, Term term, List<Question> next) {
        switch (term) {
            case Term.Redirect redirect -> ask(name(at, redirect.domain()), RecordType.TXT, next);
            case Term.Exp _, Term.UnknownModifier _ -> {}
            case Term.Directive directive -> {
                switch (directive.mechanism()) {
                    case Mechanism.Include(MacroString target) -> ask(name(at, target), RecordType.TXT, next);
                    case Mechanism.A a -> name(at, a.domain()).ifPresent(name -> addresses(name, next));
                    case Mechanism.Mx mx -> ask(name(at, mx.domain()), RecordType.MX, next);
                    case Mechanism.Exists(MacroString target) -> ask(name(at, target), RecordType.A, next);
                    case Mechanism.All _, Mechanism.Ptr _, Mechanism.Ip4 _, Mechanism.Ip6 _ -> {}
                }
            }
        }
    }

    private void addresses(DomainName host, List<Question> next) {
        ask(Optional.of(host), RecordType.A, next);
        ask(Optional.of(host), RecordType.AAAA, next);
    }

    private void ask(Optional<DomainName> name, RecordType type, List<Question> next) {
        name.filter(target -> target.labelCount() > 1).ifPresent(target -> {
            Question question = new Question(target, type);
            if (asked.size() < MOST && asked.add(question)) {
                next.add(question);
            }
        });
    }

    /// A target without macros; what macros make of one is left to the walk.
    private static Optional<DomainName> name(DomainName at, @Nullable MacroString target) {
        return target == null ? Optional.of(at) : target.plain() ? DomainName.parse(target.text()) : Optional.empty();
    }
}
