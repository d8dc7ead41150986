@NullMarked
package org.whybounce.intake;

import org.jspecify.annotations.NullMarked;
