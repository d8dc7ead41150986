/// Where a person goes to change something: the host of a zone, told by its name servers, with what its form wants in
/// each field; and where a receiver is asked to lift a listing.
///
/// ```
/// ZoneHost = zone + name server* + DnsHost? + Entry*
/// Entry    = a record as the host's form wants it: type, name field, value
/// Removal  = a page or an address + what to know
/// ```
@NullMarked
package org.whybounce.host;

import org.jspecify.annotations.NullMarked;
