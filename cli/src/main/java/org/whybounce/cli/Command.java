package org.whybounce.cli;

import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Usage;

/// One command: what it takes, and what it does with it.
interface Command {
    Usage usage();

    /// The exit status, see [ExitStatus].
    int run(Call call, Console console) throws Unusable;
}
