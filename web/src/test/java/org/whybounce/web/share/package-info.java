@NullMarked
package org.whybounce.web.share;

import org.jspecify.annotations.NullMarked;
