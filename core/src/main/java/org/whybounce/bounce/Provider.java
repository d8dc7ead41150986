package org.whybounce.bounce;

import java.util.List;

/// A receiver, sending service or server software, with the hosts that are its own.
///
/// @param hosts `*.google.com` and the like, in lower case
/// @param signs words, folded, that stand in its replies and in nobody else's
public record Provider(String name, Role role, List<String> hosts, List<String> signs) {
    public enum Role {
        RECEIVER,
        /// It filters mail for the receiver behind it.
        GATEWAY,
        /// No one's: words that many systems have.
        WORDS
    }

    public boolean owns(String host) {
        for (String pattern : hosts) {
            if (pattern.startsWith("*.")
                    ? host.endsWith(pattern.substring(1)) || host.equals(pattern.substring(2))
                    : host.equals(pattern)) {
                return true;
            }
        }
        return false;
    }
}
