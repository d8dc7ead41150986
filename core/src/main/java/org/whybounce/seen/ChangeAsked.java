package org.whybounce.seen;

import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.vendor.Vendor;

/// What is to be looked for.
///
/// @param at      the name whose SPF record was to change
/// @param mail    the mail that failed
/// @param was     the mark of the records before the change, empty if there were none or it is not known
/// @param becomes the mark of the records advised, likewise
/// @param service whose records were to be published for the domain
public record ChangeAsked(
        DomainName at, Optional<SpfQuestion> mail, String was, String becomes, Optional<Vendor> service) {}
