/// Reports kept in H2 or PostgreSQL. One table holds the reports with their rows packed, one what rows state.
///
/// ```
/// AggregateReport -> report (key, period, packed rows) + statement*        one transaction for each
/// report* -> DomainTally                                                   read back by domain
/// ```
@NullMarked
package org.whybounce.store;

import org.jspecify.annotations.NullMarked;
