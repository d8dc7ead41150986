package org.whybounce.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.Step.Why;
import org.whybounce.spf.record.MacroString;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.Term;

/// The terms of one record being tried, one after the other. After each, [#step] tells what was seen and why the term
/// matched or not. Whatever stops the whole evaluation is left in the [Walk].
public final class Trial {
    private final Walk walk;
    private final RecordPass reading;
    private final IpAddress ip;

    private @Nullable Term term;
    private boolean isVoid;
    private Why why = Why.OUTSIDE;
    private @Nullable String target;
    private List<String> seen = List.of();

    Trial(Walk walk, RecordPass reading) {
        this.walk = walk;
        this.reading = reading;
        this.ip = walk.ip();
    }

    private void begin(Term next) {
        term = next;
        isVoid = false;
        why = Why.OUTSIDE;
        target = null;
        seen = List.of();
    }

    /// Whether a term matches. Meaningless if the walk was stopped meanwhile.
    boolean matches(Term.Directive directive) {
        begin(directive);
        return switch (directive.mechanism()) {
            case Mechanism.Ip4 ip4 -> inRange(ip4.range());
            case Mechanism.Ip6 ip6 -> inRange(ip6.range());
            case Mechanism.All all -> says(true, Why.ALWAYS);
            case Mechanism.Include(var domain) -> include(directive, domain);
            case Mechanism.A(var domain, var length4, var length6) -> {
                DomainName host = counted(directive, domain);
                yield host != null && addressesOf(host, ip.v4() ? length4 : length6);
            }
            case Mechanism.Mx(var domain, var length4, var length6) -> {
                DomainName host = counted(directive, domain);
                yield host != null && mailHostsOf(host, ip.v4() ? length4 : length6);
            }
            case Mechanism.Ptr(var domain) -> {
                DomainName host = counted(directive, domain);
                yield host != null && reverseNamesIn(host);
            }
            case Mechanism.Exists(var domain) -> {
                DomainName host = counted(directive, domain);
                yield host != null && exists(host);
            }
        };
    }

    /// Where a redirect leads; null if it never matches, if that is no name, or if it stopped the walk.
    @Nullable
    DomainName leadsTo(Term.Redirect redirect) {
        begin(redirect);
        return counted(redirect, redirect.domain());
    }

    /// Whether the term was set aside because of the sender's local part.
    boolean neverMatches() {
        return why == Why.NON_ASCII_LOCAL_PART;
    }

    /// The domain that the term is about, macros expanded, as it is shown.
    String target() {
        return String.valueOf(target);
    }

    Step step(boolean matched) {
        if (term == null) {
            throw new IllegalStateException("no term was tried");
        }
        return new Step.Tried(term, Optional.ofNullable(target), matched, why, List.copyOf(seen), walk.counters());
    }

    /// The step of a redirect that gave its result.
    Step redirected() {
        why = Why.REDIRECTED;
        return step(true);
    }

    private boolean says(boolean matched, Why reason) {
        why = reason;
        return matched;
    }

    // Sections 5 and 5.6: ip4 and ip6 never cross.
    private boolean inRange(IpPrefix range) {
        IpAddress network = range.address();
        if (network.v4() != ip.v4()) {
            return says(false, Why.OTHER_FAMILY);
        }
        return Ranges.sameNetwork(ip, network, range.length()) ? says(true, Why.IN_RANGE) : says(false, Why.OUTSIDE);
    }

    /// Counts a term and expands its domain; null if the term cannot match, or if that stopped the walk.
    private @Nullable DomainName counted(Term next, @Nullable MacroString domain) {
        if (domain != null && walk.dependsOnForeignLocalPart(domain)) {
            target = domain.text();
            why = Why.NON_ASCII_LOCAL_PART;
            return null;
        }
        if (!walk.counts(reading, next)) {
            return null;
        }
        if (domain == null) {
            target = reading.at.toString();
            return reading.at;
        }
        if (domain.plain()) {
            DomainName name = MacroExpansion.nameOf(domain.plainText()).orElse(null);
            target = name == null ? domain.plainText() : name.toString();
            why = Why.NOT_A_NAME;
            return name;
        }
        MacroExpansion macros = walk.macros(reading);
        DomainName name = macros.domain(domain).orElse(null);
        target = name == null ? macros.shown(domain) : name.toString();
        why = Why.NOT_A_NAME;
        return name;
    }

