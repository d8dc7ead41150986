/// ARC by RFC 8617: what earlier hops say that they saw, sealed by each. It is evidence of the way a message took and
/// never a remedy; the protocol is on its way to Historic.
///
/// ```
/// ArcSet     = instance, ARC-Authentication-Results, ARC-Message-Signature, ARC-Seal
/// ArcChain   = ArcSet* in order of instances | None | Broken(why)
/// ArcOutcome = None | Pass | Fail(ArcFailure) | TempError | Unjudged
/// ArcResult  = ArcOutcome, (ArcSet, outcome of its signature, outcome of its seal)*, oldest pass
/// ```
@NullMarked
package org.whybounce.arc;

import org.jspecify.annotations.NullMarked;
