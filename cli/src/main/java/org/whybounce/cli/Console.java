package org.whybounce.cli;

import java.io.PrintWriter;

/// Where a run writes.
///
/// @param out results
/// @param err trouble and progress
record Console(PrintWriter out, PrintWriter err) {}
