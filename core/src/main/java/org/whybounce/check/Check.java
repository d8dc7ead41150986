package org.whybounce.check;

/// One part of an Email Check: looks, and says what it found. Everything it needs comes from the [Look]; it keeps
/// nothing and throws for no answer of the DNS.
@FunctionalInterface
interface Check {
    AreaReport of(Look look);
}
