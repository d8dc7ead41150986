@org.jspecify.annotations.NullMarked
package org.whybounce.mcp;
