/// Shared reports: opt-in, masked, seven days, deletable.
@NullMarked
package org.whybounce.web.share;

import org.jspecify.annotations.NullMarked;
