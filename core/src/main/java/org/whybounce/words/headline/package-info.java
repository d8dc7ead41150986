/// The first sentence of an answer in everyday words, from `knowledge/headlines.txt`: who refused, and because of what.
@NullMarked
package org.whybounce.words.headline;

import org.jspecify.annotations.NullMarked;
