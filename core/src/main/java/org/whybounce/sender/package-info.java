/// Who sends as a domain: many sightings, folded into its senders and joined with what DNS says now.
///
/// ```
/// Sighting = source + RowStatement (identities, domains, results) + count     what every reader emits
/// Senders  = Sighting* folded: source -> class + evidence
/// Change   = one proven record for the forgotten, settings for services with a bounce domain of their own
/// ```
@NullMarked
package org.whybounce.sender;

import org.jspecify.annotations.NullMarked;
