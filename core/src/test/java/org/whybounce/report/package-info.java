@org.jspecify.annotations.NullMarked
package org.whybounce.report;
