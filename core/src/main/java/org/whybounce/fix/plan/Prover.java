package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.dmarc.Authenticated;
import org.whybounce.dmarc.DmarcEvaluator;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.fix.Basis;
import org.whybounce.fix.Proof;
import org.whybounce.fix.RecordEdit;
import org.whybounce.fix.reach.ByResult;
import org.whybounce.fix.reach.MessageTerms;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.RecordReach;
import org.whybounce.intent.Intent;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.PermError;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.SpfResult;

/// Tries a change over the DNS before anybody publishes it. It holds if
/// 1. the failing case passes with it,
/// 2. every range that passes now, or would if the record could be evaluated, passes with it,
/// 3. nothing passes newly but what was asked for, and what fails by a term of its own does so as before,
/// 4. an address that is listed nowhere meets the same end, and never passes,
/// 5. terms that depend on the message are all still there, mean the same, and are reached by the same senders,
/// 6. lookups and voids in the worst case are within the limits of RFC 7208, section 4.6.4,
/// 7. the record can stand at the name, and fits where records have to fit.
///
/// One prover is for one piece of work: it keeps what it found out about the DNS as it is.
public final class Prover {
    /// Bytes of a record's texts beyond which a change is refused: an answer that large cannot be had by
    /// everybody. RFC 7208, section 3.4 asks for less than 450; what is above that is said, not refused. A record
    /// that is larger already may stay so.
    public static final int MOST_BYTES = 2_000;

    /// What a sender added to a record that is too large already may take.
    private static final int MOST_MORE_BYTES = 300;

    /// Bytes of one name's SPF texts above which RFC 7208, section 3.4 warns that an answer may not fit a datagram.
    public static final int COMFORTABLE_BYTES = 450;

    /// How many ranges a proof lists; a person wants to see what changes, not all of the Internet.
    private static final int MOST_RANGES_SHOWN = 200;

    /// An address that no record lists by name: 240.0.0.0/4 is reserved (RFC 1112, section 4).
    static final IpAddress STRANGER4 = IpAddress.v4(0xf0000001L);

    /// An IPv6 address that nobody lists, outside what is given out (RFC 4291, section 2.4).
    static final IpAddress STRANGER6 = new IpAddress(false, 0x4000000000000000L, 1);

    static final String SAME = "the record would stay as it is";

    private final Resolver resolver;
    private final Optional<DomainName> from;
    private final Map<Kept, Meant> meant = new HashMap<>();

    private record Kept(DomainName at, List<String> keeps) {}

    /// @param from the domain of the visible From, whose DMARC is worked out beside
    public Prover(Resolver resolver, Optional<DomainName> from) {
        this.resolver = resolver;
        this.from = from;
    }

