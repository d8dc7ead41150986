/// Tests of `words.headline`.
@NullMarked
package org.whybounce.words.headline;

import org.jspecify.annotations.NullMarked;
