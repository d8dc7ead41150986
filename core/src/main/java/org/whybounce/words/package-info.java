/// Rendering: values that are already there, put into words for a terminal, a program, a ticket or a page. Nothing is
/// concluded here.
@NullMarked
package org.whybounce.words;

import org.jspecify.annotations.NullMarked;
