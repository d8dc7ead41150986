/// The DNS as the rest of whybounce sees it: one question, one answer, no exception for what the network can do.
///
/// ```
/// Question = DomainName + RecordType
/// Answer   = Found(records, aliases, ttl) | NoData | NoSuchName | Failed(why)
/// ResourceRecord = A | Aaaa | Mx | Txt | Ptr | Cname | Ns | Soa | Other          each with owner and TTL
/// Resolver = Question -> Answer                                            never throws for DNS trouble
/// ```
/// `ZoneFile` and `Overlay` are product code: offline runs, "what if I publish this" and the proof of a fix need them.
@NullMarked
package org.whybounce.dns;

import org.jspecify.annotations.NullMarked;
