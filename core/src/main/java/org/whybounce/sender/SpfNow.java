package org.whybounce.sender;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.tree.CompiledSpf;
import org.whybounce.spf.tree.SpfTree;

/// What SPF gives now, for many addresses of a few domains: each domain's tree is read once.
final class SpfNow {
    /// @param term the term that decides, if one does and it is known without evaluating message by message
    record Verdict(SpfResult result, Optional<Listing> term) {}

    /// A term of a record.
    record Listing(String at, String term) {
        String words() {
            return "‘" + term + "’ of " + at;
        }
    }

    private final Asker dns;
    private final Map<DomainName, Optional<CompiledSpf>> compiled = new HashMap<>();

    SpfNow(Asker dns) {
        this.dns = dns;
    }

    Verdict of(IpAddress ip, DomainName domain) {
        Optional<CompiledSpf.Verdict> known = compiled.computeIfAbsent(
                        domain, name -> CompiledSpf.of(SpfTree.of(dns, name)))
                .flatMap(tree -> tree.verdict(ip));
        if (known.isPresent()) {
            return new Verdict(
                    known.get().result(),
                    known.get().term().map(term -> new Listing(known.get().at(), term)));
        }
        return new Verdict(
                new SpfEvaluator(dns)
                        .evaluate(SpfQuestion.mailFrom(ip, "postmaster@" + domain, domain.toString()))
                        .result(),
                Optional.empty());
    }

    boolean passes(IpAddress ip, DomainName domain) {
        return of(ip, domain).result() == SpfResult.PASS;
    }
}
