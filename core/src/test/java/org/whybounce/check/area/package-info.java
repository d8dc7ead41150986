@NullMarked
package org.whybounce.check.area;

import org.jspecify.annotations.NullMarked;
