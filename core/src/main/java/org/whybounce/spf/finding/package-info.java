/// What is wrong with one SPF record and its tree, and what nearly matched.
///
/// ```
/// SpfCheck      = domain -> SpfTree + Finding*            SpfCode holds every code
/// SpfEval       = question -> Evaluation + NearMiss*
/// SpfComparison = two trees -> ranges lost and gained
/// AskAhead      = the questions that a record makes certain, asked together
/// ```
@NullMarked
package org.whybounce.spf.finding;

import org.jspecify.annotations.NullMarked;
