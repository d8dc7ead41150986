package org.whybounce.dns.wire;

import java.time.Duration;
import java.util.List;
import org.whybounce.check.EmailCheck;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.check.report.CheckReport;
import org.whybounce.dns.CachingResolver;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Limits;
import org.whybounce.dns.Resolver;
import org.whybounce.vendor.VendorDirectory;

/// Measures an Email Check of a domain with eight includes behind a resolver of 50 ms latency. Run it with
/// `./build -pl core test-compile` done and the test class path: it prints the time of each of five checks.
final class CheckLatency {
    static final String ZONE = zone();

    private CheckLatency() {}

    private static String zone() {
        StringBuilder zone = new StringBuilder("""
                example.org. IN TXT "v=spf1 mx include:s1.example.net include:s2.example.net include:s3.example.net include:s4.example.net include:s5.example.net ~all"
                example.org. IN MX 10 mx.example.org.
                example.org. IN SOA ns.example.org. h.example.org. 1 60 60 60 60
                mx.example.org. IN A 192.0.2.25
                mx.example.org. IN AAAA 2001:db8::25
                25.2.0.192.in-addr.arpa. IN PTR mx.example.org.
                _dmarc.example.org. IN TXT "v=DMARC1; p=reject; rua=mailto:d@reports.example.net"
                reports.example.net. IN MX 5 mx.example.org.
                example.org._report._dmarc.reports.example.net. IN TXT "v=DMARC1;"
                s5.example.net. IN TXT "v=spf1 include:s6.example.net include:s7.example.net include:s8.example.net ~all"
                s8.example.net. IN TXT "v=spf1 a:mx.example.org ~all"
                """);
        for (int i : new int[] {1, 2, 3, 4, 6, 7}) {
            zone.append("s%d.example.net. IN TXT \"v=spf1 ip4:198.51.100.%d ~all\"\n".formatted(i, i));
        }
        return zone.toString();
    }

    public static void main(String[] args) throws Exception {
        VendorDirectory vendors = VendorDirectory.builtIn();
        try (SlowServer server = SlowServer.start(ZONE, Duration.ofMillis(50), 0)) {
            for (int i = 0; i < 5; i++) {
                try (WireResolver wire = new WireResolver(List.of(server.server()), Limits.LIBRARY)) {
                    Resolver resolver = new ProbingResolver(new CachingResolver(wire, Limits.LIBRARY), wire);
                    long begin = System.nanoTime();
                    CheckReport report = new EmailCheck(resolver, vendors, CheckLimits.DEFAULT)
                            .check(DomainName.of("example.org"), CheckOptions.NONE);
                    System.out.printf(
                            "%d ms, %d questions, %d lookups, %s%n",
                            (System.nanoTime() - begin) / 1_000_000,
                            report.questions(),
                            report.tree().orElseThrow().worst(),
                            report.summary());
                }
            }
        }
    }
}
