package org.whybounce.mcp;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a tool has to say.
sealed interface ToolAnswer {
    /// @param document ours, whole
    /// @param lines    the answer for a person, the most telling first
    record Done(ObjectNode document, List<String> lines) implements ToolAnswer {}

    /// @param why one line: what is wrong with the arguments and what to do
    record Unusable(String why) implements ToolAnswer {}
}
