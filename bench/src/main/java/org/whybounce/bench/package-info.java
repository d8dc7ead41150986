/// How fast the SPF engine is: JMH benchmarks over zones in memory, beside jSPF in the same run.
@NullMarked
package org.whybounce.bench;

import org.jspecify.annotations.NullMarked;
