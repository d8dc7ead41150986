package org.whybounce.dns.wire;

/// What the name servers of this machine say when they are asked whether they are there.
public sealed interface Probe {
    /// One of them knows the DNS.
    record Alive() implements Probe {}

    /// None of them said anything.
    ///
    /// @param why for each of them why, in words
    record Silent(String why) implements Probe {}

    /// They answer, but say that the root of the DNS does not exist: they know some private names, or none, and that
    /// a name does not exist means nothing here.
    record Rootless(String why) implements Probe {}
}
