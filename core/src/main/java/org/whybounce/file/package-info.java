/// Files that people keep mail in, turned into the mail's text: Outlook's `.msg`, a page saved as HTML. Bytes in, bytes
/// out;
/// nothing is opened here.
///
/// ```
/// CompoundFile    = Entry*                       MS-CFB: a file system in a file
/// OutlookMessage  = CompoundFile -> mail         MS-OXMSG: headers, body, report and attached mails
/// ```
@NullMarked
package org.whybounce.file;

import org.jspecify.annotations.NullMarked;
