/// Which service sent a mail, and what its customer has to publish for it, asked of the DNS as it is now.
///
/// ```
/// ServiceSetup = SentThrough + domain + AskedRecord*
/// SentThrough  = vendor + by which traces it was recognised
/// AskedRecord  = the record with the domain's names + done | not yet | wrong | not known + what stands there
/// ```
@NullMarked
package org.whybounce.service;

import org.jspecify.annotations.NullMarked;
