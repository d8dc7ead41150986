package org.whybounce.check.report;

import org.whybounce.dns.DomainName;
import org.whybounce.dns.RecordType;

/// A record that a check looked at.
///
/// @param name where it stands; behind a CNAME the alias's target
/// @param ttl  seconds
/// @param data as a zone file would show it, TXT strings joined; outside text, which every output escapes
public record Seen(DomainName name, RecordType type, long ttl, String data) {}
