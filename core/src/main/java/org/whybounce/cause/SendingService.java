package org.whybounce.cause;

import java.util.Optional;

/// The sending service that an address belongs to, as far as the case needs to know it.
///
/// @param name    for people
/// @param include what its documentation asks to include, if anything
/// @param ownReturnPath whether it sends with a return-path of its own, so that an include at the sender's domain does
///                nothing
/// @param pool    whether the address lies in a relay pool that the service's own record does not list
/// @param why     how it was recognised, in one sentence
public record SendingService(String name, Optional<String> include, boolean ownReturnPath, boolean pool, String why) {}
