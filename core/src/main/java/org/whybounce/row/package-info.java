/// What one domain of very many publishes and whether it evaluates: SPF, DMARC, MX, without guessing and without fixes.
///
/// ```
/// RowCheck  = domain -> DomainRow          some three questions; records of included domains are kept for their TTL
/// DomainRow = SpfState + lookups + voids + all + DmarcState + mx + codes + harm
/// RowTotals = DomainRow*
/// ```
@NullMarked
package org.whybounce.row;

import org.jspecify.annotations.NullMarked;
