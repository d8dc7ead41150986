package org.whybounce.dns.wire;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.whybounce.dns.Limits;

/// NSD as the authority of some zones and Unbound as the resolver in front of it, both on loopback, with nothing of the
/// machine's own set-up touched. A machine without them skips what needs them, aloud; under CI that is a failure.
final class RealServers implements AutoCloseable {
    private final Path folder;
    private final List<Process> running = new ArrayList<>();
    private final int authority;
    private final int resolver;
    private final int tls;
    private final int https;

    private RealServers(Path folder, int authority, int resolver, int tls, int https) {
        this.folder = folder;
        this.authority = authority;
        this.resolver = resolver;
        this.tls = tls;
        this.https = https;
    }

    /// @param zones each the text of one zone, its origin in front: `example.org` to the zone's master file
    static RealServers start(Path folder, List<Zone> zones) throws IOException, InterruptedException {
        Path nsd = installed("nsd");
        Path unbound = installed("unbound");
        RealServers servers = new RealServers(folder, freePort(), freePort(), freePort(), freePort());
        Certificate.write(folder);
        StringBuilder nsdZones = new StringBuilder();
        StringBuilder stubs = new StringBuilder();
        for (Zone zone : zones) {
            Path file = folder.resolve(zone.origin() + ".zone");
            Files.writeString(file, zone.text());
            nsdZones.append("zone:\n  name: \"%s\"\n  zonefile: \"%s\"\n".formatted(zone.origin(), file));
            stubs.append("stub-zone:\n  name: \"%s\"\n  stub-addr: 127.0.0.1@%d\n"
                    .formatted(zone.origin(), servers.authority));
        }
        Path nsdConf = Files.writeString(folder.resolve("nsd.conf"), """
                server:
                  ip-address: 127.0.0.1
                  port: %d
                  username: ""
                  chroot: ""
                  zonesdir: "%s"
                  database: ""
                  pidfile: "%s/nsd.pid"
                  xfrdfile: "%s/xfrd.state"
                  zonelistfile: "%s/zone.list"
                  logfile: "%s/nsd.log"
                remote-control:
                  control-enable: no
                %s""".formatted(
                        servers.authority, folder, folder, folder, folder, folder, nsdZones));
        Path unboundConf = Files.writeString(folder.resolve("unbound.conf"), """
                server:
                  interface: 127.0.0.1
                  interface: 127.0.0.1@%d
                  interface: 127.0.0.1@%d
                  tls-port: %d
                  https-port: %d
                  tls-service-key: "%s/key.pem"
                  tls-service-pem: "%s/certificate.pem"
                  port: %d
                  username: ""
                  chroot: ""
                  directory: "%s"
                  pidfile: "%s/unbound.pid"
                  use-syslog: no
                  logfile: "%s/unbound.log"
                  do-not-query-localhost: no
                  module-config: "iterator"
                  access-control: 127.0.0.0/8 allow
                  do-ip6: no
                  local-zone: "example." nodefault
                  local-zone: "test." nodefault
                  local-zone: "2.0.192.in-addr.arpa." nodefault
                remote-control:
                  control-enable: no
                %s""".formatted(
                        servers.tls,
                        servers.https,
                        servers.tls,
                        servers.https,
                        folder,
                        folder,
                        servers.resolver,
                        folder,
                        folder,
                        folder,
                        stubs));
        servers.run(nsd.toString(), "-d", "-c", nsdConf.toString());
        servers.run(unbound.toString(), "-d", "-c", unboundConf.toString());
        servers.awaitAnswer(servers.authorityServer());
        servers.awaitAnswer(servers.resolverServer());
        return servers;
    }

    record Zone(String origin, String text) {}

    Server authorityServer() {
        return new Server.Plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), authority));
    }

    Server resolverServer() {
        return new Server.Plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), resolver));
    }

    /// DNS over TLS, its certificate held to the name `localhost`.
    Server tlsServer() {
        return new Server.Tls(new InetSocketAddress(InetAddress.getLoopbackAddress(), tls), "localhost");
    }

    /// DNS over HTTPS.
    Server httpsServer() {
        return new Server.Https(URI.create("https://localhost:" + https + "/dns-query"));
    }

    private void run(String... command) throws IOException {
        running.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(Path.of(command[0]).getFileName() + ".out")
                        .toFile())
                .start());
    }

    private void awaitAnswer(Server server) throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            try (WireResolver wire = new WireResolver(List.of(server), Limits.LIBRARY)) {
                if (wire.probe(Duration.ofMillis(600)) instanceof Probe.Alive) {
                    return;
                }
            }
            for (Process process : running) {
                if (!process.isAlive()) {
                    Assertions.fail("a name server ended at once: " + logs());
                }
            }
            Thread.sleep(100);
        }
        Assertions.fail(server + " does not answer: " + logs());
    }

    private String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().matches(".*\\.(out|log)")).toList()) {
                text.append(file.getFileName())
                        .append(":\n")
                        .append(Files.readString(file))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static Path installed(String name) {
        Optional<Path> found = Stream.of(
                        "/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/sbin")
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail("under CI " + name + " must be installed");
            }
            System.out.println("SKIPPED, not on this machine: " + name);
            Assumptions.abort(name + " is not installed");
        }
        return found.orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
            return udp.getLocalPort();
        }
    }

    @Override
    public void close() {
        running.forEach(Process::destroy);
        for (Process process : running) {
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
