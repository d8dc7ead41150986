package org.whybounce.log;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.whybounce.text.Claim;

/// What one line of a log states.
///
/// @param system who wrote it: "postfix", "exim", ...
/// @param story  what its facts belong to: the id of a message or a session; empty if none
/// @param facts  each with its place in the line
public record Event(String system, Role role, Outcome outcome, String story, Map<LogFact, Claim<String>> facts) {
    public Event {
        facts = facts.isEmpty() ? Map.of() : new EnumMap<>(facts);
    }

    public static final Event OTHER = new Event("", Role.POLICY, Outcome.OTHER, "", Map.of());

    public Optional<Claim<String>> fact(LogFact fact) {
        return Optional.ofNullable(facts.get(fact));
    }

    /// The value of a fact; empty if the line leaves it out.
    public String value(LogFact fact) {
        Claim<String> claim = facts.get(fact);
        return claim == null ? "" : claim.value();
    }
}
