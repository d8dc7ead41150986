@NullMarked
package org.whybounce.web.guide;

import org.jspecify.annotations.NullMarked;
