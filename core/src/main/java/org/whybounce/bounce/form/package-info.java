/// The forms in which refusals come: delivery reports, replies, logs, events, tables, prose.
///
/// ```
/// BounceReader = Pasted -> Claims       one reader for each form hands a Draft to WordingReader
/// ```
@NullMarked
package org.whybounce.bounce.form;

import org.jspecify.annotations.NullMarked;
