/// What the headers say beside what the DNS says now.
///
/// ```
/// SpfCheck   = EVALUATED | BEFORE_FORWARDING | INSIDE, EvaluatedClient, Stated?, Evaluation? (MAIL FROM), Evaluation?
///              (HELO), Difference, one sentence
/// Stated     = method, result, who says so, Trust, place
/// HeaderCode = every finding about headers, with its stable code and level
/// ```
@NullMarked
package org.whybounce.headers;

import org.jspecify.annotations.NullMarked;
