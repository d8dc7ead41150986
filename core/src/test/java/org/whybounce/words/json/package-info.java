/// Tests of the documents for programs.
@org.jspecify.annotations.NullMarked
package org.whybounce.words.json;