    // Section 5.2
    private boolean include(Term.Directive directive, MacroString domain) {
        DomainName name = counted(directive, domain);
        if (walk.stopped() || name == null && neverMatches()) {
            return false;
        }
        SpfResult included = walk.include(reading, directive, name, target());
        return included == SpfResult.PASS ? says(true, Why.INCLUDED_PASS) : says(false, Why.INCLUDED_NOT_PASS);
    }

    /// Asks on behalf of the term; null if the answer is one void too many.
    private @Nullable Answer ask(DomainName name, RecordType type) {
        Answer answer = walk.ask(reading, new Question(name, type), true);
        // Several empty answers of one term count once.
        if (answer.empty() && !isVoid && term != null) {
            isVoid = true;
            if (!walk.countsVoid(reading, term)) {
                return null;
            }
        }
        return answer;
    }

    /// As [#ask], for questions whose failure is a temperror (section 5); null if either stopped the walk.
    private @Nullable Answer answered(DomainName name, RecordType type) {
        Answer answer = ask(name, type);
        if (answer instanceof Answer.Failed failed && term != null) {
            walk.stop(new TempError(reading.at, Optional.of(reading.textOf(term)), new Question(name, type), failed));
            return null;
        }
        return answer;
    }

    // Section 5.3
    private boolean addressesOf(DomainName host, int length) {
        Answer answer = answered(host, walk.addressType());
        if (answer == null) {
            return false;
        }
        why = Why.NO_ADDRESS;
        return compare(answer, length);
    }

    private boolean compare(Answer answer, int length) {
        List<ResourceRecord> records = answer.recordsOrNone();
        for (int i = 0; i < records.size(); i++) {
            IpAddress address = records.get(i).addressOrNull();
            if (address == null) {
                continue;
            }
            note(address);
            if (Ranges.sameNetwork(ip, address, length)) {
                return says(true, Why.IN_RANGE);
            }
            why = Why.OUTSIDE;
        }
        return false;
    }

    private void note(Object shown) {
        if (reading.keepSteps) {
            if (seen.isEmpty()) {
                seen = new ArrayList<>();
            }
            seen.add(shown.toString());
        }
    }

    // Section 5.4
    private boolean mailHostsOf(DomainName domain, int length) {
        Answer answer = answered(domain, RecordType.MX);
        if (answer == null || term == null) {
            return false;
        }
        List<ResourceRecord> hosts = answer.recordsOrNone();
        why = hosts.isEmpty() ? Why.NO_MAIL_HOST : Why.NULL_MX;
        int most = walk.countsMailHosts(reading, term, hosts.size());
        for (int i = 0; i < most; i++) {
            // RFC 7505: the null MX names no host.
            if (!(hosts.get(i) instanceof ResourceRecord.Mx mx) || mx.host().isRoot()) {
                continue;
            }
            if (why == Why.NULL_MX) {
                why = Why.NO_ADDRESS;
            }
            Answer addresses = answered(mx.host(), walk.addressType());
            if (addresses == null) {
                return false;
            }
            if (compare(addresses, length)) {
                return true;
            }
        }
        return false;
    }

    // Section 5.7: an A question, whatever the family of the client.
    private boolean exists(DomainName name) {
        Answer answer = answered(name, RecordType.A);
        if (answer == null) {
            return false;
        }
        return answer.empty() ? says(false, Why.NOTHING_EXISTS) : says(true, Why.EXISTS);
    }

    // Section 5.5
    private boolean reverseNamesIn(DomainName domain) {
        Answer answer = ask(DomainName.of(ip.reverseName()), RecordType.PTR);
        if (answer == null || answer instanceof Answer.Failed) {
            // A failure of this question means no match, never a temperror.
            return says(false, Why.PTR_FAILED);
        }
        List<ResourceRecord> names = answer.recordsOrNone();
        why = names.isEmpty() ? Why.NO_PTR : Why.NOT_CONFIRMED;
        for (int i = 0; i < Math.min(names.size(), walk.ptrNames()); i++) {
            if (!(names.get(i) instanceof ResourceRecord.Ptr ptr)) {
                continue;
            }
            // A name whose addresses cannot be had is skipped.
            Answer addresses = ask(ptr.target(), walk.addressType());
            if (addresses == null) {
                return false;
            }
            if (!ClientNames.holds(addresses, ip)) {
                continue;
            }
            note(ptr.target());
            if (ptr.target().isAtOrBelow(domain)) {
                return says(true, Why.PTR_IN_DOMAIN);
            }
            why = Why.PTR_ELSEWHERE;
        }
        return false;
    }
}
