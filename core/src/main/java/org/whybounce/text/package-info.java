/// Places in a pasted text, and the pieces that every reader of text shares.
@NullMarked
package org.whybounce.text;

import org.jspecify.annotations.NullMarked;
