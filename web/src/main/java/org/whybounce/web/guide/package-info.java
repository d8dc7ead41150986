/// Guides and code pages, written as Markdown data.
@NullMarked
package org.whybounce.web.guide;

import org.jspecify.annotations.NullMarked;
