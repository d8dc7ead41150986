/// Tests of `host`.
@NullMarked
package org.whybounce.host;

import org.jspecify.annotations.NullMarked;
