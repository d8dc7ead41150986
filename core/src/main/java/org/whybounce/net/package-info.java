/// IP addresses and ranges as values.
///
/// ```
/// IpAddress = IPv4 (32 bits) | IPv6 (128 bits)       an IPv4-mapped IPv6 address is IPv4 (RFC 7208, section 5)
/// IpPrefix  = IpAddress + length                     host bits are zero
/// ```
@NullMarked
package org.whybounce.net;

import org.jspecify.annotations.NullMarked;
