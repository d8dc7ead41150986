package org.whybounce.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.Qualifier;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.SpfResult;

/// Tries a change over the DNS before anybody publishes it. It holds if
/// 1. the failing case passes with it,
/// 2. every range that passes now, or would if the record could be evaluated, passes with it,
/// 3. an address that is listed nowhere meets the same end,
/// 4. terms that depend on the message are all still there,
/// 5. lookups and voids in the worst case are within the limits of RFC 7208, section 4.6.4, or the change lowers them
///    while the case itself passes,
/// 6. the record fits where records have to fit.
public final class Prover {
    /// Bytes of a record's texts beyond which a change is refused: an answer that large cannot be had by everybody.
    /// RFC 7208, section 3.4 asks for less than 450; what is above that is said, not refused.
    public static final int MOST_BYTES = 2_000;

    /// Bytes of one name's SPF texts above which RFC 7208, section 3.4 warns that an answer may not fit a datagram.
    public static final int COMFORTABLE_BYTES = 450;

    /// How many ranges a proof lists; a person wants to see what changes, not all of the Internet.
    private static final int MOST_RANGES_SHOWN = 200;

    /// An IPv6 address that nobody lists, outside what is given out (RFC 4291, section 2.4).
    private static final IpAddress STRANGER6 = new IpAddress(false, 0x4000000000000000L, 1);

    private final Resolver resolver;
    private final boolean strict;

    /// @param strict whether both families have to be served. Where hosts have IPv4 addresses only, the record is a
    ///               permerror for IPv6 clients at receivers that count such lookups as void; a change that leaves
    ///               this as it was is allowed if this is false.
    public Prover(Resolver resolver, boolean strict) {
        this.resolver = resolver;
        this.strict = strict;
    }

    public Prover(Resolver resolver) {
        this(resolver, true);
    }

    /// What came of a trial.
    public sealed interface Outcome {
        record Proven(Proof proof) implements Outcome {}

        /// @param because why not, one sentence each, at least one
        record Refused(List<String> because) implements Outcome {}

        default Optional<Proof> proven() {
            return this instanceof Proven proven ? Optional.of(proven.proof()) : Optional.empty();
        }
    }

