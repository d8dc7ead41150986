/// What Email Check reports.
///
/// ```
/// CheckReport = AreaReport* + Evaluation* + limits             one AreaReport for each area, in their order
/// AreaReport  = Area + Standing + what it says + the one thing to do + Finding* + Seen*
/// Standing    = ERROR | UNKNOWN | WARNING | NOTICE | OK | ABSENT | NOT_ASKED
/// ```
@NullMarked
package org.whybounce.check.report;

import org.jspecify.annotations.NullMarked;
