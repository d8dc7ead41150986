/// One damaged term or record text, and what its author most likely meant.
@NullMarked
package org.whybounce.fix.term;

import org.jspecify.annotations.NullMarked;
