@NullMarked
package org.whybounce.way;

import org.jspecify.annotations.NullMarked;
