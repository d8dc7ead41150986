package org.whybounce.check.report;

import java.util.List;
import org.whybounce.finding.Finding;

/// What one check says.
///
/// @param says     one or two sentences: the gravest finding, or how things stand
/// @param todo     the one thing to do, in one sentence; empty where nothing is to be done. Behind a line break may
/// stand
///                 a record to publish, as it is
/// @param findings the grave ones first, otherwise in the order in which they were found
/// @param seen     the records looked at
public record AreaReport(
        Area area, Standing standing, String says, String todo, List<Finding> findings, List<Seen> seen) {
    public AreaReport {
        findings = List.copyOf(findings);
        seen = List.copyOf(seen);
    }
}
