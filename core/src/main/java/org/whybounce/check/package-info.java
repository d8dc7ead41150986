/// Email Check of a domain.
///
/// ```
/// EmailCheck = domain, CheckOptions -> CheckReport            asks the DNS once, all areas at the same time
/// ```
/// A check is one class `...Check` in `area` and its line in `Checks`; its codes stand in `CheckCode`, those of SPF in
/// `SpfCode`.
@NullMarked
package org.whybounce.check;

import org.jspecify.annotations.NullMarked;
