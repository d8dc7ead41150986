/// Rendering for tickets and forums.
@NullMarked
package org.whybounce.words.markdown;

import org.jspecify.annotations.NullMarked;
