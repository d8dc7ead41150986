/// What the DNS shows about a case: the other half beside what the text claims.
///
/// ```
/// Investigation = CaseFile + DNS -> DnsEvidence
/// ```
@NullMarked
package org.whybounce.cause.look;

import org.jspecify.annotations.NullMarked;
