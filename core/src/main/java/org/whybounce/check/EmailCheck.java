package org.whybounce.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.whybounce.budget.CpuTime;
import org.whybounce.check.area.Check;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.Authorities;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.check.report.CheckReport;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.vendor.VendorDirectory;

/// Everything that receivers ask the DNS about a domain, in one pass: each of [Checks] on a thread of its own, all with
/// one look at the DNS. What is said does not depend on which of them ends first.
public final class EmailCheck {
    private final Resolver resolver;
    private final VendorDirectory vendors;
    private final CheckLimits limits;
    private final Optional<Authorities> servers;

    /// @param resolver where DNS answers come from; its deadline is the check's (see
    ///                 [org.whybounce.dns.BudgetResolver])
    public EmailCheck(Resolver resolver, VendorDirectory vendors, CheckLimits limits) {
        this(resolver, vendors, limits, Optional.empty());
    }

    /// @param servers how the domain's own name servers are asked; empty where there are none, as behind a zone file
    public EmailCheck(Resolver resolver, VendorDirectory vendors, CheckLimits limits, Optional<Authorities> servers) {
        this.servers = servers;
        this.resolver = resolver;
        this.vendors = vendors;
        this.limits = limits;
    }

    public CheckReport check(DomainName domain, CheckOptions options) {
        Asker dns = new Asker(resolver);
        DomainLookups look = new DomainLookups(domain, options, limits, vendors, dns, servers);
        List<AreaReport> areas = areas(look);
        Optional<String> noDns = dns.noDns();
        if (noDns.isPresent()) {
            return new CheckReport(
                    domain,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    dns.questions(),
                    noDns,
                    List.of());
        }
        if (look.mail().answer() instanceof Answer.NoSuchName) {
            // What a name that does not exist has not published is no news, but for the policy it inherits.
            areas.removeIf(area -> area.area() != Area.SPF && area.area() != Area.DMARC && area.area() != Area.MX);
        }
        return new CheckReport(
                domain,
                areas,
                Optional.of(look.tree()),
                Optional.of(look.dmarc()),
                look.evaluations(),
                look.fixes(),
                dns.questions(),
                noDns,
                List.of());
    }

    private static List<AreaReport> areas(DomainLookups look) {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(CpuTime.threads())) {
            List<Future<AreaReport>> running = new ArrayList<>();
            for (Check check : Checks.ALL) {
                running.add(threads.submit(() -> check.of(look)));
            }
            List<AreaReport> areas = new ArrayList<>();
            try (var _ = CpuTime.waiting()) {
                for (Future<AreaReport> each : running) {
                    areas.add(each.get());
                }
            }
            return areas;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the check was cancelled", e);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }
}
