/// What every request meets before and after its page: client address, rates, admission, headers, problems,
/// metrics.
@NullMarked
package org.whybounce.web.http;

import org.jspecify.annotations.NullMarked;
