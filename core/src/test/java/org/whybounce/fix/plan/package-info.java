@NullMarked
package org.whybounce.fix.plan;

import org.jspecify.annotations.NullMarked;
