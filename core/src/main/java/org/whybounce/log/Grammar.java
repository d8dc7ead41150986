package org.whybounce.log;

import java.util.Optional;

/// One system's way of writing its log. It may remember: the columns that a header names, the message that a numbered
/// delivery belongs to. So each reading has grammars of its own.
interface Grammar {
    /// Empty if the line is none of this system's.
    Optional<Event> read(Line line);
}
