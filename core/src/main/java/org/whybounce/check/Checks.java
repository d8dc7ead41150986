package org.whybounce.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.whybounce.check.area.BimiCheck;
import org.whybounce.check.area.Check;
import org.whybounce.check.area.DkimCheck;
import org.whybounce.check.area.DmarcCheck;
import org.whybounce.check.area.DnssecCheck;
import org.whybounce.check.area.MxCheck;
import org.whybounce.check.area.NameServersCheck;
import org.whybounce.check.area.ReverseCheck;
import org.whybounce.check.area.SenderPolicyCheck;
import org.whybounce.check.area.ServicesCheck;
import org.whybounce.check.area.TransportCheck;
import org.whybounce.check.report.CheckCode;
import org.whybounce.finding.FindingCode;
import org.whybounce.spf.finding.SpfCode;

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

    // Read once, when the first code is looked up.
    private static final class ByCode {
        static final Map<String, FindingCode> ALL = Stream.<FindingCode>concat(
                        Stream.of(SpfCode.values()), Stream.of(CheckCode.values()))
                .collect(Collectors.toUnmodifiableMap(FindingCode::code, code -> code));
    }

    /// The kind of finding behind a code.
    public static Optional<FindingCode> ofCode(String code) {
        return Optional.ofNullable(ByCode.ALL.get(code));
    }

    /// Every code of a finding of [EmailCheck].
    public static List<String> codes() {
        return Stream.concat(
                        Stream.of(SpfCode.values()).map(SpfCode::code),
                        Stream.of(CheckCode.values()).map(CheckCode::code))
                .toList();
    }
}
