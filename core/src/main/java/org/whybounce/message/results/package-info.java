/// The fields in which a receiver states what it found: Authentication-Results (RFC 8601) and Received-SPF.
///
/// ```
/// AuthenticationResults = kind + authserv-id? + MethodResult* + leftovers
/// MethodResult          = method + result + reason? + property* + comment*
/// ```
@NullMarked
package org.whybounce.message.results;

import org.jspecify.annotations.NullMarked;
