/// What one request may use of this machine, beside the DNS: the processor.
///
/// ```
/// CpuTime = left? | waiting        bound to the thread that works for a request; without a binding there is no limit
/// ```
@NullMarked
package org.whybounce.budget;

import org.jspecify.annotations.NullMarked;
