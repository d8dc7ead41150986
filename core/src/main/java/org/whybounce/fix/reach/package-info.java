/// What a record lists, term by term, and what is left of a broken one.
///
/// ```
/// RecordReach = TermReach*            TermReach = the ranges that one term passes, and how it asks for them
/// ```
@NullMarked
package org.whybounce.fix.reach;

import org.jspecify.annotations.NullMarked;
