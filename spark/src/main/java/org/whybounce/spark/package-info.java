/// `bulk` past one machine: the same row of the same check, asked by the executors of a Spark cluster.
///
/// ```
/// ScanJob = files of names -> batches -> tasks -> OUT/batch=NNNNNN, resumed by Spark's own commits
/// Asking  = one resolver, one pace and one window of questions for all tasks of an executor
/// ```
@NullMarked
package org.whybounce.spark;

import org.jspecify.annotations.NullMarked;
