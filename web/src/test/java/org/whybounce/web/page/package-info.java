@NullMarked
package org.whybounce.web.page;

import org.jspecify.annotations.NullMarked;
