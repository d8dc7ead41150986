/// `explain` for many refusals at once: files, folders, Maildirs, mboxes, logs, packed or not.
///
/// ```
/// Opening   one input after the other, as a stream: a log's lines, a file's mails
/// Counting  each refusal to its case; each new case is diagnosed, some at once; rows in the order they were read
/// Rows      what is printed: a table and the diagnoses, JSON Lines, CSV
/// ```
@NullMarked
package org.whybounce.cli.many;

import org.jspecify.annotations.NullMarked;
