/// Reading what receivers report: DMARC aggregate reports (RFC 7489, RFC 9990) in whatever they come packed.
///
/// ```
/// a stream -> Unpacking (mbox | mail | zip | gz | tar | XML) -> XmlRepair -> AggregateReader -> AggregateReport
/// AggregateReport = Head (who, about whom, when, which policy) + Sightings
/// ReadLog         = repaired* + skipped* + refused*           nothing is lost in silence
/// ReportPile      = AggregateReport*                          each report once, whatever came twice
/// ```
/// Streams are handed in by the caller; nothing here opens a file.
@NullMarked
package org.whybounce.report;

import org.jspecify.annotations.NullMarked;
