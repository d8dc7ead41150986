/// Reading bounces: what a refusal says, each fact with its place in the text.
///
/// ```
/// Claims   = Refusal* + returned message                    what the pasted text asserts
/// Refusal  = recipient, reply code, enhanced codes, text, who refused, stage + Wording
/// Wording  = what the receiver's sentence itself tells: Reading*, ip, checked domain, results, list, links
/// Reading  = Meaning + reason + phrase that matched         never more certain than the words
/// ```
@NullMarked
package org.whybounce.bounce;

import org.jspecify.annotations.NullMarked;
