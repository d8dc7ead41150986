/// The command line: one class for each command, and the options that hold everywhere.
@NullMarked
package org.whybounce.cli;

import org.jspecify.annotations.NullMarked;
