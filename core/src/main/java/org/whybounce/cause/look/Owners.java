package org.whybounce.cause.look;

import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;

/// Whether two names belong to one owner, as far as names can tell.
public final class Owners {
    private Owners() {}

    /// Both lie at or below the same registered domain.
    public static boolean same(DomainName one, DomainName other) {
        return one.isAtOrBelow(other)
                || other.isAtOrBelow(one)
                || PublicSuffixes.registrable(one)
                        .filter(registered -> PublicSuffixes.registrable(other)
                                .filter(registered::equals)
                                .isPresent())
                        .isPresent();
    }
}
