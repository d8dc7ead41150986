/// What is wrong with what the DNS publishes or a mail carries: the values that every check hands on.
///
/// ```
/// Finding     = FindingCode + Severity + subject + Say
/// Severity    = ERROR | WARNING | NOTICE | INFO
/// FindingCode = a stable code in one place: SpfCode, CheckCode, HeaderCode
/// ```
@NullMarked
package org.whybounce.finding;

import org.jspecify.annotations.NullMarked;
