/// The decision, one rule in each file. `Causes` is read from top to bottom, `SpfRefusal` likewise for SPF.
///
/// ```
/// Causes     = CaseFile + DnsEvidence -> Diagnosis
/// FiveChecks = CaseFile + DnsEvidence -> CheckResult x 5
/// ```
@NullMarked
package org.whybounce.cause.rule;

import org.jspecify.annotations.NullMarked;
