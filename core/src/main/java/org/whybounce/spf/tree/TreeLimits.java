package org.whybounce.spf.tree;

/// How far a tree is followed. The RFC's limits decide the verdict; explaining goes on for a while beyond them.
///
/// @param lookups   lookups counted before nothing more is followed: the ten of the RFC and fifty more, which bounds a
///                  record whose includes double at each level
/// @param questions different questions in all: one legal check was seen to send 111
/// @param depth     records above each other; the tenth include already crosses the limit
/// @param terms     terms of all records together that are kept: a record may hold 65,535 bytes of them
public record TreeLimits(int lookups, int questions, int depth, int terms) {
    public static final TreeLimits DEFAULT = new TreeLimits(60, 150, 20, 10_000);
}
