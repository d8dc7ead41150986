package org.whybounce.fix.plan;

import java.util.List;
import org.whybounce.dmarc.DmarcEvaluator;
import org.whybounce.dmarc.DmarcPolicy;
import org.whybounce.dmarc.DmarcRecord;
import org.whybounce.dmarc.TreeWalk;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.RecordReach;
import org.whybounce.fix.reach.TermReach;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.VendorDirectory;

/// What the keeper of a record should know beside the change: parts that do nothing or too much, which only the
/// keeper can take out, since who sends is not in the DNS.
public final class Advisories {
    private Advisories() {}

    static void of(RecordReach reach, ReachReader reader, VendorDirectory vendors, List<String> advice) {
        overAuthenticated(reach, vendors, advice);
        behindAll(reach, advice);
        end(reach, reader, advice);
    }

    /// Includes of services that do not read the customer's record at all: they cost lookups and authorise strangers.
    private static void overAuthenticated(RecordReach reach, VendorDirectory vendors, List<String> advice) {
        for (TermReach term : reach.reached()) {
            if (!term.isInclude()) {
                continue;
            }
            String target = term.text().substring(term.text().indexOf(':') + 1);
            vendors.byInclude(target)
                    .filter(vendor -> vendor.scope() == Scope.VENDOR || vendor.scope() == Scope.CNAME)
                    .ifPresent(vendor -> advice.add("‘" + term.text() + "’ most likely does nothing at " + reach.at()
                            + ": " + vendor.shortName() + " sends with a return-path of another name. If "
                            + vendor.shortName() + " never sends with MAIL FROM at " + reach.at()
                            + ", take it out; that saves " + term.lookups() + " lookup"
                            + (term.lookups() == 1 ? "" : "s") + "."));
        }
    }

    /// RFC 7208, section 5.1: what stands behind `all` is never looked at.
    private static void behindAll(RecordReach reach, List<String> advice) {
        boolean ended = false;
        for (TermReach term : reach.terms()) {
            if (ended && !term.isModifier() && !term.isAll()) {
                advice.add("‘" + term.text() + "’ stands behind ‘all’ and is never looked at. If it is to send, add it"
                        + " with --add " + term.text() + ".");
            }
            ended |= term.isAll();
        }
    }

    private static void end(RecordReach reach, ReachReader reader, List<String> advice) {
        switch (reach.unlisted()) {
            case PASS ->
                advice.add("The record ends in ‘+all’: everybody may send as " + reach.at()
                        + ". No change here makes it stricter by itself; list what sends, then end it in ‘~all’.");
            case NEUTRAL ->
                advice.add(
                        "The record says nothing of addresses that it does not list (neutral). Once it lists all that"
                                + " send, ‘~all’ at its end says that others do not.");
            case FAIL -> {
                if (enforced(reach.at(), reader)) {
                    advice.add(
                            "DMARC of " + reach.at() + " asks receivers to reject or quarantine what fails, so ‘~all’"
                                    + " protects as well as ‘" + Qualifier.FAIL.sign()
                                    + "all’, and mail that was forwarded and"
                                    + " signed by DKIM is not refused before DMARC is looked at (RFC 7489, section 10.1, warned of that).");
                }
            }
            case SOFTFAIL -> {}
        }
    }

    public static boolean enforced(DomainName domain, ReachReader reader) {
        TreeWalk walk = new DmarcEvaluator(question -> reader.ask(question.name(), question.type())).walk(domain);
        return walk.recordAt(domain)
                .or(() -> walk.recordAt(walk.organisation()))
                .map(DmarcRecord::forDomain)
                .flatMap(DmarcRecord.Requested::policy)
                .filter(policy -> policy != DmarcPolicy.NONE)
                .isPresent();
    }
}
