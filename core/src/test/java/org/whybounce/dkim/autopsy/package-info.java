@NullMarked
package org.whybounce.dkim.autopsy;

import org.jspecify.annotations.NullMarked;
