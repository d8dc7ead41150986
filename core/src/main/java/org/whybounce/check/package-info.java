/// Checks: what is wrong with what the DNS publishes, each with a stable code.
///
/// ```
/// Finding  = code + Severity + subject + text
/// Severity = ERROR | WARNING | NOTICE | INFO
///
/// EmailCheck  = domain, CheckOptions -> CheckReport            asks the DNS once, all checks at the same time
/// CheckReport = AreaReport* + Evaluation* + limits             one AreaReport for each check, in their order
/// AreaReport  = Area + Standing + what it says + the one thing to do + Finding* + Seen*
/// Standing    = ERROR | UNKNOWN | WARNING | NOTICE | OK | ABSENT | NOT_ASKED
/// Spread      = a record, every name server -> Place*          how far a change is visible
/// ```
/// A check is one class `...Check` and its line in `Checks`; its codes stand in `CheckCode`, those of SPF in `SpfCode`.
@NullMarked
package org.whybounce.check;

import org.jspecify.annotations.NullMarked;
