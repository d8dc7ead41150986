package org.whybounce.headers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.whybounce.finding.Finding;
import org.whybounce.message.MessageEvidence;
import org.whybounce.route.Route;

/// What is wrong or worth knowing, the gravest first. A failed SPF is an error only where nothing else
/// authenticates the message: where DMARC passes by a signature, no receiver minds it.
public final class HeaderFindings {
    private HeaderFindings() {}

    public static List<Finding> of(
            MessageEvidence message,
            boolean returned,
            Route way,
            List<SpfThenAndNow> spf,
            List<StatedResult> stated,
            Authentication authentication) {
        HeaderCase it = new HeaderCase(message, returned, way, spf, stated, authentication);
        List<Finding> findings = new ArrayList<>();
        HeaderSpfFindings.add(it, findings);
        AuthenticationFindings.add(it, findings);
        RouteFindings.add(it, findings);
        findings.sort(Comparator.comparing(Finding::level));
        return List.copyOf(findings);
    }
}
