package org.whybounce.route;

import java.time.Duration;

/// A server whose clock disagrees with the others: time does not run backwards, so it is the clock.
///
/// @param host   the server
/// @param offset how far at least, positive if the clock is ahead
/// @param says   in one sentence
public record ClockOffset(String host, Duration offset, String says) {}
