package org.whybounce.bounce;

/// What a person's own words may mean where no server's reply stands beside them. Never a verdict.
///
/// @param cause   the code of a cause
/// @param because the words that it rests on, for a person
public record Hint(String cause, String because) {}
