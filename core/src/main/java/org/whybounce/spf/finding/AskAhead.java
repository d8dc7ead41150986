package org.whybounce.spf.finding;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whybounce.dmarc.TreeWalk;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.spf.record.MacroString;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.Term;

/// Asks at once what a tree of records or a tree walk would ask one after the other, level by level. The walk that
/// follows finds the answers there; behind a resolver of 50 ms eight includes then cost two round trips instead of
/// nine.
///
/// What is asked ahead is what the walk itself would ask of a record that nothing matches; where the walk stops early
/// (a syntax error, a limit), some questions were asked in vain, never more than `most`. What the walk finds is the
/// same either way, since all ask one [Asker]. Behind a resolver that never waits nothing is asked ahead.
public final class AskAhead {
    /// As many as a tree asks at the most (see [org.whybounce.spf.tree.TreeLimits]).
    private static final int MOST = 150;

    /// Of the 150 questions of a case (see [org.whybounce.dns.Limits]) the smaller half is for asking ahead, so that
    /// the walk comes as far as it would alone, but in a tree that is far beyond what receivers follow.
    private static final int MOST_OF_CASE = 70;

    /// Records above each other that are followed ahead; deeper ones are left to the walk.
    private static final int MOST_LEVELS = 12;

    /// Names of one reverse record that are followed.
    private static final int MOST_NAMES = 3;

    private final Asker dns;
    private final int most;
    private final Set<Question> asked = new LinkedHashSet<>();

    private AskAhead(Asker dns, int most) {
        this.dns = dns;
        this.most = most;
    }

    public static void of(Asker dns, DomainName domain) {
        new AskAhead(dns, MOST).run(List.of(new Question(domain, RecordType.TXT)));
    }

    /// For a case of which these questions are certain to be asked, and those that follow from their answers: the names
    /// in SPF records, the addresses of mail exchangers and of reverse names.
    public static void of(Asker dns, List<Question> certain) {
        new AskAhead(dns, MOST_OF_CASE - dns.questions()).run(certain);
    }

    /// The queries of a DMARC tree walk (RFC 9989, section 4.10), the longest name and its parents.
    public static void dmarc(Asker dns, DomainName domain) {
        if (dns.waits()) {
            dns.all(walk(domain));
        }
    }

    public static List<Question> walk(DomainName domain) {
        return TreeWalk.names(domain).stream()
                .flatMap(name -> name.child("_dmarc").stream())
                .map(at -> new Question(at, RecordType.TXT))
                .toList();
    }

    private void run(List<Question> first) {
        List<Question> level = new ArrayList<>();
        first.forEach(question -> ask(question, level));
        for (int i = 0; dns.waits() && i < MOST_LEVELS && !level.isEmpty(); i++) {
            List<Question> next = new ArrayList<>();
            List<Answer> answers = dns.all(level);
            for (int at = 0; at < level.size(); at++) {
                follow(level.get(at), answers.get(at), next);
            }
            level.clear();
            level.addAll(next);
        }
    }

    private void follow(Question question, Answer answer, List<Question> next) {
        int records = 0;
        int names = 0;
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
                case ResourceRecord.Ptr ptr -> {
                    if (names++ < MOST_NAMES) {
                        addresses(ptr.target(), next);
                    }
                }
                case ResourceRecord.A _,
                        ResourceRecord.Aaaa _,
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
        name.filter(target -> target.labelCount() > 1).ifPresent(target -> ask(new Question(target, type), next));
    }

    private void ask(Question question, List<Question> next) {
        if (asked.size() < most && asked.add(question)) {
            next.add(question);
        }
    }

    /// A target without macros; what macros make of one is left to the walk.
    private static Optional<DomainName> name(DomainName at, @Nullable MacroString target) {
        return target == null ? Optional.of(at) : target.plain() ? DomainName.parse(target.text()) : Optional.empty();
    }
}
