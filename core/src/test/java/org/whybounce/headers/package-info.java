@NullMarked
package org.whybounce.headers;

import org.jspecify.annotations.NullMarked;
