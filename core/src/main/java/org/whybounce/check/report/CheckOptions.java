package org.whybounce.check.report;

import java.util.List;
import org.whybounce.net.IpAddress;

/// What is known beside the domain.
///
/// @param selectors DKIM selectors that its mail is signed with; without any they are guessed
/// @param senders   addresses that its mail is sent from
public record CheckOptions(List<String> selectors, List<IpAddress> senders) {
    /// Addresses that one check takes: each costs an SPF evaluation.
    public static final int MOST_SENDERS = 20;

    public static final CheckOptions NONE = new CheckOptions(List.of(), List.of());

    public CheckOptions {
        selectors = List.copyOf(selectors);
        senders = senders.stream().distinct().limit(MOST_SENDERS).toList();
    }
}
