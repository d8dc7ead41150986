@NullMarked
package org.whybounce.store.mailbox;

import org.jspecify.annotations.NullMarked;
