package org.whybounce.web.page;

import java.util.Map;

/// Which guide explains which cause. The longest beginning that fits decides.
final class CausePages {
    private static final Map<String, String> GUIDES = Map.ofEntries(
            Map.entry("spf.", "550-5-7-1-spf"),
            Map.entry("spf.another-domain-checked", "envelope-and-header-from"),
            Map.entry("spf.record-broken", "spf-permerror-too-many-lookups"),
            Map.entry("spf.forwarded", "spf-forwarding"),
            Map.entry("spf.no-record", "spf-basics"),
            Map.entry("spf.helo", "helo-identity"),
            Map.entry("spf.dns-trouble", "dns-trouble"),
            Map.entry("spf.receiver-fault", "receiver-fault"),
            Map.entry("dmarc.", "dmarc-refusals"),
            Map.entry("dkim.", "dkim-failures"),
            Map.entry("auth.", "gmail-codes"),
            Map.entry("host.ptr", "reverse-dns"),
            Map.entry("host.", "reverse-dns"),
            Map.entry("relay.", "relay-denied"),
            Map.entry("reputation.", "block-lists"),
            Map.entry("content.", "content-refusals"),
            Map.entry("recipient.", "recipient-refusals"),
            Map.entry("rate.", "temporary-refusals"),
            Map.entry("system.", "temporary-refusals"),
            Map.entry("receiver.", "receiver-fault"),
            Map.entry("policy.", "550-5-7-1-spf"));

    private CausePages() {}

    static String guide(String cause) {
        for (String key = cause; !key.isEmpty(); ) {
            String slug = GUIDES.get(key);
            if (slug != null) {
                return "/guides/" + slug;
            }
            int dot = key.lastIndexOf('.', key.length() - 2);
            String family = key.endsWith(".") || key.indexOf('.') < 0 ? "" : key.substring(0, key.lastIndexOf('.') + 1);
            key = dot < 0 && family.isEmpty() ? "" : family;
        }
        return "";
    }
}
