/// Why a DKIM signature fails: the usual alterations are tried on body and header, and the one is named whose undoing
/// makes the signature hold.
///
/// ```
/// Autopsy = Parts + Alteration*
/// ```
@NullMarked
package org.whybounce.dkim.autopsy;

import org.jspecify.annotations.NullMarked;
