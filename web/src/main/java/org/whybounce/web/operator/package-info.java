/// What only the operator of a site sees: the reports that are kept. Off unless a token is set.
///
/// ```
/// OperatorSettings -> OperatorToken (who asks) , KeptReports (one store, one at a time)
/// ```
@NullMarked
package org.whybounce.web.operator;

import org.jspecify.annotations.NullMarked;
