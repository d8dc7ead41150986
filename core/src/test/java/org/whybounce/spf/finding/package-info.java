@NullMarked
package org.whybounce.spf.finding;

import org.jspecify.annotations.NullMarked;
