package org.whybounce.web.guide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All there is to read, made once at the start.
public final class Library {
    private final Guides guides = Guides.read();
    private final Codes codes = Codes.read();
    private final Map<String, Guide> findings = new LinkedHashMap<>();
    private final Map<String, Guide> vendors = new LinkedHashMap<>();

    private Library() {}

    public static Library read() {
        Library library = new Library();
        FindingPages.all().forEach(page -> library.findings.put(page.slug(), page));
        VendorPages.all().forEach(page -> library.vendors.put(page.slug(), page));
        return library;
    }

    public Guides guides() {
        return guides;
    }

    public Codes codes() {
        return codes;
    }

    public List<Guide> findings() {
        return List.copyOf(findings.values());
    }

    public Optional<Guide> finding(String code) {
        return Optional.ofNullable(findings.get(code));
    }

    public List<Guide> vendors() {
        return List.copyOf(vendors.values());
    }

    public Optional<Guide> vendor(String slug) {
        return Optional.ofNullable(vendors.get(slug));
    }
}
