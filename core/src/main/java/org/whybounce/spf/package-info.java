/// SPF (RFC 7208): reading records, evaluating them with or without a trace, and what a record costs and authorises.
///
/// ```
/// SpfQuestion = ip + identity (MAIL FROM | HELO) + sender + HELO name + receiver + time
/// SpfSyntax   = SpfRecord(terms) | BrokenRecord(terms that parse, SyntaxError+)     each with its place in the text
/// Term        = Directive(qualifier, Mechanism) | Redirect | Exp | UnknownModifier
/// Mechanism   = All | Include | A | Mx | Ptr | Ip4 | Ip6 | Exists
/// Evaluation  = SpfQuestion + domain + SpfResult + match | PermError | TempError + counters + Step*
/// Step        = Asked(question, answer) | Tried(term, target, why) | Entered(by, Evaluation) | Stopped(why)
/// PermError   = Syntax | SeveralRecords | TooManyLookups | TooManyVoidLookups | TooManyMailHosts
///             | IncludeWithoutRecord | RedirectWithoutRecord
/// ```
@NullMarked
package org.whybounce.spf;

import org.jspecify.annotations.NullMarked;
