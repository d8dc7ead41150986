/// Rendering for programs; the schemas stand in `schema/`.
@NullMarked
package org.whybounce.words.json;

import org.jspecify.annotations.NullMarked;
