/// Ways of mending, each with its proof.
///
/// ```
/// Fix        = Publish(edit, more edits, Proof) | Tell(whom, Letter) | PublishNothing(why, instead)
/// RecordEdit = at, type, the texts that go, the texts that come, TTL
/// Proof      = the failing case before and after; ranges lost (none) and gained; an address never listed, before and
///              after; lookups and voids in the worst case; bytes
/// ```
///
/// A [org.whybounce.fix.Proof] is made by the [org.whybounce.fix.plan.Prover] alone, and only if it holds, so that a
/// `Publish` without a passing proof cannot be constructed.
@NullMarked
package org.whybounce.fix;

import org.jspecify.annotations.NullMarked;
