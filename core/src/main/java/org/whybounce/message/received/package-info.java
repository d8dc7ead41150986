/// The Received field (RFC 5321, section 4.4) in the forms that mail systems write.
///
/// ```
/// ReceivedHop = from (HELO, reverse name, IP) + by + with + id + for + date
/// ```
@NullMarked
package org.whybounce.message.received;

import org.jspecify.annotations.NullMarked;