    /// Whether both families have to be served. Where hosts have IPv4 addresses only, the record is a permerror
    /// for IPv6 clients at receivers that count such lookups as void; a change that leaves this as it was is
    /// allowed if need be.
    public enum Families {
        BOTH,
        AS_BEFORE
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
    /// @param mayPass the addresses that may pass newly
    /// @param basis   what has to be kept
    public Outcome prove(
            Optional<SpfQuestion> failing,
            RecordEdit edit,
            List<RecordEdit> also,
            AddressRanges mayPass,
            Families families,
            Basis basis) {
        Optional<String> impossible = impossible(edit);
        if (impossible.isPresent()) {
            return new Outcome.Refused(List.of(impossible.get()));
        }
        Resolver mended = resolver;
        for (RecordEdit each : also) {
            mended = each.over(mended);
        }
        mended = edit.over(mended);
        Meant before = meant.computeIfAbsent(
                new Kept(edit.at(), basis.keeps()), key -> Meant.of(new ReachReader(resolver), edit.at(), basis));
        RecordReach after =
                new ReachReader(mended).read(edit.at(), edit.becomes().getFirst());
        List<String> against = new ArrayList<>(sets(before, after, mayPass));
        wide(edit, also, before).ifPresent(against::add);

        Optional<Evaluation> was = failing.map(question -> new SpfEvaluator(resolver).explain(question));
        SpfEvaluator evaluator = new SpfEvaluator(mended);
        Optional<Evaluation> is = failing.map(evaluator::explain);
        is.filter(each -> each.result() != SpfResult.PASS)
                .ifPresent(each -> against.add("the failing case would still be " + words(each)));
        int lookups = after.lookups();
        int limit = SpfLimits.RFC7208.lookups();
        if (lookups > limit) {
            against.add("it costs " + lookups + " lookups in the worst case, and " + limit + " are allowed");
        }
        if (after.loops()) {
            against.add("a part of it leads back to itself");
        }
        IpAddress stranger = stranger(before.listed.union(after.listed()));
        SpfQuestion nobody = RecordFix.question(stranger, edit.at());
        SpfEvaluator then = new SpfEvaluator(resolver);
        SpfResult strangerBefore = then.evaluate(nobody).result();
        Evaluation stranger4 = evaluator.evaluate(nobody);
        SpfResult strangerAfter = stranger4.result();
        if (errs(strangerAfter)) {
            against.add("an address that is listed nowhere would meet " + words(stranger4));
        } else if (strangerAfter == SpfResult.PASS) {
            against.add("an address that is listed nowhere would pass: everybody could send as " + edit.at());
        } else if (!before.reaches.isEmpty() && before.ends().noneMatch(end -> end == strangerAfter)) {
            against.add("an address that is listed nowhere would meet " + strangerAfter + ", which no record says now");
        }
        Evaluation stranger6 = evaluator.evaluate(nobody.from(STRANGER6));
        if (errs(stranger6.result())
                && (families == Families.BOTH
                        || !errs(then.evaluate(nobody.from(STRANGER6)).result()))) {
            against.add("an IPv6 address that is listed nowhere would meet " + words(stranger6));
        }
        int bytes = edit.bytes();
        if (bytes > Math.max(MOST_BYTES, edit.bytesBefore() + MOST_MORE_BYTES)) {
            against.add("the record would take " + bytes + " bytes");
        }
        if (!against.isEmpty()) {
            if (stranger4
                            .permanent()
                            .filter(PermError.TooManyVoidLookups.class::isInstance)
                            .isPresent()
                    && !after.opaque().isEmpty()) {
                against.addFirst("it keeps " + Rewriting.named(after.opaque())
                        + ", which ask the DNS about each sender's address: where they find nothing, that counts, and"
                        + " receivers stop at the third; only who keeps them can tell which may go");
            }
            return new Outcome.Refused(against);
        }
        AddressRanges passed = before.evaluated
                ? before.reaches.getFirst().passes()
                : before.stood ? before.passes : AddressRanges.NONE;
        List<IpPrefix> gained = after.passes().minus(passed).prefixes();
        return new Outcome.Proven(new Proof(
                edit,
                also,
                after.passes().minus(before.passes).minus(mayPass),
                new Proof.Facts(
                        was,
                        is,
                        before.lookups(),
                        lookups,
                        Math.max(
                                stranger4.counters().voidTerms(),
                                errs(stranger6.result())
                                        ? 0
                                        : stranger6.counters().voidTerms()),
                        bytes + also.stream().mapToInt(RecordEdit::bytes).sum(),
                        edit.strings()
                                + also.stream().mapToInt(RecordEdit::strings).sum(),
                        answerBytes(edit),
                        List.of(),
                        gained.size() > MOST_RANGES_SHOWN ? gained.subList(0, MOST_RANGES_SHOWN) : gained,
                        strangerBefore,
                        strangerAfter,
                        dmarc(resolver, was),
                        dmarc(mended, is),
                        basis.meant(),
                        basis.dropped(),
                        stranger4.counters().voidQueries(),
                        stranger6.counters().voidQueries())));
    }

    /// Why a record cannot be published at the name at all.
    private Optional<String> impossible(RecordEdit edit) {
        if (!edit.changes()) {
            return Optional.of(SAME);
        }
        if (edit.becomes().size() != 1) {
            return Optional.of("one record, no more and no less, has to stand at " + edit.at());
        }
        Answer texts = resolver.ask(new Question(edit.at(), RecordType.TXT));
        return switch (texts) {
            case Answer.Failed failed -> Optional.of(failed.words(edit.at()) + ", so nothing can be proven");
            case Answer.Found found ->
                found.aliases().stream().findFirst().map(alias -> alias(edit.at(), alias.target()));
            // RFC 1034, section 3.6.2: no other record beside a CNAME.
            case Answer.NoData none ->
                resolver.ask(new Question(edit.at(), RecordType.CNAME)).recordsOrNone().stream()
                        .filter(ResourceRecord.Cname.class::isInstance)
                        .map(ResourceRecord.Cname.class::cast)
                        .findFirst()
                        .map(alias -> alias(edit.at(), alias.target()));
            case Answer.NoSuchName none -> Optional.empty();
        };
    }

    private static String alias(DomainName at, DomainName target) {
        return at + " is an alias (CNAME) of " + target
                + ", and no record can stand beside a CNAME: the record to mend is" + " that of " + target;
    }

