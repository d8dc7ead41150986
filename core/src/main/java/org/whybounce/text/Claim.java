package org.whybounce.text;

import org.jspecify.annotations.Nullable;

/// A fact as a text asserts it, with the place where it stands. A claim is never proof: what DNS shows is of another
/// type, and neither converts to the other.
///
/// @param span where it stands in the pasted text; null where it stands in a part that had to be decoded first
///             (base64, an encoded word) and so has no place of its own
public record Claim<T>(T value, @Nullable Span span) {}
