/// The way a message took, as its headers show it: who wrote what, where it left the sender, where it was
/// sent on, which client the receiver must have evaluated, and what of all this can be believed. Asks the DNS at most
/// whether a name leads to its client ([HostNames]).
///
/// ```
/// Route      = Hop*, Boundary, EvaluatedClient?, EvaluatedClient* inside, departure?, Forwarding, ClockOffset*
/// Hop        = number (1 is the oldest), ReceivedHop, Place, Trust, system?, owner?, delay?
/// Boundary   = the hop at which the message came into the receiver's hands, why, REASONED | TOLD | NONE,
///              a step with an Inside for each newer hop, what would have to be forged, OtherReading?
/// Forwarding = FORWARDED | LIKELY | NOT | UNKNOWN, Relay*, what speaks for it, what against
/// Trust      = BELIEVED | ASSERTED | FORGEABLE        for each header field, see FieldTrust
/// ```
@NullMarked
package org.whybounce.route;

import org.jspecify.annotations.NullMarked;
