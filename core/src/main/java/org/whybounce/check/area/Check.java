package org.whybounce.check.area;

import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.report.AreaReport;

/// One part of an Email Check: looks, and says what it found. Everything it needs comes from the [DomainLookups]; it
/// keeps
/// nothing and throws for no answer of the DNS.
@FunctionalInterface
public interface Check {
    AreaReport of(DomainLookups look);
}
