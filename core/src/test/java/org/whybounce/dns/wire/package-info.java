@NullMarked
package org.whybounce.dns.wire;

import org.jspecify.annotations.NullMarked;
