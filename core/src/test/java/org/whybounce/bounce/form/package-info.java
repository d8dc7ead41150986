@NullMarked
package org.whybounce.bounce.form;

import org.jspecify.annotations.NullMarked;
