/// What a record would cost and authorise without some of its terms: the planner as a tool.
@NullMarked
package org.whybounce.whatif;

import org.jspecify.annotations.NullMarked;
