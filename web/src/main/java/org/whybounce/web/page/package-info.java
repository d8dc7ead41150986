/// What templates show: pieces of the JSON document, marked pastes, pictures.
@NullMarked
package org.whybounce.web.page;

import org.jspecify.annotations.NullMarked;
