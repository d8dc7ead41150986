package org.whybounce.cause.look;

import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.NearMiss;

/// Whether an address belongs to the owner of one that the record lists or nearly lists: the one rule for what a
/// neighbour is. Two questions are asked of it, and the second is the stricter one where a service stands between.
public final class NearOwner {
    /// Networks that one owner is given at once (RFC 6177 for IPv6).
    private static final int BLOCK4 = 24;

    private static final int BLOCK6 = 48;

    private NearOwner() {}

    /// What one owner is given at once around the address.
    public static IpPrefix block(IpAddress ip) {
        return new IpPrefix(ip, ip.v4() ? BLOCK4 : BLOCK6);
    }

    /// Whether it is known to send for the domain. An address beside a single listed one is not: at a hoster that is
    /// the next customer's.
    ///
    /// @param named whether the address has a name, which is not the domain's own
    public static boolean sends(NearMiss near, IpAddress ip, boolean named) {
        return switch (near) {
            case NearMiss.Neighbour neighbour ->
                !named && neighbour.listed().length() < ip.width() && within(neighbour, ip);
            case NearMiss.AbsentInclude _ -> true;
            case NearMiss.OtherFamily _,
                    NearMiss.RelatedDomain _,
                    NearMiss.NotReached _,
                    NearMiss.RecordElsewhere _,
                    NearMiss.FamilyWithoutRange _ -> ownTrace(near);
        };
    }

    /// Whether something ties a host that passed mail on to the domain. A service that the record does not include
    /// ties nobody: its customers all send from there. Nor does a neighbour in IPv4, where blocks are shared.
    public static boolean ties(NearMiss near, IpAddress ip) {
        return switch (near) {
            case NearMiss.Neighbour neighbour -> ip.v6() && within(neighbour, ip);
            case NearMiss.AbsentInclude _ -> false;
            case NearMiss.OtherFamily _,
                    NearMiss.RelatedDomain _,
                    NearMiss.NotReached _,
                    NearMiss.RecordElsewhere _,
                    NearMiss.FamilyWithoutRange _ -> ownTrace(near);
        };
    }

    private static boolean within(NearMiss.Neighbour neighbour, IpAddress ip) {
        return neighbour.within().length() >= (ip.v4() ? BLOCK4 : BLOCK6);
    }

    /// A trace that the domain itself has left in the DNS.
    private static boolean ownTrace(NearMiss near) {
        return switch (near) {
            case NearMiss.OtherFamily _ -> true;
            case NearMiss.RelatedDomain _ -> true;
            case NearMiss.NotReached _ -> true;
            case NearMiss.RecordElsewhere _ -> true;
            case NearMiss.Neighbour _ -> false;
            case NearMiss.AbsentInclude _ -> false;
            case NearMiss.FamilyWithoutRange _ -> false;
        };
    }
}
