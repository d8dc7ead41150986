package org.whybounce.intake;

import org.whybounce.text.Span;

/// One part of a paste: real pastes are mixtures of prose, a line of a log, the answer of `dig`, three header lines.
/// The parts of a paste follow one another and do not overlap.
public record PastedPart(PartKind kind, Span span) {}
