@NullMarked
package org.whybounce.bounce.phrase;

import org.jspecify.annotations.NullMarked;
