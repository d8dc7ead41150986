package org.whybounce.check;

import java.util.List;
import java.util.stream.Stream;

/// Every check there is, in the order in which they are shown, and every code they may find.
public final class Checks {
    static final List<Check> ALL = List.of(
            new SenderPolicyCheck(),
            new DmarcCheck(),
            new DkimCheck(),
            new MxCheck(),
            new ReverseCheck(),
            new TransportCheck(),
            new BimiCheck(),
            new DnssecCheck(),
            new NameServersCheck(),
            new ServicesCheck());

    private Checks() {}

    /// Every code of a finding of [EmailCheck].
    public static List<String> codes() {
        return Stream.concat(
                        Stream.of(SpfCode.values()).map(SpfCode::code),
                        Stream.of(CheckCode.values()).map(CheckCode::code))
                .toList();
    }
}
