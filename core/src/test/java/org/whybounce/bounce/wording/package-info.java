@NullMarked
package org.whybounce.bounce.wording;

import org.jspecify.annotations.NullMarked;
