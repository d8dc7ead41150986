/// A whole SPF record with all that it includes, whatever the address: what it costs at worst and whom it lists.
///
/// ```
/// SpfTree    = domain + record + node for each term that asks; cost per term, worst case
/// AddressSet = the ranges that a tree passes; CompiledSpf = the same as one look-up
/// ```
@NullMarked
package org.whybounce.spf.tree;

import org.jspecify.annotations.NullMarked;
