@NullMarked
package org.whybounce.spf.tree;

import org.jspecify.annotations.NullMarked;
