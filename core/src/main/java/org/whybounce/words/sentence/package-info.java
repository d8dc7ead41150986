/// Sentences that more than one rendering needs.
@NullMarked
package org.whybounce.words.sentence;

import org.jspecify.annotations.NullMarked;
