package org.whybounce.headers;

import java.util.List;
import java.util.Optional;
import org.whybounce.arc.ArcResult;
import org.whybounce.dkim.autopsy.DkimExamination;
import org.whybounce.dmarc.DmarcResult;

/// Whether the message is authenticated for its From domain, by our own evaluation.
///
/// @param dkim   every signature, from the top, with what was done to the message where one does not hold
/// @param arc    what earlier hops sealed
/// @param dmarc  the result with everything that could be verified; empty if there is no one From domain
/// @param open   whether that result could still be pass: a signature by an aligned domain could not be verified
/// @param spfUnknown whether it is open because MAIL FROM or the client is not known, so that SPF cannot be
///     evaluated
/// @param signed whether a signature by an aligned domain verified, whatever DMARC says
public record Authentication(
        List<DkimExamination> dkim,
        ArcResult arc,
        Optional<DmarcResult> dmarc,
        boolean open,
        boolean spfUnknown,
        boolean signed) {
    public Authentication {
        dkim = List.copyOf(dkim);
    }
}
