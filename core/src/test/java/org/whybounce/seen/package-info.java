/// Tests of `seen`.
@NullMarked
package org.whybounce.seen;

import org.jspecify.annotations.NullMarked;
