/// Whether a change that was advised has been made: every name server of the zone is asked, and the mail that failed is
/// evaluated again with what each of them holds.
///
/// ```
/// ChangeSeen = ChangeAsked + ServerSees* + AskedRecord* + what caches may still hold + standing
/// ServerSees = a name server + the records it holds + old | new | other | silent + the result with them
/// ```
@NullMarked
package org.whybounce.seen;

import org.jspecify.annotations.NullMarked;
