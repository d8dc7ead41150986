/// What the headers say beside what the DNS says now.
///
/// ```
/// SpfCheck   = EVALUATED | BEFORE_FORWARDING | INSIDE, EvaluatedClient, Stated?, Evaluation? (MAIL FROM), Evaluation?
///              (HELO), Difference, one sentence
/// Stated     = method, result, who says so, Trust, place
/// Origin     = CAME | DID_NOT | UNTOLD, one sentence: whether it came from whom it claims
/// Glance     = a method, what the receiver said, what holds now, aligned?, why they differ
/// NextStep   = READER | SENDER | POSTMASTER, what to do
/// HeaderCode = every finding about headers, with its stable code and level
/// ```
@NullMarked
package org.whybounce.headers;

import org.jspecify.annotations.NullMarked;
