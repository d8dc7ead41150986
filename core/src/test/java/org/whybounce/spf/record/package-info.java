@NullMarked
package org.whybounce.spf.record;

import org.jspecify.annotations.NullMarked;
