/// The text of an SPF record (RFC 7208, sections 4.6 and 12) as terms, each with its place in it.
///
/// ```
/// SpfSyntax = SpfRecord(terms) | BrokenRecord(terms that parse, SyntaxError+)
/// Term      = Directive(qualifier, Mechanism) | Redirect | Exp | UnknownModifier
/// Mechanism = All | Include | A | Mx | Ptr | Ip4 | Ip6 | Exists
/// ```
@NullMarked
package org.whybounce.spf.record;

import org.jspecify.annotations.NullMarked;
