package org.whybounce.spf.finding;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.Term;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.spf.tree.SpfTree.Branch;
import org.whybounce.spf.tree.SpfTree.Node;
import org.whybounce.spf.tree.SpfTree.Outcome;

/// What is to be said about single terms. Of other people's records only what breaks the domain's own is told.
final class SpfTermFindings {
    private static final Set<String> MECHANISMS =
            Set.of("all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists", "ipv4", "ipv6", "ip");

    /// Modifiers of RFC 6652, which only few read, and which do no harm.
    private static final Set<String> REGISTERED = Set.of("ra", "rp", "rr");

    private SpfTermFindings() {}

    static void find(Node node, SpfTree tree, List<Finding> findings) {
        boolean own = node.domain().isAtOrBelow(tree.domain());
        for (Branch branch : node.branches()) {
            broken(node.domain(), branch, findings);
            if (own) {
                odd(node.domain(), branch, findings);
            }
        }
        if (node.domain().equals(tree.domain())) {
            node.record().ifPresent(record -> ending(node.domain(), record, findings));
        }
    }

    private static void broken(DomainName at, Branch branch, List<Finding> findings) {
        String term = ReadableTerm.term(branch.text());
        switch (branch.outcome()) {
            case Outcome.Hosts hosts
            when hosts.tooMany() ->
                findings.add(
                        SpfCode.TERM_MAIL_HOSTS.finding(
                                at,
                                term + " in the record of " + at
                                        + " leads to more than 10 mail hosts, which is a permerror (RFC 7208, section 4.6.4)."));
            case Outcome.Hosts hosts -> hosts(at, term, hosts, findings);
            case Outcome.Existing(var name, var answer)
            when answer instanceof Answer.Failed failed -> failed(at, term, name, failed, findings);
            case Outcome.NotAName(var target)
            when branch.term() instanceof Term.Redirect
                    || branch.term() instanceof Term.Directive(var q, Mechanism.Include i, var s) ->
                findings.add(SpfCode.INCLUDE_NOT_A_NAME.finding(
                        at,
                        term + " in the record of " + at + " leads to \"" + ReadableTerm.term(target)
                                + "\", which is no domain name: evaluations that get there end in permerror."));
            case Outcome.Everything e -> {}
            case Outcome.Range r -> {}
            case Outcome.Below b -> {}
            case Outcome.Existing e -> {}
            case Outcome.ByMessage m -> {}
            case Outcome.NotAName n -> {}
            case Outcome.Nothing n -> {}
        }
    }

    private static void failed(
            DomainName at, String term, DomainName name, Answer.Failed failed, List<Finding> findings) {
        if (failed.why().ours()) {
            findings.add(SpfCode.DNS.finding(
                    name,
                    failed.words(name) + ", which " + term + " in the record of " + at
                            + " needs, so what that term lists is not known here."));
            return;
        }
        findings.add(SpfCode.DNS.finding(
                name,
                "The DNS did not answer for " + name + ", which " + term + " in the record of " + at + " asks: "
                        + failed.why().words() + ". Evaluations that get there end in temperror."));
    }

    private static void hosts(DomainName at, String term, Outcome.Hosts hosts, List<Finding> findings) {
        if (hosts.mail() instanceof Answer.Failed failed) {
            failed(at, term, hosts.name(), failed, findings);
            return;
        }
        boolean any = false;
        for (SpfTree.HostAnswers host : hosts.hosts()) {
            for (boolean v4 : new boolean[] {true, false}) {
                if (host.of(v4) instanceof Answer.Failed failed) {
                    failed(at, term, host.host(), failed, findings);
                    any = true;
                }
                any |= host.of(v4) instanceof Answer.Found;
            }
        }
        if (!any) {
            findings.add(SpfCode.TERM_NO_ADDRESS.finding(
                    at,
                    term + " in the record of " + at + " finds nothing: "
                            + (hosts.mail() != null && hosts.mail().empty()
                                    ? hosts.name() + " has no MX record"
                                    : hosts.mail() != null && hosts.hosts().isEmpty()
                                            ? hosts.name() + " takes no mail, its MX record is the null MX"
                                            : hosts.mail() != null
                                                    ? "the mail hosts of " + hosts.name() + " have no address"
                                                    : hosts.name() + " has no address")
                            + ". It costs a lookup and lists nobody."));
        }
    }

