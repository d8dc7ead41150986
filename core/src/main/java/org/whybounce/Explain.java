package org.whybounce;

/// The one path from paste to fix. Grows with its stages.
final class Explain {
    private Explain() {}
}
