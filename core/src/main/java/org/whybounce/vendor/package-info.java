/// Sending services, read from stanzas under `knowledge/vendors`, and how to tell that one of them sent a mail.
///
/// ```
/// VendorDirectory = Vendor* + Phantom*
/// Vendor          = name + includes + scope + traces it leaves + records it asks its customers for + source
/// Recognised      = Vendor + by what trace
/// ```
///
/// The files say what was documented when they were read. What is true now is asked of the DNS: an include is resolved
/// before it is printed.
@NullMarked
package org.whybounce.vendor;

import org.jspecify.annotations.NullMarked;
