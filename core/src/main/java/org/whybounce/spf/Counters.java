package org.whybounce.spf;

/// What has been counted so far in one evaluation.
///
/// @param lookups     terms that cause lookups (RFC 7208, section 4.6.4)
/// @param voidTerms   terms with a lookup that found nothing; the count that decides
/// @param voidQueries single questions that found nothing, which is what some receivers count instead
public record Counters(int lookups, int voidTerms, int voidQueries) {}
