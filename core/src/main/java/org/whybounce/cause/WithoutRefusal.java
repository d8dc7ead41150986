package org.whybounce.cause;

import java.util.List;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfResult;

/// Headers, a mail or a domain without a refusal: nothing was refused, but what was given can still be wrong.
final class WithoutRefusal {
    private WithoutRefusal() {}

    static Diagnosis decide(CaseFile file, Shown now) {
        if (file.claims().setAside().isPresent()) {
            return new Diagnosis.NoRefusal("This is " + file.claims().setAside().get() + ", not a refusal.");
        }
        if (now.noDns()) {
            return new Diagnosis.Open(
                    "No refusal stands in this text, and no name server could be asked about the domain.",
                    List.of(),
                    List.of(new Missing(
                            "dns",
                            "Run this where DNS works, or give the zone with --zone FILE or a resolver with --dns HOST.",
                            List.of())));
        }
        if (now.checked().isPresent()) {
            Evaluation checked = now.checked().get();
            return new Diagnosis.NoRefusal("Nothing was refused here. SPF for " + checked.domain() + " and "
                    + checked.ip() + " evaluates to " + checked.result().word() + ".");
        }
        if (now.anyAddress().filter(any -> any.result() == SpfResult.PERMERROR).isPresent()) {
            Evaluation any = now.anyAddress().get();
            return new Diagnosis.NoRefusal("Nothing was refused here, but the SPF record of " + any.domain()
                    + " is broken: "
                    + any.permanent()
                            .map(error -> BrokenKind.words(error.kind()))
                            .orElse("permerror") + ".");
        }
        return new Diagnosis.NoRefusal("No refusal stands in this text.");
    }
}
