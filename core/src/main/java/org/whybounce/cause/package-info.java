/// From claims and evaluation to one cause, or to the one fact that is missing.
///
/// ```
/// CaseFile    = claims + message evidence + what the person told -> ip, MAIL FROM, HELO, checked domain, From domain
/// FiveChecks  = CheckResult x 5: holds | fails | unknown, with Evidence
/// Diagnosis   = Established(Cause, evidence*, ruledOut*) | Open(candidates*, missing*) | NoRefusal(why)
/// Cause       = SenderNotListed | AnotherDomainChecked | RecordBroken | Forwarded | ... | AsStated
/// ```
/// `Causes` holds the decision, read from top to bottom; each cause of its own has one file.
@NullMarked
package org.whybounce.cause;

import org.jspecify.annotations.NullMarked;
