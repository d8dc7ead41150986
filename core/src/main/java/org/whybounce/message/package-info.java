/// What the headers of a message assert, each fact with its place in the pasted text. Nothing here asks the DNS and
/// nothing is believed yet.
///
/// ```
/// HeaderBlock     = HeaderField* + Damage*                  found in any paste, damage repaired and named
/// HeaderField     = name, SourceText                        the body as it stands, folding and all
/// MessageEvidence = HeaderBlock, Return-Path, From*, ReceivedChain, ReceivedSpf*, AuthenticationResults*,
///                   EvaluatedClient?, StatedResult*, SignatureClaim*, ForwardingSign*, Ambiguity*
/// ReceivedChain   = ReceivedHop*                            the newest first, as the headers stand
/// ReceivedHop     = from (HELO, reverse name, IP), by, with, id, for, date
/// AuthenticationResults = kind, authserv-id?, MethodResult*, leftovers
/// MethodResult    = method, result, reason?, property*, comment*
/// ```
@NullMarked
package org.whybounce.message;

import org.jspecify.annotations.NullMarked;
