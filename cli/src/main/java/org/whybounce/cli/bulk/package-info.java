/// A run over a million domains that may be killed at any time.
///
/// ```
/// BulkRun  = names in chunks -> rows-NNNNNN file + a line of manifest.jsonl each, then totals
/// Manifest = what is done: a chunk counts once its line is there and its file has the size that the line says
/// ```
@NullMarked
package org.whybounce.cli.bulk;

import org.jspecify.annotations.NullMarked;
