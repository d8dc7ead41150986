/// What a command takes, as data. The parser, the help, the completions of three shells and the man pages all read it.
///
/// ```
/// Usage  = name + what it does + Option* + Operand? + Example*
/// Option = flag | one value | many values; from a list of words, or free
/// Parsed = Given(Call) | Help | Wrong(why)
/// ```
///
/// Reading annotations by reflection would take longer than most commands run, so there are none.
@NullMarked
package org.whybounce.cli.usage;

import org.jspecify.annotations.NullMarked;
