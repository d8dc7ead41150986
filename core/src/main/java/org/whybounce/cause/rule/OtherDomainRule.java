package org.whybounce.cause.rule;

import java.util.List;
import java.util.Optional;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Fact;
import org.whybounce.cause.look.Owners;
import org.whybounce.cause.look.SendingService;
import org.whybounce.dns.DomainName;

/// `spf.another-domain-checked`: SPF looked at the envelope's domain, which is not the one that the person sees in From
/// and whose record they edit: a subdomain, or a sending service's own return path.
///
/// - For it: the domain checked and the visible From differ, and the record of the one checked does not list the
/// sender.
/// - Against it: they are the same.
/// - What decides: the two names.
/// - What mends it: the record at the name that was evaluated. Where that is the service's, its own settings; an
/// include
///   at the From domain does nothing.
final class OtherDomainRule {
    private static final String CODE = "spf.another-domain-checked";

    private OtherDomainRule() {}

    static Weighed weigh(SpfCase c) {
        if (!c.notAuthorised() || c.domain().isEmpty()) {
            return Weighed.SILENT;
        }
        DomainName checked = c.domain().get();
        Optional<Fact<DomainName>> from = c.file().fromDomain();
        if (from.isEmpty()) {
            return Weighed.SILENT;
        }
        DomainName visible = from.get().value();
        if (visible.equals(checked)) {
            return Weighed.against(CODE, "the domain checked is the one in From");
        }
        boolean own = Owners.same(checked, visible);
        return new Weighed.Decides(
                new Cause.AnotherDomainChecked(
                        checked,
                        visible,
                        c.ip().orElseThrow(),
                        c.now().service().map(SendingService::name),
                        own),
                "SPF was evaluated for " + checked + ", not for the " + visible
                        + " that you see in From, and the record of " + checked + " does not list " + c.sender() + ".",
                List.of(from.get().evidence("visible From:")),
                List.of(new Candidate(
                        "spf.sender-not-listed",
                        List.of(),
                        List.of("the record of " + visible + " was not asked at all"))));
    }
}
