/// Many refusals at once: each is counted, each distinct case is diagnosed once. Starts no threads and asks no DNS; who
/// calls gives each new [Case] its [CaseVerdict].
///
/// ```
/// Refused = who refused whom, with what words         one row: of a log's line, of a delivery report's recipient
/// Case    = Refused* that have one answer             what differs in ids, dates and recipients is one case
/// Totals  = Group(cause, domain, receiver)* + what was read and what was not
/// ```
@NullMarked
package org.whybounce.tally;

import org.jspecify.annotations.NullMarked;
