package org.whybounce.spf;

/// Every number that bounds an evaluation.
///
/// @param lookups   terms that cause lookups, over the whole tree; the next one is a permerror (RFC 7208, section
/// 4.6.4)
/// @param voids     terms whose lookups find nothing; the next one is a permerror (same section, "SHOULD", default 2)
/// @param mailHosts names of one `mx`; one more is a permerror (same section)
/// @param ptrNames  names of one reverse lookup that are looked at; the rest is left out (same section)
public record SpfLimits(int lookups, int voids, int mailHosts, int ptrNames) {
    public static final SpfLimits RFC7208 = new SpfLimits(10, 2, 10, 10);

    /// No receiver counts this far; used to find out what a record would authorise if nobody counted. Sixty lookups:
    /// the ten of the RFC and fifty questions of explanation more.
    public static final SpfLimits BEYOND = new SpfLimits(60, 60, 60, 10);
}
