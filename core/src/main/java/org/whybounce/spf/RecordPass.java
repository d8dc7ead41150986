package org.whybounce.spf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.Term;

/// One record being read on the way of an evaluation: what a nested include has a second one of.
final class RecordPass {
    final Walk walk;
    final DomainName at;
    final boolean keepSteps;
    private final List<Step> steps;

    @Nullable
    SpfRecord record;

    Evaluation.@Nullable Match match;

    @Nullable
    String explanation;

    RecordPass(Walk walk, DomainName at, boolean keepSteps) {
        this.walk = walk;
        this.at = at;
        this.keepSteps = keepSteps;
        this.steps = keepSteps ? new ArrayList<>() : List.of();
    }

    void step(Step step) {
        if (keepSteps) {
            steps.add(step);
        }
    }

    /// A term as it is written in the record that is read.
    String textOf(Term term) {
        if (record == null) {
            throw new IllegalStateException("no record is being read at " + at);
        }
        return record.textOf(term);
    }

    Evaluation ends(SpfResult result) {
        return walk.evaluation(at.toString(), result, record, match, explanation, steps);
    }

    Evaluation nothing(Step.NoRecord reason) {
        step(new Step.Stopped(new Step.Trouble.Nothing(reason)));
        return ends(SpfResult.NONE);
    }

    /// Ends with the error that stopped the whole evaluation.
    Evaluation stops() {
        PermError permanent = walk.permError();
        if (permanent != null) {
            step(new Step.Stopped(new Step.Trouble.Permanent(permanent)));
            return ends(SpfResult.PERMERROR);
        }
        TempError temporary = walk.tempError();
        if (temporary == null) {
            throw new IllegalStateException("nothing to stop for");
        }
        step(new Step.Stopped(new Step.Trouble.Temporary(temporary)));
        return ends(SpfResult.TEMPERROR);
    }
}
