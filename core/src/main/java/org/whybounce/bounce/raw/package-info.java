/// The text of a bounce before anything is understood: parts, fields, transfer encodings, lines made one.
@NullMarked
package org.whybounce.bounce.raw;

import org.jspecify.annotations.NullMarked;
