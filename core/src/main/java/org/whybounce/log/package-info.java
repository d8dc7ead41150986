/// Mail servers' logs as events: who refused whom, and which lines speak of one message. Asks no DNS, judges nothing.
///
/// ```
/// Log     = Line*                                   each counted as one Outcome, none passed over
/// Event   = Role + Outcome + story + LogFact*          what one line states; a line of no mail server is OTHER
/// Story   = Event* of one id                        what one line leaves out, the others of its message state
/// ```
///
/// Each system's way of writing is one [Grammar]. A line costs a few searches for fixed marks, so that a log of
/// gigabytes is read as it streams.
@NullMarked
package org.whybounce.log;

import org.jspecify.annotations.NullMarked;