    private static void odd(DomainName at, Branch branch, List<Finding> findings) {
        String term = ReadableTerm.term(branch.text());
        switch (branch.part()) {
            case BEHIND_ALL ->
                findings.add(SpfCode.TERM_BEHIND_ALL.finding(
                        at, term + " stands behind the all and is never looked at; move it before the all."));
            case REDIRECT_BESIDE_ALL ->
                findings.add(SpfCode.TERM_REDIRECT_BESIDE_ALL.finding(
                        at, term + " is never followed, since the record has an all."));
            case MODIFIER, REACHED -> {}
        }
        switch (branch.term()) {
            case Term.UnknownModifier modifier -> {
                String name = modifier.name().toLowerCase(Locale.ROOT);
                if (MECHANISMS.contains(name)) {
                    findings.add(SpfCode.MODIFIER_MEANT_MECHANISM.finding(
                            at,
                            term + " is written with \"=\", so that receivers ignore it as an unknown modifier; "
                                    + "a mechanism is written \"" + name + ":\"."));
                } else if (!REGISTERED.contains(name)) {
                    findings.add(SpfCode.MODIFIER_UNKNOWN.finding(
                            at, term + " is a modifier that RFC 7208 does not know; receivers ignore it."));
                }
            }
            case Term.Directive(var qualifier, Mechanism.Ptr ptr, var span) ->
                findings.add(SpfCode.TERM_PTR.finding(
                        at,
                        term
                                + " depends on the reverse DNS of the sender, is slow and unreliable, and is not to be used"
                                + " (RFC 7208, section 5.5); list the hosts instead."));
            case Term.Directive(var qualifier, Mechanism.Include include, var span) -> {
                target(at, term, include.domain().text(), findings);
                if (qualifier != Qualifier.PASS) {
                    findings.add(SpfCode.TERM_SUSPICIOUS.finding(
                            at,
                            term + " carries the qualifier \"" + qualifier.sign()
                                    + "\": what the included record passes gets " + qualifier.result()
                                    + ", which is seldom meant."));
                }
            }
            case Term.Directive directive -> {}
            case Term.Redirect redirect -> target(at, term, redirect.domain().text(), findings);
            case Term.Exp exp -> {}
        }
    }

    /// A ":" or "/" is allowed in a domain-spec by the grammar and never stands in a real name.
    private static void target(DomainName at, String term, String target, List<Finding> findings) {
        if (target.indexOf(':') >= 0 || target.indexOf('/') >= 0 || target.indexOf('@') >= 0) {
            findings.add(SpfCode.TERM_SUSPICIOUS.finding(
                    at,
                    term + " names no host that could exist"
                            + (target.indexOf(':') >= 0 ? "; a space is missing, or it is a URL." : ".")));
        }
    }

    private static void ending(DomainName at, SpfRecord record, List<Finding> findings) {
        if (record.all().isEmpty() && record.redirect().isEmpty()) {
            findings.add(SpfCode.ALL_MISSING.finding(
                    at,
                    "The record does not say what becomes of senders that it does not list; it ends in neutral."
                            + " End it with ~all or -all."));
        }
        record.all().ifPresent(all -> {
            switch (all.qualifier()) {
                case PASS ->
                    findings.add(SpfCode.ALL_PERMISSIVE.finding(
                            at, "The record ends in +all: it lists every address of the world, forgers included."));
                case NEUTRAL ->
                    findings.add(SpfCode.ALL_NEUTRAL.finding(
                            at,
                            "The record ends in ?all: senders that it does not list count as neither listed nor"
                                    + " forged."));
                case FAIL, SOFTFAIL -> {}
            }
        });
    }
}
