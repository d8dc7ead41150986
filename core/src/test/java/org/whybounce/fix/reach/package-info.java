@NullMarked
package org.whybounce.fix.reach;

import org.jspecify.annotations.NullMarked;
