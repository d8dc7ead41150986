/// Checks: what is wrong with what the DNS publishes, each with a stable code.
///
/// ```
/// Finding  = code + Severity + subject + text
/// Severity = ERROR | WARNING | NOTICE | INFO
/// ```
@NullMarked
package org.whybounce.check;

import org.jspecify.annotations.NullMarked;
