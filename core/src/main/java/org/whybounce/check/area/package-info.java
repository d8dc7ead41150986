/// The checks, one area in each file; `CheckCode` holds their codes.
@NullMarked
package org.whybounce.check.area;

import org.jspecify.annotations.NullMarked;
