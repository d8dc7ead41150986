@NullMarked
package org.whybounce.route;

import org.jspecify.annotations.NullMarked;
