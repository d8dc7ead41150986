/// Whybounce as tools of an assistant, by the Model Context Protocol: text in, text out. Who carries the texts,
/// standard
/// input or HTTP, is the edges' business.
///
/// ```
/// McpServer = message -> answer?          JSON-RPC 2.0; nothing is kept between two messages
/// Tools     = name + arguments -> ToolAnswer
/// ToolAnswer   = Done(document, lines) | Unusable(why)
/// ShortForm = a document cut to what decides, at most 4 kB, redacted
/// ```
@NullMarked
package org.whybounce.mcp;

import org.jspecify.annotations.NullMarked;
