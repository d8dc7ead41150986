@NullMarked
package org.whybounce.bounce;

import org.jspecify.annotations.NullMarked;