    /// @param failing the case that has to pass; empty where the record as a whole is to be mended
    /// @param edit    the change at the name whose record is evaluated
    /// @param also    changes at other names that belong to it
    public Outcome prove(Optional<SpfQuestion> failing, RecordEdit edit, List<RecordEdit> also) {
        List<String> against = new ArrayList<>();
        if (!edit.changes()) {
            return new Outcome.Refused(List.of("the record would stay as it is"));
        }
        if (edit.becomes().size() != 1) {
            return new Outcome.Refused(List.of("one record, no more and no less, has to stand at " + edit.at()));
        }
        if (resolver.ask(new org.whybounce.dns.Question(edit.at(), RecordType.TXT)) instanceof Answer.Failed failed) {
            return new Outcome.Refused(List.of("the DNS did not answer for " + edit.at() + " ("
                    + failed.why().words() + "), so nothing can be proven"));
        }
        Resolver mended = resolver;
        for (RecordEdit each : also) {
            mended = each.over(mended);
        }
        mended = edit.over(mended);

        Meant before = Meant.of(new ReachReader(resolver), edit.at());
        ReachReader reader = new ReachReader(mended);
        RecordReach after = reader.read(edit.at(), edit.becomes().getFirst());

        if (after.broken()) {
            against.add("the new record does not parse");
        }
        after.unknown()
                .ifPresent(term -> against.add("the DNS did not answer for ‘" + term + "’, so it cannot be proven"));
        before.unknown
                .filter(term -> after.unknown().isEmpty())
                .ifPresent(term -> against.add("the DNS did not answer for ‘" + term
                        + "’ of the record as it is, so nobody can tell what it lists"));

        List<IpPrefix> lost = before.passes.minus(after.passes()).prefixes();
        if (!lost.isEmpty()) {
            against.add(lost.size() + " range" + (lost.size() == 1 ? "" : "s") + " would be lost, " + lost.getFirst()
                    + " first");
        }
        before.opaque.stream()
                .filter(term -> !after.opaque().contains(term))
                .forEach(term -> against.add("‘" + term + "’ depends on the message and would be lost"));

        Optional<Evaluation> was = failing.map(question -> new SpfEvaluator(resolver).explain(question));
        SpfEvaluator evaluator = new SpfEvaluator(mended);
        Optional<Evaluation> is = failing.map(evaluator::explain);
        is.filter(each -> each.result() != SpfResult.PASS)
                .ifPresent(each -> against.add("the failing case would still be " + each.result()));

        int lookups = after.lookups();
        int limit = SpfLimits.RFC7208.lookups();
        if (lookups > limit) {
            against.add("it costs " + lookups + " lookups in the worst case, and " + limit + " are allowed");
        }
        if (after.loops()) {
            against.add("a part of it leads back to itself");
        }
        IpAddress stranger = stranger(before.passes.union(after.passes()));
        SpfQuestion nobody = SpfQuestion.mailFrom(
                stranger, "postmaster@" + edit.at(), edit.at().toString());
        SpfEvaluator then = new SpfEvaluator(resolver);
        SpfResult strangerBefore = then.evaluate(nobody).result();
        Evaluation stranger4 = evaluator.evaluate(nobody);
        SpfResult strangerAfter = stranger4.result();
        if (errs(strangerAfter)) {
            against.add("an address that is listed nowhere would meet " + words(stranger4));
        } else if (!before.texts.isEmpty() && before.ends.stream().noneMatch(end -> end.result() == strangerAfter)) {
            against.add("an address that is listed nowhere would meet " + strangerAfter + ", which no record says now");
        }
        Evaluation stranger6 = evaluator.evaluate(nobody.from(STRANGER6));
        if (errs(stranger6.result())
                && (strict || !errs(then.evaluate(nobody.from(STRANGER6)).result()))) {
            against.add("an IPv6 address that is listed nowhere would meet " + words(stranger6));
        }
        int voids = Math.max(
                stranger4.counters().voidTerms(),
                errs(stranger6.result()) ? 0 : stranger6.counters().voidTerms());

        int bytes = edit.bytes();
        if (bytes > MOST_BYTES) {
            against.add("the record would take " + bytes + " bytes");
        }
        if (!against.isEmpty()) {
            return new Outcome.Refused(against);
        }
        List<IpPrefix> gained = after.passes().minus(before.passes).prefixes();
        return new Outcome.Proven(new Proof(
                edit,
                also,
                new Proof.Facts(
                        was,
                        is,
                        before.lookups,
                        lookups,
                        voids,
                        bytes + also.stream().mapToInt(RecordEdit::bytes).sum(),
                        edit.strings()
                                + also.stream().mapToInt(RecordEdit::strings).sum(),
                        lost,
                        gained.size() > MOST_RANGES_SHOWN ? gained.subList(0, MOST_RANGES_SHOWN) : gained,
                        strangerBefore,
                        strangerAfter)));
    }

    private static boolean errs(SpfResult result) {
        return result == SpfResult.PERMERROR || result == SpfResult.TEMPERROR;
    }

    private static String words(Evaluation evaluation) {
        return evaluation.result()
                + evaluation.permanent().map(error -> " (" + error.kind() + ")").orElse("");
    }

    /// What the records at a name were meant to say, whether or not they can be evaluated.
    private record Meant(
            List<String> texts,
            AddressRanges passes,
            List<String> opaque,
            Optional<String> unknown,
            List<Qualifier> ends,
            int lookups) {
        static Meant of(ReachReader reader, DomainName at) {
            List<String> texts = reader.records(at);
            AddressRanges passes = AddressRanges.NONE;
            List<String> opaque = new ArrayList<>();
            List<Qualifier> ends = new ArrayList<>();
            Optional<String> unknown = Optional.empty();
            int lookups = 0;
            for (String text : texts) {
                RecordReach reach = reader.read(at, text);
                passes = passes.union(reach.passes());
                opaque.addAll(reach.opaque());
                ends.add(reach.unlisted());
                unknown = unknown.or(reach::unknown);
                lookups = Math.max(lookups, reach.lookups());
            }
            return new Meant(texts, passes, opaque, unknown, ends, lookups);
        }
    }

    /// An address that no record lists. Candidates are taken from all over the space, in a fixed order, so that a proof
    /// can be repeated; if all of them are listed, so is nearly everything.
    private static IpAddress stranger(AddressRanges listed) {
        for (long i = 1; i < 256; i++) {
            IpAddress candidate = IpAddress.v4(0xf0000000L - i * 0x00d1b54bL & 0xffffffffL);
            if (candidate.scope().publiclySeen() && !listed.contains(candidate)) {
                return candidate;
            }
        }
        return IpAddress.v4(0xf0000001L);
    }
}
