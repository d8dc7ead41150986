/// Planning a changed record and proving it.
///
/// ```
/// RecordFix = domain + Wish* -> Fix
/// Prover    = old and new record -> Proof, or why there is none
/// ```
@NullMarked
package org.whybounce.fix.plan;

import org.jspecify.annotations.NullMarked;
