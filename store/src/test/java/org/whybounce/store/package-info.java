@NullMarked
package org.whybounce.store;

import org.jspecify.annotations.NullMarked;
