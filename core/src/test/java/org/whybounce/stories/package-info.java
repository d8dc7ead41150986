/// The stories of `stories/` and `examples/`: one form, one reader, one runner.
///
/// ```
/// Story  = a folder: expect.txt, pasted.* or bounce.* (not for a domain check), zone.txt, answer.txt
/// Part   = a domain, for a domain check; otherwise the one thing pasted
/// Answer = what whybounce says to a part: text, JSON, and whether a line of expect.txt holds
/// ```
@NullMarked
package org.whybounce.stories;

import org.jspecify.annotations.NullMarked;
