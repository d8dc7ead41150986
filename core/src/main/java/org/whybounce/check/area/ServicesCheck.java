package org.whybounce.check.area;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.Notes;
import org.whybounce.check.look.Service;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.Standing;
import org.whybounce.vendor.Vendor;

/// Which services send and take mail for the domain, as SPF and MX show.
public final class ServicesCheck implements Check {
    private static final int MOST_NAMED = 8;

    @Override
    public AreaReport of(DomainLookups look) {
        Notes notes = new Notes(Area.SERVICES);
        Map<String, Set<String>> by = new LinkedHashMap<>();
        for (Service service : look.services()) {
            String name = service.vendor()
                    .map(Vendor::shortName)
                    .orElse(service.name().toString());
            by.computeIfAbsent(name, each -> new LinkedHashSet<>()).add(service.by());
        }
        List<String> named = by.entrySet().stream()
                .limit(MOST_NAMED)
                .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                .toList();
        int more = by.size() - named.size();
        return notes.report(
                named.isEmpty()
                        ? "None that is known."
                        : String.join(", ", named) + (more > 0 ? " and " + more + " more." : "."),
                named.isEmpty() ? Standing.ABSENT : Standing.OK);
    }
}
