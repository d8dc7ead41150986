package org.whybounce;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.finding.Finding;
import org.whybounce.fix.Fix;
import org.whybounce.headers.Authentication;
import org.whybounce.headers.Glance;
import org.whybounce.headers.NextStep;
import org.whybounce.headers.Origin;
import org.whybounce.headers.SpfThenAndNow;
import org.whybounce.headers.StatedResult;
import org.whybounce.headers.Verdict;
import org.whybounce.intake.Pasted;
import org.whybounce.message.MessageEvidence;
import org.whybounce.route.EvaluatedClient;
import org.whybounce.route.Route;
import org.whybounce.spf.Evaluation;

/// What the headers of a message say, how far it can be believed, and what the DNS says now.
///
/// @param pasted   what was pasted
/// @param returned whether these are the headers of the message that a bounce returned
/// @param placesInPaste whether places count in the paste; else in the returned message as it was decoded
/// @param message  what the headers assert
/// @param way      the way that the message took
/// @param client   the client that the receiver must have evaluated
/// @param stated   every result that a header states
/// @param spf      SPF at each place that matters
/// @param authentication DKIM and DMARC as they verify now
/// @param findings the gravest first
/// @param origin   whether it came from whom it claims; empty for what a bounce returned
/// @param glance   the methods side by side: what the receiver said, and what holds now
/// @param steps    what to do, for the one who can do it
/// @param fixes    what mends an unlisted sender or a broken record, the same as explaining its bounce gives
/// @param verdict  in short
/// @param limits   each limit that bit, in words
public record HeaderAnalysis(
        Pasted pasted,
        boolean returned,
        boolean placesInPaste,
        MessageEvidence message,
        Route way,
        Optional<EvaluatedClient> client,
        List<StatedResult> stated,
        List<SpfThenAndNow> spf,
        Authentication authentication,
        List<Finding> findings,
        Optional<Origin> origin,
        List<Glance> glance,
        List<NextStep> steps,
        List<Fix> fixes,
        Verdict verdict,
        List<String> limits) {
    public HeaderAnalysis {
        stated = List.copyOf(stated);
        spf = List.copyOf(spf);
        findings = List.copyOf(findings);
        limits = List.copyOf(limits);
        glance = List.copyOf(glance);
        steps = List.copyOf(steps);
        fixes = List.copyOf(fixes);
    }

    public Stream<Evaluation> evaluations() {
        return spf.stream().flatMap(SpfThenAndNow::evaluations);
    }

    public HeaderAnalysis withLimit(String limit) {
        return new HeaderAnalysis(
                pasted,
                returned,
                placesInPaste,
                message,
                way,
                client,
                stated,
                spf,
                authentication,
                findings,
                origin,
                glance,
                steps,
                fixes,
                verdict,
                Stream.concat(limits.stream(), Stream.of(limit)).toList());
    }
}
