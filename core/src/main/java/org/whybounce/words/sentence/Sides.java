package org.whybounce.words.sentence;

import org.whybounce.cause.Cause;
import org.whybounce.cause.Side;

/// "Whose side:" with the name of the domain where there is one.
public final class Sides {
    private Sides() {}

    public static String words(Cause cause) {
        Side side = cause.side();
        if (side != Side.SENDER_DNS) {
            return switch (cause) {
                case Cause.Forwarded forwarded -> "the forwarder's (" + forwarded.forwarder() + ")";
                case Cause.VendorPool pool -> "the sending service's (" + pool.vendor() + ")";
                default -> side.words();
            };
        }
        return switch (cause) {
            case Cause.SenderNotListed c -> "yours, in the DNS of " + c.domain();
            case Cause.AnotherDomainChecked c -> "yours, in the DNS of " + c.checked();
            case Cause.RecordBroken c -> "yours, in the DNS of " + c.domain();
            case Cause.NoRecord c -> "yours, in the DNS of " + c.domain();
            case Cause.DnsTrouble c -> "yours, at the name servers of " + c.domain();
            default -> side.words();
        };
    }
}
