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
                        SpfCode.TERM_MAIL_HOSTS.about(at).with("term", term).with("at", at));
            case Outcome.Hosts hosts -> hosts(at, term, hosts, findings);
            case Outcome.Existing(var name, var answer)
            when answer instanceof Answer.Failed failed -> failed(at, term, name, failed, findings);
            case Outcome.NotAName(var target)
            when branch.term() instanceof Term.Redirect
                    || branch.term() instanceof Term.Directive(var q, Mechanism.Include i, var s) ->
                findings.add(SpfCode.INCLUDE_NOT_A_NAME
                        .about(at)
                        .with("term", term)
                        .with("at", at)
                        .with("target", ReadableTerm.term(target)));
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
        if (failed instanceof Answer.NotAsked) {
            findings.add(SpfCode.DNS
                    .about(name)
                    .as("limit")
                    .with("limit", failed.words(name))
                    .with("term", term)
                    .with("at", at));
            return;
        }
        findings.add(SpfCode.DNS
                .about(name)
                .as("term")
                .with("name", name)
                .with("term", term)
                .with("at", at)
                .with("why", failed.words()));
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
            String which = hosts.mail() == null
                    ? "address"
                    : hosts.mail().empty() ? "mx" : hosts.hosts().isEmpty() ? "null-mx" : "mail-hosts";
            findings.add(SpfCode.TERM_NO_ADDRESS
                    .about(at)
                    .as(which)
                    .with("term", term)
                    .with("at", at)
                    .with("name", hosts.name()));
        }
    }

    private static void odd(DomainName at, Branch branch, List<Finding> findings) {
        String term = ReadableTerm.term(branch.text());
        switch (branch.part()) {
            case BEHIND_ALL -> findings.add(SpfCode.TERM_BEHIND_ALL.about(at).with("term", term));
            case REDIRECT_BESIDE_ALL ->
                findings.add(SpfCode.TERM_REDIRECT_BESIDE_ALL.about(at).with("term", term));
            case MODIFIER, REACHED -> {}
        }
        switch (branch.term()) {
            case Term.UnknownModifier modifier -> {
                String name = modifier.name().toLowerCase(Locale.ROOT);
                if (MECHANISMS.contains(name)) {
                    findings.add(SpfCode.MODIFIER_MEANT_MECHANISM
                            .about(at)
                            .with("term", term)
                            .with("name", name));
                } else if (!REGISTERED.contains(name)) {
                    findings.add(SpfCode.MODIFIER_UNKNOWN.about(at).with("term", term));
                }
            }
            case Term.Directive(var qualifier, Mechanism.Ptr ptr, var span) ->
                findings.add(SpfCode.TERM_PTR.about(at).with("term", term));
            case Term.Directive(var qualifier, Mechanism.Include include, var span) -> {
                target(at, term, include.domain().text(), findings);
                if (qualifier != Qualifier.PASS) {
                    findings.add(SpfCode.TERM_SUSPICIOUS
                            .about(at)
                            .as("qualifier")
                            .with("term", term)
                            .with("sign", qualifier.sign())
                            .with("result", qualifier.result()));
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
            String which = target.indexOf(':') >= 0 ? "colon" : "host";
            findings.add(SpfCode.TERM_SUSPICIOUS.about(at).as(which).with("term", term));
        }
    }

    private static void ending(DomainName at, SpfRecord record, List<Finding> findings) {
        if (record.all().isEmpty() && record.redirect().isEmpty()) {
            findings.add(SpfCode.ALL_MISSING.about(at));
        }
        record.all().ifPresent(all -> {
            switch (all.qualifier()) {
                case PASS -> findings.add(SpfCode.ALL_PERMISSIVE.about(at));
                case NEUTRAL -> findings.add(SpfCode.ALL_NEUTRAL.about(at));
                case FAIL, SOFTFAIL -> {}
            }
        });
    }
}
