/// Reports fetched over IMAP (RFC 9051), always under TLS.
@NullMarked
package org.whybounce.store.mailbox;

import org.jspecify.annotations.NullMarked;
