package org.whybounce.tally;

/// All the refusals that have one answer.
///
/// @param number counted from 1 in the order they came; 0 stands for all that are beyond the limit of a run
/// @param words  what is the same in their words
public record Case(int number, String words) {}
