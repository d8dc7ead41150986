/// What is to be said, as data, and the one place that makes sentences of it.
///
/// ```
/// Say       = code + variant? + argument*      what a decision emits
/// Catalogue = (code, variant) -> sentence      knowledge/sentences/en/*.properties; another language is other files
/// ```
@NullMarked
package org.whybounce.say;

import org.jspecify.annotations.NullMarked;
