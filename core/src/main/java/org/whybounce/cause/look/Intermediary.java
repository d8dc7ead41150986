package org.whybounce.cause.look;

/// Who may have sent the mail on: a host that nothing ties to the domain that was checked, and that takes mail in for
/// others, or that reported a refusal of its own sending.
///
/// @param name the service or host
/// @param why  how that is known, as a clause
public record Intermediary(String name, String why) {}
