/// Asking name servers: UDP, TCP, TLS and HTTPS, with retries, deadlines and the checks of LIMITS.
///
/// ```
/// Server       = address + port | tls | https
/// WireResolver = Question -> Answer        Datagrams and Streams carry, AnswerJudge decides what a reply means
/// ```
@NullMarked
package org.whybounce.dns.wire;

import org.jspecify.annotations.NullMarked;
