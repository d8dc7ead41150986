@NullMarked
package org.whybounce.web.http;

import org.jspecify.annotations.NullMarked;
