package org.whybounce.spf;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Answer;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.Term;

/// What came out of `check_host()` (RFC 7208, section 4) for one question at one domain; inside the steps of another
/// evaluation, for the domain that an include or redirect leads to.
///
/// @param asked       the question
/// @param domain      the domain evaluated, as a name in A-labels; if it is none, as it was given
/// @param result      the answer by the RFC
/// @param record      the record that was evaluated; null where there is none or it does not parse
/// @param match       the term that decided, in the record where it stands; null where none did
/// @param permError   why, if the result is permerror
/// @param tempError   why, if the result is temperror
/// @param counters    what had been counted when this evaluation ended, over the whole tree
/// @param explanation the domain's own words for a fail (`exp=`), untrusted; null if there are none
/// @param steps       how it went; empty if steps were not kept
/// @param otherReadings what receivers answer that deviate from the RFC, where that differs; only of
/// [SpfEvaluator#explain]
/// @param nearMisses  what would have passed by a hair; only where someone looked for them
public record Evaluation(
        SpfQuestion asked,
        String domain,
        SpfResult result,
        @Nullable SpfRecord record,
        @Nullable Match match,
        @Nullable PermError permError,
        @Nullable TempError tempError,
        Counters counters,
        @Nullable String explanation,
        List<Step> steps,
        List<OtherReading> otherReadings,
        List<NearMiss> nearMisses) {
    public Evaluation {
        steps = List.copyOf(steps);
        otherReadings = List.copyOf(otherReadings);
        nearMisses = List.copyOf(nearMisses);
    }

    /// The term that decided.
    ///
    /// @param domain where its record stands; not the domain evaluated if a redirect led there
    /// @param term   the term as it is written
    public record Match(String domain, SpfRecord record, Term term) {
        /// The term as it is written.
        public String text() {
            return record.textOf(term);
        }
    }

    public IpAddress ip() {
        return asked.ip();
    }

    public Identity identity() {
        return asked.identity();
    }

    public Optional<SpfRecord> recordFound() {
        return Optional.ofNullable(record);
    }

    public Optional<Match> matched() {
        return Optional.ofNullable(match);
    }

    public Optional<PermError> permanent() {
        return Optional.ofNullable(permError);
    }

    public Optional<TempError> temporary() {
        return Optional.ofNullable(tempError);
    }

    /// The servers' failure that ended the evaluation; empty where it was a limit of ours.
    public Optional<Answer.NoAnswer> serversFailed() {
        return temporary()
                .flatMap(
                        error -> error.answer() instanceof Answer.NoAnswer none ? Optional.of(none) : Optional.empty());
    }

    /// What of ours ended the evaluation: no fact about anybody's servers.
    public Optional<Answer.NotAsked> unasked() {
        return temporary()
                .flatMap(error ->
                        error.answer() instanceof Answer.NotAsked unasked ? Optional.of(unasked) : Optional.empty());
    }

    public Optional<String> explained() {
        return Optional.ofNullable(explanation);
    }

    Evaluation withOtherReadings(List<OtherReading> readings) {
        return beside(readings, nearMisses);
    }

    /// The same evaluation with what was found beside its way.
    public Evaluation withNearMisses(List<NearMiss> misses) {
        return beside(otherReadings, misses);
    }

    private Evaluation beside(List<OtherReading> readings, List<NearMiss> misses) {
        return new Evaluation(
                asked,
                domain,
                result,
                record,
                match,
                permError,
                tempError,
                counters,
                explanation,
                steps,
                readings,
                misses);
    }
}