    private static List<String> sets(Meant before, RecordReach after, AddressRanges mayPass) {
        List<String> against = new ArrayList<>();
        if (after.broken()) {
            against.add("the new record does not parse");
        }
        after.unknown()
                .ifPresent(term -> against.add("‘" + term
                        + "’ could not be followed (no answer, or too many questions)," + " so it cannot be proven"));
        before.unknown()
                .filter(term -> after.unknown().isEmpty())
                .ifPresent(term -> against.add("‘" + term
                        + "’ of the record as it is could not be followed, so nobody can tell what it lists"));
        ranges(before.passes.minus(after.passes()), "would be lost", against);
        AddressRanges gained = after.passes().minus(before.passes);
        ranges(gained.minus(mayPass), "would pass that nobody asked for", against);
        if (before.evaluated) {
            ByResult was = before.reaches.getFirst().results();
            for (Qualifier qualifier : List.of(Qualifier.FAIL, Qualifier.SOFTFAIL, Qualifier.NEUTRAL)) {
                AddressRanges other =
                        was.of(qualifier).minus(after.results().of(qualifier)).minus(after.passes());
                ranges(other, "would meet another end than " + qualifier.result(), against);
            }
        }
        for (RecordReach reach : before.reaches) {
            MessageTerms.of(reach).changedIn(MessageTerms.of(after), mayPass).ifPresent(against::add);
        }
        return against;
    }

    /// A range wider than any sender's is never written, but where it stood already in a record that evaluates.
    private static Optional<String> wide(RecordEdit edit, List<RecordEdit> also, Meant before) {
        for (RecordEdit each : Stream.concat(Stream.of(edit), also.stream()).toList()) {
            for (String text : each.becomes()) {
                for (IpPrefix range : Intent.ranges(text)) {
                    if (Intent.wide(range)
                            && !(before.evaluated && before.passes.containsAll(AddressRanges.of(range)))) {
                        return Optional.of(range + " would let a large part of the Internet send as " + edit.at());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static void ranges(AddressRanges ranges, String what, List<String> against) {
        if (!ranges.isEmpty()) {
            int count = ranges.ranges().size();
            against.add(count + (count == 1 ? " range " : " ranges ") + what + ", "
                    + ranges.ranges().getFirst().first() + " first");
        }
    }

    private Optional<DmarcResult> dmarc(Resolver dns, Optional<Evaluation> evaluation) {
        return from.flatMap(name -> evaluation.flatMap(each -> DomainName.parse(each.domain())
                .map(checked -> new DmarcEvaluator(dns)
                        .evaluate(name, List.of(Authenticated.spf(checked, each.result() == SpfResult.PASS))))));
    }

    /// The bytes of an answer with every TXT record of the name as it would be: a header of 12 bytes, the
    /// question, and for each record a pointer, type, class, TTL and length before its strings (RFC 1035, section
    /// 4.1).
    private int answerBytes(RecordEdit edit) {
        int bytes = 12 + edit.at().toString().length() + 2 + 4;
        for (ResourceRecord record :
                edit.over(resolver).ask(new Question(edit.at(), RecordType.TXT)).recordsOrNone()) {
            if (record instanceof ResourceRecord.Txt txt) {
                bytes += 12 + txt.text().length() + txt.strings().size();
            }
        }
        return bytes;
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
            boolean stood, boolean evaluated, List<RecordReach> reaches, AddressRanges passes, AddressRanges listed) {
        static Meant of(ReachReader reader, DomainName at, Basis basis) {
            List<String> texts = basis.keeps().isEmpty() ? reader.records(at) : basis.keeps();
            List<RecordReach> reaches =
                    texts.stream().distinct().map(text -> reader.read(at, text)).toList();
            return new Meant(
                    !reader.records(at).isEmpty(),
                    basis.evaluated()
                            && !reaches.isEmpty()
                            && reader.records(at).size() == 1,
                    reaches,
                    AddressRanges.unionOf(
                            reaches.stream().map(RecordReach::passes).toList()),
                    AddressRanges.unionOf(
                            reaches.stream().map(RecordReach::listed).toList()));
        }

        Optional<String> unknown() {
            return reaches.stream().flatMap(reach -> reach.unknown().stream()).findFirst();
        }

        Stream<SpfResult> ends() {
            return reaches.stream().map(reach -> reach.unlisted().result());
        }

        int lookups() {
            return reaches.stream().mapToInt(RecordReach::lookups).max().orElse(0);
        }
    }

    /// An address that no record lists. Candidates are taken from all over the space, in a fixed order, so that a
    /// proof can be repeated; if all of them are listed, so is nearly everything.
    private static IpAddress stranger(AddressRanges listed) {
        for (long i = 1; i < 256; i++) {
            IpAddress candidate = IpAddress.v4(0xf0000000L - i * 0x00d1b54bL & 0xffffffffL);
            if (candidate.scope().publiclySeen() && !listed.contains(candidate)) {
                return candidate;
            }
        }
        return STRANGER4;
    }
}
