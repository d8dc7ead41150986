/// Rendering for a terminal.
@NullMarked
package org.whybounce.words.text;

import org.jspecify.annotations.NullMarked;
