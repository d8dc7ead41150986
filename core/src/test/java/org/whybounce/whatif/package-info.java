/// Tests of `whatif`.
@NullMarked
package org.whybounce.whatif;

import org.jspecify.annotations.NullMarked;
