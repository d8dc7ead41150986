package org.whybounce.sender;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    /// Addresses that one term lists, from where on it lists everybody: a /8. The largest services have some 500,000.
    private static final long EVERYBODY = 1L << 24;

    /// Networks of /64 that one term lists, from where on it lists everybody: a /16.
    private static final long EVERY_NETWORK = 1L << 48;

    /// Addresses that nobody sends from (RFC 1112, section 4; RFC 6666).
    private static final IpAddress NOBODY = IpAddress.parse("255.255.255.254").orElseThrow();

    private static final IpAddress NOBODY6 = IpAddress.parse("100::1").orElseThrow();

    /// @param term      the term that decides, if one does and it is known without evaluating message by message
    /// @param everybody whether so many others get the same that it says nothing about this address
    record Verdict(SpfResult result, Optional<Listing> term, boolean everybody) {
        /// Whether the record lists this address and not just everybody.
        boolean lists() {
            return result == SpfResult.PASS && !everybody;
        }
    }

    /// A term of a record.
    record Listing(String at, String term) {
        String words() {
            return "‘" + term + "’ of " + at;
        }

        /// Whether the address is listed by somebody else's record, which may list many others.
        boolean included() {
            return term.contains("include:");
        }
    }

    private final Asker dns;
    private final Map<DomainName, Optional<CompiledSpf>> compiled = new HashMap<>();
    private @Nullable DomainName last;
    private Optional<CompiledSpf> lastTree = Optional.empty();
    // One verdict stands for addresses of both kinds, whose numbers differ.
    private final IdentityHashMap<CompiledSpf.Verdict, Verdict> verdicts4 = new IdentityHashMap<>();
    private final IdentityHashMap<CompiledSpf.Verdict, Verdict> verdicts6 = new IdentityHashMap<>();

    SpfNow(Asker dns) {
        this.dns = dns;
    }

    Verdict of(IpAddress ip, DomainName domain) {
        // Nine in ten of very many addresses are asked about for one domain.
        if (last == null || !domain.equals(last)) {
            last = domain;
            lastTree = compiled.computeIfAbsent(domain, name -> CompiledSpf.of(SpfTree.of(dns, name)));
        }
        Optional<CompiledSpf> tree = lastTree;
        Optional<CompiledSpf.Verdict> known = tree.flatMap(each -> each.verdict(ip));
        if (known.isPresent()) {
            CompiledSpf.Verdict verdict = known.get();
            return (ip.v4() ? verdicts4 : verdicts6)
                    .computeIfAbsent(
                            verdict,
                            any -> new Verdict(
                                    any.result(),
                                    any.term().map(term -> new Listing(any.at(), term)),
                                    any.result() == SpfResult.PASS
                                            && tree.get().reach(ip) >= (ip.v4() ? EVERYBODY : EVERY_NETWORK)));
        }
        SpfResult result = evaluated(ip, domain);
        return new Verdict(
                result,
                Optional.empty(),
                result == SpfResult.PASS && evaluated(ip.v4() ? NOBODY : NOBODY6, domain) == SpfResult.PASS);
    }

    private SpfResult evaluated(IpAddress ip, DomainName domain) {
        return new SpfEvaluator(dns)
                .evaluate(SpfQuestion.mailFrom(ip, "postmaster@" + domain, domain.toString()))
                .result();
    }

    boolean passes(IpAddress ip, DomainName domain) {
        return of(ip, domain).result() == SpfResult.PASS;
    }
}
