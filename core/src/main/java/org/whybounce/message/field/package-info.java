/// One header field as it stands: its text with every character's place in the paste, and the scanners for it.
///
/// ```
/// HeaderField = name + SourceText
/// Mailbox     = display name + address
/// ```
@NullMarked
package org.whybounce.message.field;

import org.jspecify.annotations.NullMarked;
