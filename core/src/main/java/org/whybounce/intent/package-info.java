/// What a damaged SPF record was meant to say.
///
/// ```
/// Intent  = WordReading*                                   the record, word by word
/// WordReading = Sound(term) | Meant(was, terms, because) | LeftOut(was, why) | Unclear(was, Alternative*)
/// Names   = what the DNS and the directory of services know of a name in it
/// ```
/// Only what is Sound or Meant is published. What is Unclear becomes a question whose answers are proven side by side;
/// what is left out is listed. Whatever was written, no reading makes an `all` that passes.
@NullMarked
package org.whybounce.intent;

import org.jspecify.annotations.NullMarked;
