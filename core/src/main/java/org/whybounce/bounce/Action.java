package org.whybounce.bounce;

/// What became of the delivery (RFC 3464, section 2.3.3).
public enum Action {
    FAILED,
    DELAYED,
    DELIVERED,
    RELAYED,
    EXPANDED
}
