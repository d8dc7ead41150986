/// From what was pasted to why it bounced and what mends it.
@NullMarked
package org.whybounce;

import org.jspecify.annotations.NullMarked;
