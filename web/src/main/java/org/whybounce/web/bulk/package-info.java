/// Up to some hundred domains in one table: the list as it was given, the run that fills the table, and the forms in
/// which it is taken away.
///
/// ```
/// BulkList = name* + line that is none*          Before = domain -> codes of an earlier run
/// BulkRun  = BulkList + Before + BulkRow*        grows until it is done, is kept for some minutes, then forgotten
/// BulkRow  = DomainRow + what receivers do + what is new, what is gone
/// ```
@NullMarked
package org.whybounce.web.bulk;

import org.jspecify.annotations.NullMarked;
