package org.whybounce.vendor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Stanza;
import org.whybounce.vendor.Recognised.By;

/// The sending services known, and how to recognise them. Everything here is answered without DNS.
public record VendorDirectory(List<Vendor> vendors, List<Phantom> phantoms) {
    private static final List<String> FILES = List.of(
            "mailboxes", "transactional", "marketing", "services", "gateways", "forwarders", "platforms", "resellers");
    /// Letters by which a word may differ from a name that it is taken to mean.
    private static final int MOST_MISTAKES = 3;

    private static final String FOLDER = "/org/whybounce/knowledge/vendors/";

    public VendorDirectory {
        vendors = List.copyOf(vendors);
        phantoms = List.copyOf(phantoms);
    }

    /// The directory that comes with the program.
    public static VendorDirectory builtIn() {
        return BuiltIn.DIRECTORY;
    }

    /// Read on first use, once.
    private static final class BuiltIn {
        static final VendorDirectory DIRECTORY = read();
    }

    /// The same with more services before its own.
    ///
    /// @param name for messages
    public VendorDirectory with(String name, String stanzas) {
        List<Vendor> all = new ArrayList<>();
        Stanza.parse(name, stanzas).forEach(stanza -> all.add(Vendor.of(stanza)));
        all.addAll(vendors);
        return new VendorDirectory(all, phantoms);
    }

    private static VendorDirectory read() {
        List<Vendor> vendors = new ArrayList<>();
        for (String file : FILES) {
            stanzas(file).forEach(stanza -> vendors.add(Vendor.of(stanza)));
        }
        return new VendorDirectory(
                vendors, stanzas("phantoms").stream().map(Phantom::of).toList());
    }

    private static List<Stanza> stanzas(String file) {
        String path = FOLDER + file + ".txt";
        try (InputStream in = VendorDirectory.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + path);
            }
            return Stanza.parse("vendors/" + file + ".txt", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The vendor that people mean by this word: its name, another name of it, or its include.
    public Optional<Vendor> named(String word) {
        Optional<Vendor> byName = first(vendor -> vendor.called(word));
        return byName.isPresent() ? byName : byInclude(word);
    }

    /// The vendor whose name is nearest to a word that names none; empty if no name is near.
    public Optional<Vendor> nearest(String word) {
        long letters = word.chars().filter(Character::isLetterOrDigit).count();
        long mistakes = Math.clamp(letters / 4, 1, MOST_MISTAKES);
        return vendors.stream()
                .filter(vendor -> vendor.distance(word) <= mistakes)
                .min(Comparator.comparingInt(vendor -> vendor.distance(word)));
    }

    /// The vendor to which a target of `include:` or `redirect=` belongs. A service that others build on comes before
    /// those that send through it.
    public Optional<Vendor> byInclude(String target) {
        Predicate<Vendor> holds = vendor -> vendor.includesName(target);
        return first(holds.and(vendor -> vendor.builtOn().isEmpty())).or(() -> first(holds));
    }

    /// What is known of an include that is handed on without being one.
    public Optional<Phantom> phantom(DomainName include) {
        return phantoms.stream().filter(each -> each.include().equals(include)).findFirst();
    }

    /// Every vendor that a trace points to, the weightiest trace first; the same vendor once per trace.
    public List<Recognised> recognise(Traces traces) {
        List<Recognised> found = new ArrayList<>();
        for (Vendor vendor : vendors) {
            traces.ip().ifPresent(ip -> pool(vendor, ip, found));
            traces.ptrNames().forEach(name -> add(vendor, By.PTR, vendor.ptrNames(), name.toString(), found));
            traces.returnPath().ifPresent(name -> {
                add(vendor, By.RETURN_PATH, vendor.returnPaths(), name.toString(), found);
            });
            traces.helo().ifPresent(name -> add(vendor, By.HELO, vendor.ptrNames(), name.toString(), found));
            for (Traces.Signature signature : traces.signatures()) {
                add(
                        vendor,
                        By.DKIM_DOMAIN,
                        vendor.dkimDomains(),
                        signature.domain().toString(),
                        found);
                add(vendor, By.SELECTOR, vendor.selectors(), signature.selector(), found);
            }
            for (String header : traces.headerNames()) {
                add(vendor, By.HEADER, vendor.headers(), header, found);
            }
        }
        found.sort(Comparator.comparing(Recognised::by)
                .thenComparing(each -> each.vendor().builtOn().isPresent()));
        return List.copyOf(found);
    }

    private static void pool(Vendor vendor, IpAddress ip, List<Recognised> found) {
        vendor.relayPool().stream()
                .filter(range -> range.contains(ip))
                .forEach(range -> found.add(new Recognised(vendor, By.RELAY_POOL, ip + " in " + range)));
    }

    private static void add(Vendor vendor, By by, List<NamePattern> patterns, String name, List<Recognised> found) {
        if (patterns.stream().anyMatch(pattern -> pattern.matches(name))) {
            found.add(new Recognised(vendor, by, name));
        }
    }

    private Optional<Vendor> first(Predicate<Vendor> test) {
        return vendors.stream().filter(test).findFirst();
    }
}
