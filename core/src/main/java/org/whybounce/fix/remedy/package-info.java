/// Which fix answers which cause.
///
/// ```
/// Remedies = CaseFile + DnsEvidence + Diagnosis -> Fix*
/// ```
@NullMarked
package org.whybounce.fix.remedy;

import org.jspecify.annotations.NullMarked;
