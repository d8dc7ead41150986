@NullMarked
package org.whybounce.web;

import org.jspecify.annotations.NullMarked;
