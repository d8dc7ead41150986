/// DMARC by RFC 9989: what the From domain's owner asks of receivers, and whether a message meets it.
///
/// ```
/// DmarcRecord = at, p?, sp?, np?, adkim, aspf, t, psd, rua*, ruf*, remark*
/// TreeWalk    = start, Visit*(name, answer, DmarcRecord?), organisational domain, because     at most 8 queries
/// Alignment   = SPF | DKIM, identifier, passed, aligned, one sentence
/// ReportDestination = address, Own | Given | Missing | NoAnswer
/// DmarcResult = From domain, TreeWalk, record?, policy and its tag, Alignment*, outcome, BySuffixList
/// ```
@NullMarked
package org.whybounce.dmarc;

import org.jspecify.annotations.NullMarked;
