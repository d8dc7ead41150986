package org.whybounce.web.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.whybounce.vendor.RemedyRecord;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.web.page.Slug;

/// A page per sending service, made of the vendor data: nothing on it is written twice.
final class VendorPages {
    private VendorPages() {}

    static List<Guide> all() {
        Map<String, Guide> pages = new LinkedHashMap<>();
        for (Vendor vendor : VendorDirectory.builtIn().vendors()) {
            Guide page = page(vendor);
            pages.putIfAbsent(page.slug(), page);
        }
        return new ArrayList<>(pages.values());
    }

    static String slug(String name) {
        return Slug.of(name);
    }

    private static Guide page(Vendor vendor) {
        String name = vendor.shortName();
        StringBuilder out = new StringBuilder();
        out.append("# ").append(name).append(": SPF and DKIM for your domain\n\n");
        vendor.builtOn()
                .ifPresent(base ->
                        out.append(name).append(" sends through ").append(base).append(".\n\n"));
        out.append("## Whose domain SPF looks at\n\n")
                .append(scope(vendor, name))
                .append("\n\n");
        vendor.include().ifPresent(include -> {
            if (vendor.scope() == Scope.ORGANISATION) {
                out.append("If this service is all that sends for the domain, the whole record is\n\n"
                                + "    v=spf1 include:")
                        .append(include)
                        .append(" ~all\n\nIf there is a record already, put `include:")
                        .append(include)
                        .append("` into it, before its `all`. There must be only one record.\n\n");
            } else if (vendor.scope() == Scope.BOUNCE_SUBDOMAIN) {
                out.append("At the bounce subdomain, not at the domain itself:\n\n    v=spf1 include:")
                        .append(include)
                        .append(" ~all\n\n");
            }
        });
        if (!vendor.records().isEmpty()) {
            out.append("## Records it asks for\n\n| Type | Name | Value |\n| --- | --- | --- |\n");
            for (RemedyRecord record : vendor.records()) {
                RemedyRecord shown = record.at("example.org");
                out.append("| ")
                        .append(shown.type())
                        .append(" | `")
                        .append(shown.name())
                        .append("` | `");
                out.append(shown.value().replace("|", "\\|")).append("` |\n");
            }
            out.append("\nWhat stands in angle brackets only your account with ")
                    .append(name)
                    .append(" can tell.\n\n");
        }
        if (!vendor.relayPool().isEmpty()) {
            out.append("Some mail leaves through a pool that no record is meant to list. A refusal from there is"
                            + " one for ")
                    .append(name)
                    .append("'s support, not for your DNS.\n\n");
        }
        vendor.note().ifPresent(note -> out.append(note).append("\n\n"));
        out.append("## Check\n\nSend a mail through ").append(name);
        out.append(" and paste its headers or its bounce below: the answer says which domain was checked.\n\n");
        vendor.guide()
                .filter(url -> url.startsWith("https://"))
                .ifPresent(url ->
                        out.append("The service's own page: <").append(url).append(">.\n\n"));
        out.append("Facts read on ").append(vendor.checked()).append(" (");
        out.append(
                switch (vendor.confidence()) {
                    case HIGH -> "well attested";
                    case MEDIUM -> "attested";
                    case LOW -> "thinly attested, so check with the service";
                });
        out.append("). Whether an include exists is asked of DNS each time before an answer proposes it.\n");
        return new Guide(
                slug(name),
                name + ": SPF and DKIM set-up",
                "Which DNS records " + name
                        + " needs, at which name, and whether its SPF include does anything for you.",
                kind(vendor.kind()),
                out.toString());
    }

    private static String kind(String kind) {
        return kind.isEmpty()
                ? "Other"
                : kind.substring(0, 1).toUpperCase(Locale.ROOT)
                        + kind.substring(1).replace('-', ' ');
    }

    private static String scope(Vendor vendor, String name) {
        return switch (vendor.scope()) {
            case ORGANISATION ->
                "Mail leaves with your own address as MAIL FROM, so your domain's SPF record is read and must allow "
                        + name + ".";
            case BOUNCE_SUBDOMAIN ->
                "MAIL FROM is a subdomain of yours with MX and TXT of its own. The record belongs there; an include at"
                        + " the domain itself does nothing for this mail and only costs lookups.";
            case CNAME ->
                "MAIL FROM is a subdomain of yours that is a CNAME to " + name
                        + ". No SPF record of yours is read for it: publish the CNAME, not an include.";
            case VENDOR ->
                "MAIL FROM is " + name
                        + "'s own domain, so no SPF record of yours is read. An include would do nothing;"
                        + " DKIM with your domain is what makes DMARC pass.";
            case PER_CUSTOMER ->
                "Mail leaves with your own domain as MAIL FROM. The include holds something only your account can"
                        + " tell: copy it from the service's settings.";
            case FORWARDER -> name + " sends other people's mail on. Its addresses belong in no sender's record.";
        };
    }
}
