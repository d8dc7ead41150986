/// What one refusal's sentence says: its meaning, and the facts that it names.
///
/// ```
/// WordingReader = text -> Wording(Reading*, ip, domain, results, list, links)
/// ```
@NullMarked
package org.whybounce.bounce.wording;

import org.jspecify.annotations.NullMarked;
