@NullMarked
package org.whybounce.dns;

import org.jspecify.annotations.NullMarked;
